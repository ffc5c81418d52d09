/// A crash before and after every store call of an operation; then the same visitor comes again with a new one.
package struct Crashes: Sendable {
  /// One crash that was tried.
  package struct Point: Hashable, Sendable {
    package var call: Int
    package var fault: CallFault
  }

  /// Every crash that was met.
  package var points: [Point] = []
  /// The rules that were broken, with the crash that broke them.
  package var violations: [String] = []

  /// Crashes an operation at its first call, its second, and so on until it has no such call.
  package init(of operation: Operation, in stage: Pairs.Stage, bug: PlantedBug? = nil) {
    for fault in [CallFault.crashBefore, .crashAfter] {
      var call = 1
      while meets(Point(call: call, fault: fault), operation, stage, bug) { call += 1 }
    }
  }

  private mutating func meets(_ point: Point, _ operation: Operation, _ stage: Pairs.Stage, _ bug: PlantedBug?) -> Bool
  {
    var scenario = Scenario(operation, operation, stage)
    scenario.faults = .listed([CallPoint(operation: 1, call: point.call): point.fault])
    // Long after the crash.
    scenario.operations[1].start = 1_000
    let run = World.run(scenario, bug: bug)
    guard !run.faults.isEmpty else { return false }
    points.append(point)
    violations += run.violations.map { "\(point): \($0)" }
    if run.figures.answered != 1 { violations.append("\(point): the second try was not answered") }
    return true
  }
}
