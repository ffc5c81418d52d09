import SimulationKit
import Testing

@Suite("SE-3: every schedule of every pair of operations")
struct PairTests {
  @Test("SE-3: without faults, two operations at once come out as if one came after the other")
  func quiet() {
    let pairs = Pairs(faulty: false)
    if let failure = pairs.failure { Issue.record("\(failure)") }
    #expect(pairs.figures.answered == pairs.figures.begun)
    #expect(pairs.schedules > 4 * pairs.pairs)
  }

  /// A share of the pairs, or all of them where the environment asks for it.
  @Test("ST-4: the same holds with one fault of each kind at each call")
  func faulty() {
    let pairs = Pairs(faulty: true, every: Wishes.wantsAllPairs ? 1 : 12, remainder: 5)
    if let failure = pairs.failure { Issue.record("\(failure)") }
    #expect(Set(pairs.figures.faults.keys) == Set(CallFault.allCases).subtracting([.latency]))
  }
}
