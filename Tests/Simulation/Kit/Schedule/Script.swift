internal import Synchronization

/// One schedule of an exhaustive search: which lane comes next, wherever there is a choice.
///
/// Follows the picks that it was given, then always takes the first lane, and writes down how wide each choice was; from
/// that follows the next schedule. Going on until there is none visits every schedule once.
///
/// A terse search leaves out schedules that differ from another only in the order of two neighbouring reads: between them
/// nothing is written, so both see the same either way.
package final class Script: Sendable {
  /// A job that could run next.
  struct Option {
    var lane: Int
    var isReading: Bool
  }

  private struct Choice {
    var pick: Int
    var width: Int
  }

  private struct State {
    var choices: [Choice] = []
    var last: Option?
  }

  private let given: [Int]
  private let isTerse: Bool
  private let state = Mutex(State())

  package init(_ given: [Int] = [], isTerse: Bool = false) {
    self.given = given
    self.isTerse = isTerse
  }

  /// What was picked where there was a choice: names the schedule.
  package var picks: [Int] { state.withLock { $0.choices.map(\.pick) } }

  /// The same schedule once more. Meaningful once the world has run.
  package var again: Script { Script(picks, isTerse: isTerse) }

  /// The schedule after this one; nil after the last. Meaningful once the world has run.
  package var next: Script? {
    var choices = state.withLock { $0.choices }
    while let last = choices.popLast() {
      if last.pick + 1 < last.width { return Script(choices.map(\.pick) + [last.pick + 1], isTerse: isTerse) }
    }
    return nil
  }

  /// The index of the job to run, of those that could.
  func choose(among options: [Option]) -> Int {
    state.withLock { state in
      var order = options.indices.sorted { (options[$0].lane, $0) < (options[$1].lane, $1) }
      if isTerse, let last = state.last, last.isReading {
        let others = order.filter { !options[$0].isReading || options[$0].lane >= last.lane }
        if !others.isEmpty { order = others }
      }
      var pick = 0
      if order.count > 1 {
        pick = state.choices.count < given.count ? given[state.choices.count] : 0
        state.choices.append(Choice(pick: pick, width: order.count))
      }
      state.last = options[order[pick]]
      return order[pick]
    }
  }
}
