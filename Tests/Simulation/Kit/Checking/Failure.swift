/// A seed that broke a rule: how to see it again, and the shortest schedule that still breaks one.
package struct Failure: Sendable, CustomStringConvertible {
  package var seed: UInt64
  /// The one command that replays the seed.
  package var command: String
  /// What the seed's own scenario broke.
  package var violations: [String]
  /// The shortest scenario found, run with a trace.
  package var shortest: Run

  package init(_ run: Run, weather: Scenario.Weather = .rough, bug: PlantedBug?) {
    seed = run.scenario.seed
    violations = run.violations
    var wishes = Arguments()
    wishes.seeds = seed...seed
    wishes.subject = run.scenario.subject
    wishes.weather = weather
    wishes.bug = bug
    command = wishes.command
    shortest = Shrinking(of: run, bug: bug).shortest()
  }

  /// The whole report.
  package var description: String {
    let scenario = shortest.scenario
    var lines = ["seed \(seed) breaks a rule", "replay with: \(command)", ""]
    lines += violations.prefix(3)
    lines += ["", "the shortest schedule that breaks one:"]
    lines.append(
      "  \(scenario.visitors) sessions\(scenario.hasRotated ? ", rotated once" : ""), \(scenario.age) ms old, \(scenario.rules)"
    )
    lines += scenario.prelude.map { "  before: \($0.operation)" }
    lines += scenario.operations.map {
      "  operation \($0.number) at \($0.start): \($0.operation), clock off by \($0.skew) ms"
    }
    lines += scenario.ticks.map { "  at \($0.start) the clock moves by \($0.milliseconds) ms" }
    lines += shortest.faults.sorted { $0.key < $1.key }.map {
      "  operation \($0.key.operation), call \($0.key.call): \($0.value.rawValue)"
    }
    lines += ["", "what happens then:"] + shortest.trace.map { "  \($0)" }
    lines += [""] + shortest.violations
    return lines.joined(separator: "\n")
  }
}
