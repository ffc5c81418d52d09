internal import Synchronization

/// One schedule of an exhaustive search: which lane comes next, wherever there is a choice.
///
/// Follows the picks that it was given, then always takes the first lane, and writes down how wide each choice was; from
/// that follows the next schedule. Going on until there is none visits every schedule once.
///
/// A terse search leaves out schedules that differ from another only in the order of neighbouring steps that change nothing: reads, calls
/// that a fault keeps from the store, commits that meet a conflict. What each of two such neighbours meets is the same in either order, so
/// swapping them gives a schedule with the same answers, the same commits and the same pictures between them. Whoever swaps neighbours until
/// the lanes in every unbroken row of such steps are in order ends with the one schedule of the many that is never left out. Nothing else
/// is: not even a read and a commit of other records, because an answer is judged by all that is stored at its time.
package final class Script: Sendable {
  /// A job that could run next.
  struct Option {
    var lane: Int
    /// Whether it is known before it runs that it changes nothing.
    var isIdle: Bool
  }

  private struct Choice {
    var pick: Int
    var width: Int
  }

  private struct State {
    var choices: [Choice] = []
    /// The lane of the step that is running.
    var lane: Int?
    var hasChanged = false
    /// The lane of the step before, if that changed nothing.
    var idle: Int?
    var isRedundant = false
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
}

extension Script {
  /// The step that is running changes what is stored.
  func noteChange() { state.withLock { $0.hasChanged = true } }

  /// Whether another schedule shows all that this one can. From where that is known on, it branches no more.
  var isRedundant: Bool {
    state.withLock { state in
      Self.endStep(&state)
      return isTerse && state.isRedundant
    }
  }

  /// The index of the job to run, of those that could.
  func choose(among options: [Option]) -> Int {
    state.withLock { state in
      Self.endStep(&state)
      var order = options.indices.sorted { (options[$0].lane, $0) < (options[$1].lane, $1) }
      if isTerse, let idle = state.idle {
        let others = order.filter { !options[$0].isIdle || options[$0].lane >= idle }
        if others.isEmpty { state.isRedundant = true } else { order = others }
      }
      var pick = 0
      if order.count > 1, !(isTerse && state.isRedundant) {
        pick = state.choices.count < given.count ? given[state.choices.count] : 0
        state.choices.append(Choice(pick: pick, width: order.count))
      }
      state.lane = options[order[pick]].lane
      return order[pick]
    }
  }

  /// What the step that ran turned out to be.
  private static func endStep(_ state: inout State) {
    guard let lane = state.lane else { return }
    if !state.hasChanged, let idle = state.idle, lane < idle { state.isRedundant = true }
    state.idle = state.hasChanged ? nil : lane
    state.lane = nil
    state.hasChanged = false
  }
}
