/// Every schedule of every pair of operations of a subject, call by call, without faults and with one fault at every possible call.
///
/// Of two operations under way at the same time every order of their store calls is tried; a commit that arrives late is a third
/// that can come at any moment. Delays need no fault of their own here: each is one of the orders.
package struct Pairs: Sendable {
  /// What was tried.
  package var figures = Figures()
  package var pairs = 0
  package var schedules = 0
  /// All that the schedules have come to, where books are kept.
  package var upshots: Set<Upshot> = []
  /// The first schedule that broke a rule.
  package var failure: String?

  /// Where the one session of a pair is in its life.
  package enum Stage: String, Sendable, CaseIterable {
    /// In the middle, with an older token that still works.
    case midlife
    /// At its end: the operations still hold it for alive, a sweep's clock no longer does.
    case ending
  }

  /// The operations that are paired, each with each and with itself.
  package static let operations: [Operation] = [
    .create, .find(Holder(0)), .find(Holder(0, age: 1)),
    .update(Holder(0), Edit(notes: ["a": "1"]), expecting: false),
    .update(Holder(0, age: 1), Edit(notes: ["a": "2"]), expecting: true),
    .renew(Holder(0)), .rotate(Holder(0)), .revoke(Holder(0)), .revokeAsSystem(Holder(0)),
    .noteActivity(Holder(0)), .sweep(limit: 100), .resolve(Holder(0), as: .welcome),
    .resolve(Holder(0), as: .account), .leave(.left), .leave(.right), .enter(.left),
  ]

  /// Tries them all, or every so manieth where that would take too long: those whose number leaves this remainder. A full search leaves out
  /// no schedule, not even what shows nothing new.
  package init(
    of subject: Subject = .sessions, faulty: Bool, bug: PlantedBug? = nil, every step: Int = 1, remainder: Int = 0,
    isFull: Bool = false
  ) {
    self.isFull = isFull
    let all = Self.scenarios(of: subject)
    for (index, scenario) in all.enumerated() where (index + 1) % step == remainder % step {
      pairs += 1
      wishes.isPairs = true
      wishes.subject = subject
      wishes.bug = bug
      wishes.isFull = isFull
      (wishes.part, wishes.parts) = (index + 1, all.count)
      let groundwork = Groundwork(for: scenario)
      defer { upshots.formUnion(groundwork.upshots) }
      guard tryAll(scenario, bug, groundwork) else { return }
      if faulty { guard tryFaults(scenario, bug, groundwork) else { return } }
    }
  }

  /// One fault at each call of each operation, until no schedule has such a call.
  private mutating func tryFaults(_ scenario: Scenario, _ bug: PlantedBug?, _ groundwork: Groundwork) -> Bool {
    for operation in 1...2 {
      for kind in CallFault.allCases where kind != .latency {
        var call = 1
        while true {
          var faulty = scenario
          faulty.faults = .listed([CallPoint(operation: operation, call: call): kind])
          let met = figures.faultCount
          guard tryAll(faulty, bug, groundwork) else { return false }
          // Of a kind that only commits meet, the calls before the commit are passed over.
          guard figures.faultCount > met || call < (longestCalls[operation] ?? 0) else { break }
          call += 1
        }
      }
    }
    return true
  }

  /// Every schedule of a scenario.
  private mutating func tryAll(_ scenario: Scenario, _ bug: PlantedBug?, _ groundwork: Groundwork) -> Bool {
    longestCalls = [:]
    var script: Script? = Script(isTerse: scenario.subject == .claims && !isFull)
    while let current = script {
      let run = World.run(scenario, bug: bug, script: current, on: groundwork)
      schedules += 1
      figures += run.figures
      longestCalls.merge(run.calls, uniquingKeysWith: max)
      guard run.violations.isEmpty else {
        let again = World.run(scenario, bug: bug, script: current.again, isTracing: true)
        failure = """
          replay with: \(wishes.command)
          \(scenario.operations.map { "\($0.operation)" }.joined(separator: "\n")), \(scenario.faults)
          schedule \(current.picks)
          \(again.trace.joined(separator: "\n"))

          \(run.violations.joined(separator: "\n"))
          """
        return false
      }
      script = current.next
    }
    return true
  }

  private let isFull: Bool

  /// What asks for the pair at hand.
  private var wishes = Arguments()

  /// The most calls that each operation made in any schedule of the scenario at hand.
  private var longestCalls: [Int: Int] = [:]
}

extension Scenario {
  /// Two operations at once on one session that has rotated its token.
  init(_ first: Operation, _ second: Operation, _ stage: Pairs.Stage) {
    seed = 1
    rules = Rules(lifetime: 600_000, longestLife: 1_000_000, idleLimit: nil, grace: 900_000, interval: 60_000)
    hasRotated = true
    operations = [first, second].enumerated().map { index, operation in
      let skew: Int64 =
        switch stage {
        case .midlife: 61_000
        case .ending: operation.isSweep ? rules.lifetime + 1_000 : rules.lifetime - 1_000
        }
      return Planned(number: index + 1, operation: operation, skew: skew)
    }
  }
}

extension Operation {
  var isSweep: Bool { if case .sweep = self { true } else { false } }
}
