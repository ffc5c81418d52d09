/// Makes a failing scenario shorter for as long as it still fails.
///
/// Each operation keeps its number, and with it its moments, its chance and its faults, so taking one away leaves the others
/// nearly as they were.
struct Shrinking {
  private var best: Run
  private let bug: PlantedBug?

  init(of run: Run, bug: PlantedBug?) {
    best = run
    self.bug = bug
  }

  func shortest() -> Run {
    var copy = self
    copy.listFaults()
    while copy.removeSomething() {}
    return World.run(copy.best.scenario, bug: bug, isTracing: true)
  }

  /// From chance to the faults that were met.
  private mutating func listFaults() {
    var scenario = best.scenario
    scenario.faults = .listed(best.faults)
    accept(scenario)
  }

  private mutating func removeSomething() -> Bool {
    for scenario in smaller(best.scenario) where accept(scenario) { return true }
    return false
  }

  @discardableResult
  private mutating func accept(_ scenario: Scenario) -> Bool {
    let run = World.run(scenario, bug: bug)
    guard !run.violations.isEmpty else { return false }
    best = run
    return true
  }

  /// Every scenario that is one thing shorter, whole halves first.
  private func smaller(_ scenario: Scenario) -> [Scenario] {
    var candidates: [Scenario] = []
    func add(_ change: (inout Scenario) -> Void) {
      var copy = scenario
      change(&copy)
      if copy != scenario { candidates.append(copy) }
    }
    let half = scenario.operations.count / 2
    if half > 1 {
      add { $0.operations.removeFirst(half) }
      add { $0.operations.removeLast(half) }
    }
    for index in scenario.operations.indices { add { $0.operations.remove(at: index) } }
    add { $0.ticks = [] }
    for index in scenario.ticks.indices { add { $0.ticks.remove(at: index) } }
    if case .listed(let faults) = scenario.faults {
      for point in faults.keys.sorted() { add { $0.faults = .listed(faults.filter { $0.key != point }) } }
    }
    for index in scenario.prelude.indices { add { $0.prelude.remove(at: index) } }
    add { $0.visitors = max(1, $0.visitors - 1) }
    add { $0.hasRotated = false }
    add { $0.age = 0 }
    for index in scenario.operations.indices { add { $0.operations[index].skew = 0 } }
    return candidates
  }
}
