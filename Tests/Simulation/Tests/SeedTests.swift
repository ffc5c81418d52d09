import SimulationKit
import Testing

@Suite("ST-2: whatever is under way at once, and whatever goes wrong, comes out as if one came after the other")
struct SeedTests {
  @Test(
    "ST-2: with one call in ten faulty, every history is a run of the model, and at least 80 % of the operations are answered"
  )
  func rough() {
    let campaign = Campaign(seeds: Wishes.seeds(otherwise: 300))
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

  @Test("ST-4: when most calls fail and then none, everything comes to an end, and a valid visitor can write")
  func storm() {
    let campaign = Campaign(seeds: Wishes.seeds(otherwise: 100), weather: .storm)
    if let failure = campaign.failure { Issue.record("\(failure)") }
    #expect(campaign.figures.undecided == 0)
    #expect(campaign.figures.ended == campaign.figures.begun)
  }

  @Test("ID-2: a seed replays exactly: each call, each fault and each answer", arguments: 1...20 as ClosedRange<UInt64>)
  func replay(_ seed: UInt64) {
    let first = World.run(Scenario(seed: seed), isTracing: true)
    let second = World.run(Scenario(seed: seed), isTracing: true)
    #expect(first.trace == second.trace)
    #expect(first.trace.count > 40)
    var listed = Scenario(seed: seed)
    listed.faults = .listed(first.faults)
    #expect(World.run(listed, isTracing: true).trace == first.trace)
  }
}
