import SimulationKit
import Testing

@Suite("the simulation finds what it is there to find")
struct PlantedBugTests {
  @Test(
    "a planted bug is found within a thousand seeds, replays from its seed and shrinks to a few operations",
    arguments: PlantedBug.allCases)
  func found(_ bug: PlantedBug) throws {
    let failure = try #require(Campaign(seeds: 1...1_000, bug: bug).failure, "\(bug) was not found")
    let planned = Scenario(seed: failure.seed).operations.count
    let (operations, faults) = (failure.shortest.scenario.operations.count, failure.shortest.faults.count)
    print(
      "\(bug.rawValue): found by seed \(failure.seed), \(planned) operations shrank to \(operations), \(faults) faults")
    #expect(operations <= 4 && faults <= 2)

    let again = try #require(Campaign(seeds: failure.seed...failure.seed, bug: bug).failure)
    #expect(again.description == failure.description)
  }

  @Test("a failure's report has one command that replays it, and the shortest schedule with its trace")
  func report() throws {
    let failure = try #require(Campaign(seeds: 1...1_000, bug: .upserts).failure)
    let report = failure.description
    #expect(report.contains("replay with: swift run -c release simulate --seed \(failure.seed) --bug upserts\n"))
    #expect(report.contains("call 1 commit insert session/"))
    #expect(report.contains("events: session.created"))
    let point = try #require(failure.shortest.faults.keys.first)
    #expect(report.contains("operation \(point.operation), call \(point.call): "))
  }

  @Test("a seed of the library itself replays with the seed in the environment")
  func command() {
    let run = World.run(Scenario(seed: 7))
    #expect(Failure(run, bug: nil).command == "CARRYOVER_SIMULATION_SEED=7 swift test --filter SimulationTests")
  }
}
