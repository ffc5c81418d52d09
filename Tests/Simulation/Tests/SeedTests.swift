import SimulationKit
import Testing

@Suite("ST-2: whatever is under way at once, and whatever goes wrong, comes out as if one came after the other")
struct SeedTests {
  @Test(
    "ST-2, CL-7: with one call in ten faulty, every history is right, nothing is lost, and at least 80 % of the operations are answered",
    arguments: Subject.allCases)
  func rough(_ subject: Subject) {
    let campaign = Campaign(of: subject, seeds: Wishes.seeds(otherwise: 300))
    if let failure = campaign.failure { Issue.record("\(failure)") }
    let figures = campaign.figures
    print(figures)
    #expect(figures.undecided == 0)
    guard Wishes.seed == nil, figures.seeds >= 100 else { return }
    #expect(figures.leastAtOnce >= 14)
    #expect(figures.answered * 10 >= figures.begun * 8)
    #expect(figures.faultCount * 10 >= figures.calls)
    #expect(Set(figures.faults.keys) == Set(CallFault.allCases))
  }

  @Test(
    "ST-4: when most calls fail and then none, everything comes to an end, and whoever may can write",
    arguments: Subject.allCases)
  func storm(_ subject: Subject) {
    let campaign = Campaign(of: subject, seeds: Wishes.seeds(otherwise: 100), weather: .storm)
    if let failure = campaign.failure { Issue.record("\(failure)") }
    #expect(campaign.figures.undecided == 0)
    #expect(campaign.figures.ended == campaign.figures.begun)
  }

  @Test(
    "ID-2: a seed replays exactly: each call, each fault and each answer",
    arguments: Subject.allCases, 1...20 as ClosedRange<UInt64>)
  func replay(_ subject: Subject, _ seed: UInt64) {
    let scenario = Scenario.of(subject, seed: seed)
    let first = World.run(scenario, isTracing: true)
    let second = World.run(scenario, isTracing: true)
    #expect(first.trace == second.trace)
    #expect(first.trace.count > 40)
    var listed = scenario
    listed.faults = .listed(first.faults)
    #expect(World.run(listed, isTracing: true).trace == first.trace)
  }
}
