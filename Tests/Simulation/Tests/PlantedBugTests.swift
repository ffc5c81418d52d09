import SimulationKit
import Testing

@Suite("the simulation finds what it is there to find")
struct PlantedBugTests {
  @Test(
    "a planted bug is found within a thousand seeds, replays from its seed and shrinks to a few operations",
    arguments: PlantedBug.allCases.flatMap { bug in bug.subjects.map { Plant(bug: bug, subject: $0) } })
  func found(_ plant: Plant) throws {
    let failure = try #require(plant.search(1...1_000).failure, "\(plant) was not found")
    let planned = Scenario.of(plant.subject, seed: failure.seed).operations.count
    let (operations, faults) = (failure.shortest.scenario.operations.count, failure.shortest.faults.count)
    print(
      "\(plant.testDescription): found by seed \(failure.seed), \(planned) operations shrank to \(operations), \(faults) faults"
    )
    #expect(operations <= 4 && faults <= 2)

    let again = try #require(plant.search(failure.seed...failure.seed).failure)
    #expect(again.description == failure.description)
  }

  @Test("a failure's report has one command that replays it, and the shortest schedule with its trace")
  func report() throws {
    let failure = try #require(Plant(bug: .upserts, subject: .sessions).search(1...1_000).failure)
    let report = failure.description
    #expect(report.contains("replay with: swift run -c release simulate --seed \(failure.seed) --bug upserts\n"))
    #expect(report.contains("call 1 commit insert session/"))
    #expect(report.contains("events: session.created"))
    let point = try #require(failure.shortest.faults.keys.first)
    #expect(report.contains("operation \(point.operation), call \(point.call): "))
  }

  @Test(
    "the command of a failure asks for the run that failed, of whatever subject and in whatever weather",
    arguments: Subject.allCases, [Scenario.Weather.rough, .storm])
  func command(_ subject: Subject, _ weather: Scenario.Weather) throws {
    let scenario = Scenario.of(subject, seed: 7, weather: weather)
    let failure = Failure(World.run(scenario), weather: weather, bug: nil)
    let words = failure.command.split(separator: " ").map(String.init)
    #expect(words.prefix(5) == ["swift", "run", "-c", "release", "simulate"])
    let wishes = try Arguments(words.dropFirst(5))
    #expect(wishes.firstScenario == scenario && wishes.seeds.count == 1)
  }

  @Test("CL-7: a lost answer, a lost message and a conversation of nobody's are called by their names")
  func accounting() throws {
    let words: [PlantedBug: String] = [
      .losesAnswers: "left profile", .leavesEstates: "CV-1", .losesMessages: "CV-4",
    ]
    for (bug, rule) in words {
      let failure = try #require(Plant(bug: bug, subject: .claims).search(1...1_000).failure)
      #expect(failure.description.contains(rule), "\(bug)")
    }
  }
}

/// A bug where it shows.
struct Plant: Hashable, Sendable, CustomTestStringConvertible {
  let bug: PlantedBug
  let subject: Subject

  var testDescription: String { "\(bug.rawValue) in \(subject.rawValue)" }

  /// Records of the hand-over know the commands that wrote them, so that a lost answer does harm only if others write in between. In a storm
  /// that is common.
  private var weather: Scenario.Weather { bug == .takesLostForBusy && subject == .claims ? .storm : .rough }

  func search(_ seeds: ClosedRange<UInt64>) -> Campaign {
    Campaign(of: subject, seeds: seeds, weather: weather, bug: bug)
  }
}
