import Carryover
import CarryoverTesting
import FoundationEssentials
import Testing

@Suite("ST-4 manual clock and seeded chance")
struct ManualClockTests {
  private let start = Date(timeIntervalSince1970: 1_700_000_000)

  @Test func `the clock stands still until it is moved`() {
    let clock = ManualClock(start)

    #expect(clock.now == start)
    clock.advance(by: .milliseconds(1_500))
    #expect(clock.now == start.addingTimeInterval(1.5))
    clock.advance(by: .seconds(-10))
    #expect(clock.now == start.addingTimeInterval(-8.5))
  }

  @Test func `many small steps are as far as one large one, there and back`() {
    let clock = ManualClock(start)
    for _ in 0..<100_000 { clock.advance(by: .milliseconds(1)) }
    #expect(clock.now == start.addingTimeInterval(100))
    for _ in 0..<1_000 { clock.advance(by: .milliseconds(-100)) }
    #expect(clock.now == start)
  }

  @Test func `the clock can be set to an earlier moment`() {
    let clock = ManualClock(start)

    clock.set(start.addingTimeInterval(-3_600))

    #expect(clock.now == start.addingTimeInterval(-3_600))
  }

  @Test func `the generator gives the published numbers of SplitMix64`() {
    var generator = SeededGenerator(seed: 1_234_567)

    let words = (0..<5).map { _ in generator.next() }

    #expect(
      words == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423, 4_593_380_528_125_082_431,
        16_408_922_859_458_223_821,
      ])
  }

  @Test func `shared chance gives the generator's numbers, each once`() async {
    var generator = SeededGenerator(seed: 7)
    let expected = Set((0..<100).map { _ in generator.next() })
    let shared = SeededRandomness(seed: 7)

    let drawn = await withTaskGroup(of: UInt64.self) { group in
      for _ in 0..<100 { group.addTask { shared.word() } }
      return await group.reduce(into: Set()) { $0.insert($1) }
    }

    #expect(drawn == expected)
  }

  @Test func `manual surroundings take time from the clock and chance from the seed`() {
    let clock = ManualClock(start)
    let one = Surroundings.manual(clock: clock, seed: 3)
    let other = Surroundings.manual(clock: clock, seed: 3)

    clock.advance(by: .seconds(1))

    #expect(one.now() == start.addingTimeInterval(1))
    #expect((0..<3).map { _ in one.random() } == (0..<3).map { _ in other.random() })
  }

  @Test func `a manual pause is over at once and leaves the clock alone`() async throws {
    let clock = ManualClock(start)

    try await Surroundings.manual(clock: clock).pause(.seconds(86_400))

    #expect(clock.now == start)
  }

  @Test func `a manual pause throws in a cancelled task`() async {
    let surroundings = Surroundings.manual(clock: ManualClock(start))
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      try await surroundings.pause(.seconds(1))
    }
    task.cancel()

    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
