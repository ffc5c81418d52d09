/// Many seeds, one after the other, until one breaks a rule.
package struct Campaign: Sendable {
  /// What all the runs counted.
  package var figures = Figures()
  /// The first seed that broke a rule.
  package var failure: Failure?

  /// Runs the scenarios of some seeds.
  package init(
    of subject: Subject = .sessions, seeds: some Sequence<UInt64>, weather: Scenario.Weather = .rough,
    bug: PlantedBug? = nil, progress: (Figures) -> Void = { _ in }
  ) {
    for seed in seeds {
      let run = World.run(.of(subject, seed: seed, weather: weather), bug: bug)
      figures += run.figures
      progress(figures)
      guard run.violations.isEmpty else {
        failure = Failure(run, weather: weather, bug: bug)
        return
      }
    }
  }
}
