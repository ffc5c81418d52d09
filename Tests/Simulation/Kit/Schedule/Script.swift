internal import Synchronization

/// One schedule of an exhaustive search: which lane comes next, wherever there is a choice.
///
/// Follows the picks that it was given, then always takes the first lane, and writes down how wide each choice was; from
/// that follows the next schedule. Going on until there is none visits every schedule once.
package final class Script: Sendable {
  private struct Choice {
    var pick: Int
    var width: Int
  }

  private let given: [Int]
  private let choices = Mutex<[Choice]>([])

  package init(_ given: [Int] = []) {
    self.given = given
  }

  /// What was picked where there was a choice: names the schedule.
  package var picks: [Int] { choices.withLock { $0.map(\.pick) } }

  /// The schedule after this one; nil after the last. Meaningful once the world has run.
  package var next: Script? {
    var choices = choices.withLock { $0 }
    while let last = choices.popLast() {
      if last.pick + 1 < last.width { return Script(choices.map(\.pick) + [last.pick + 1]) }
    }
    return nil
  }

  /// The index of the job to run, of jobs that are on these lanes.
  func choose(among lanes: [Int]) -> Int {
    let order = lanes.indices.sorted { (lanes[$0], $0) < (lanes[$1], $1) }
    guard order.count > 1 else { return 0 }
    return choices.withLock { choices in
      let pick = choices.count < given.count ? given[choices.count] : 0
      choices.append(Choice(pick: pick, width: order.count))
      return order[pick]
    }
  }
}
