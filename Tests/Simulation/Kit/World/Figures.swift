/// What a run counted.
package struct Figures: Sendable {
  package var seeds = 0
  /// Operations that began, and those that came to any end.
  package var begun = 0
  package var ended = 0
  /// The most operations that were under way at the same time: in any run, and in the run where they were fewest.
  package var mostAtOnce = 0
  package var leastAtOnce = Int.max
  /// Operations that gave the answer of a rule: not trouble, not a crash.
  package var answered = 0
  /// Operations that ended in trouble, by kind.
  package var troubles: [String: Int] = [:]
  /// Store calls while faults were possible.
  package var calls = 0
  package var commits = 0
  package var faults: [CallFault: Int] = [:]
  /// What came back, by what was asked, where books are kept.
  package var answers: [String: Int] = [:]
  /// Histories whose search was given up.
  package var undecided = 0

  package init() {}

  package var faultCount: Int { faults.values.reduce(0, +) }

  package static func += (a: inout Figures, b: Figures) {
    a.seeds += b.seeds
    a.begun += b.begun
    a.ended += b.ended
    a.mostAtOnce = max(a.mostAtOnce, b.mostAtOnce)
    a.leastAtOnce = min(a.leastAtOnce, b.leastAtOnce)
    a.answered += b.answered
    a.troubles.merge(b.troubles, uniquingKeysWith: +)
    a.calls += b.calls
    a.commits += b.commits
    a.faults.merge(b.faults, uniquingKeysWith: +)
    a.answers.merge(b.answers, uniquingKeysWith: +)
    a.undecided += b.undecided
  }
}

extension Figures: CustomStringConvertible {
  /// A few lines for a person.
  package var description: String {
    func share(_ part: Int, _ whole: Int) -> String {
      let tenths = whole == 0 ? 0 : (part * 1_000 + whole / 2) / whole
      return "\(tenths / 10).\(tenths % 10) %"
    }
    func list(_ counts: [(String, Int)]) -> String {
      counts.sorted { $0.0 < $1.0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }
    let lines = """
      runs        \(seeds)
      operations  \(begun), answered \(answered) (\(share(answered, begun)))
      at once     at least \(leastAtOnce), up to \(mostAtOnce) at the height of a run
      troubles    \(list(troubles.map { ($0.key, $0.value) }))
      store calls \(calls), faulty \(faultCount) (\(share(faultCount, calls))), commits applied \(commits)
      faults      \(list(faults.map { ($0.key.rawValue, $0.value) }))
      undecided   \(undecided)
      """
    return answers.isEmpty ? lines : lines + "\nanswers     \(list(answers.map { ($0.key, $0.value) }))"
  }
}
