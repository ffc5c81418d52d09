import Carryover
import CarryoverTesting
import Testing

@Suite("ST-1 patience")
struct PatienceTests {
  private let patience = Patience(attempts: 20, firstDelay: .milliseconds(2), longestDelay: .seconds(1))

  @Test func `a wait lies anywhere from nothing to a bound that doubles and is capped`() {
    let bounds: [(attempt: Int, bound: Duration)] = [
      (2, .milliseconds(2)), (3, .milliseconds(4)), (4, .milliseconds(8)), (10, .milliseconds(512)), (11, .seconds(1)),
      (20, .seconds(1)), (.max, .seconds(1)),
    ]
    for (attempt, bound) in bounds {
      #expect(patience.delay(before: attempt, chance: 0) == .zero)
      #expect(patience.delay(before: attempt, chance: .max) < bound)
      #expect(patience.delay(before: attempt, chance: .max) > bound * 0.999)
      #expect(abs(patience.delay(before: attempt, chance: 1 << 63) / bound - 0.5) < 1e-9)
    }
  }

  @Test func `chances spread evenly`() {
    var chance = SeededGenerator(seed: 3)
    let waits = (0..<10_000).map { _ in patience.delay(before: 11, chance: chance.next()) / .seconds(1) }

    #expect(abs(waits.reduce(0, +) / 10_000 - 0.5) < 0.02)
    #expect(waits.filter { $0 < 0.1 }.count > 800)
    #expect(waits.filter { $0 > 0.9 }.count > 800)
  }

  @Test func `strange bounds bring nothing down`() {
    for first in [Duration.zero, .seconds(-1), .seconds(Int64.max), .seconds(Int64.min)] {
      for longest in [Duration.zero, .seconds(-1), .seconds(Int64.max)] {
        for attempt in [Int.min, 1, 2, 40, .max] {
          let patience = Patience(attempts: 1, firstDelay: first, longestDelay: longest)
          let wait = patience.delay(before: attempt, chance: 1)
          #expect(wait >= .zero)
          #expect(wait <= max(longest, .zero))
        }
      }
    }
  }
}
