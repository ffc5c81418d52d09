import CarryoverInMemory
import Testing

@testable import Carryover

@Suite("EV-2 reading the feed live")
struct EventSequenceTests {
  let inner = InMemoryStore()

  /// Appends events with these ordinals.
  private func append(_ ordinals: ClosedRange<Int>, to store: InMemoryStore? = nil) async throws {
    let events = ordinals.map { DomainEvent.test(.test(1), "a", ordinal: $0) }
    try await (store ?? inner).commit(Commit([], events: events))
  }

  private func sequence(
    _ store: any Store, after position: FeedPosition = .start, page: Int = 3, _ pauses: Pauses = Pauses(),
    attempts: Int = 4
  ) -> EventSequence {
    store.events(
      after: position, page: page, every: .seconds(5), patience: Patience(attempts: attempts),
      surroundings: pauses.surroundings)
  }

  @Test func `what is there comes in order, each event once, page by page`() async throws {
    try await append(0...9)
    let store = ScriptedStore(inner)
    var reader = sequence(store).makeAsyncIterator()

    var ordinals: [Int] = []
    for _ in 0..<10 { ordinals.append(try #require(try await reader.next()?.ordinal)) }

    #expect(ordinals == Array(0...9))
    #expect(store.feeds.count == 4)
  }

  @Test func `a reader that takes its time makes nobody read ahead`() async throws {
    try await append(0...9)
    let store = ScriptedStore(inner)
    var reader = sequence(store).makeAsyncIterator()

    for _ in 0..<3 { _ = try await reader.next() }

    #expect(store.feeds.count == 1)
  }

  @Test func `at the end it waits the interval and sees what has come`() async throws {
    try await append(0...0)
    let inner = inner
    let pauses = Pauses { number in
      if number == 3 { try await inner.commit(Commit([], events: [.test(.test(1), "a", ordinal: 1)])) }
    }
    var reader = sequence(ScriptedStore(inner), pauses).makeAsyncIterator()

    #expect(try await reader.next()?.ordinal == 0)
    #expect(try await reader.next()?.ordinal == 1)
    #expect(pauses.all == Array(repeating: .seconds(5), count: 3))
  }

  @Test func `it continues after the position of the last entry dealt with`() async throws {
    try await append(0...5)
    var first = sequence(inner).makeAsyncIterator()
    _ = try await first.next()
    guard case .event(let entry)? = try await first.next() else {
      Issue.record("no event")
      return
    }

    var second = sequence(inner, after: entry.position).makeAsyncIterator()

    #expect(try await second.next()?.ordinal == 2)
  }

  @Test func `two readers of one sequence read for themselves`() async throws {
    try await append(0...1)
    let sequence = sequence(inner)
    var one = sequence.makeAsyncIterator()
    var other = sequence.makeAsyncIterator()

    #expect(try await one.next()?.ordinal == 0)
    #expect(try await other.next()?.ordinal == 0)
    #expect(try await one.next()?.ordinal == 1)
  }

  @Test func `a reader that falls behind is told, and goes on with the oldest kept`() async throws {
    let small = InMemoryStore(eventsKept: 4)
    try await append(0...3, to: small)
    var reader = sequence(small).makeAsyncIterator()
    #expect(try await reader.next()?.ordinal == 0)

    try await append(4...19, to: small)
    var rest: [EventSequence.Element?] = []
    for _ in 0..<7 { rest.append(try await reader.next()) }

    #expect(rest.map { $0?.ordinal } == [1, 2, nil, 16, 17, 18, 19])
    #expect(rest[2] == .missed)
  }

  @Test func `a reader that fell behind while nothing was there for it is told too`() async throws {
    let small = InMemoryStore(eventsKept: 2)
    let pauses = Pauses { number in
      guard number == 1 else { return }
      try await small.commit(Commit([], events: (0..<9).map { .test(.test(1), "a", ordinal: $0) }))
    }
    var reader = sequence(small, pauses).makeAsyncIterator()

    #expect(try await reader.next() == .missed)
    #expect(try await reader.next()?.ordinal == 7)
    #expect(try await reader.next()?.ordinal == 8)
  }

  @Test(arguments: ["foreign", "0-0", "ffffffffffffffff-1", "\u{0}"])
  func `a position that is gone at the first reading is an error, and the sequence is over`(text: String) async throws {
    try await append(0...3)
    var reader = sequence(inner, after: FeedPosition(text)).makeAsyncIterator()

    await #expect(throws: StoreTrouble.gone) { try await reader.next() }
    #expect(try await reader.next() == nil)
  }

  @Test func `a busy store before the first reading does not turn a foreign position into a gap`() async throws {
    let store = ScriptedStore(inner, feeds: [.fail(.busy)])
    var reader = sequence(store, after: FeedPosition("foreign")).makeAsyncIterator()

    await #expect(throws: StoreTrouble.gone) { try await reader.next() }
  }

  @Test func `a store that has not even a start is an error, not an endless gap`() async throws {
    try await append(0...0)
    let store = ScriptedStore(inner, feeds: [.answer, .fail(.gone), .fail(.gone)])
    var reader = sequence(store).makeAsyncIterator()

    #expect(try await reader.next()?.ordinal == 0)
    #expect(try await reader.next() == .missed)
    await #expect(throws: StoreTrouble.gone) { try await reader.next() }
  }

  @Test(arguments: [StoreError.busy, .unknown])
  func `a store that cannot be read is given time`(error: StoreError) async throws {
    try await append(0...0)
    let store = ScriptedStore(inner, feeds: [.fail(error), .fail(error), .fail(error)])
    let pauses = Pauses()
    var reader = sequence(store, pauses).makeAsyncIterator()

    #expect(try await reader.next()?.ordinal == 0)
    #expect(pauses.all.map { ($0 + .microseconds(1)).milliseconds } == [2, 4, 8])
    #expect(store.feeds == Array(repeating: .start, count: 4))
  }

  @Test func `patience begins anew with each reading, and ends`() async throws {
    try await append(0...0)
    let busy = Array(repeating: ScriptedStore.FeedStep.fail(.busy), count: 3)
    let store = ScriptedStore(inner, feeds: busy + [.answer] + busy + [.answer] + busy + [.fail(.busy)])
    var reader = sequence(store).makeAsyncIterator()

    #expect(try await reader.next()?.ordinal == 0)
    await #expect(throws: StoreTrouble.contended(attempts: 4)) { try await reader.next() }
    #expect(try await reader.next() == nil)
  }

  @Test func `what trying again cannot mend breaks off`() async throws {
    let store = ScriptedStore(inner, feeds: [.fail(.failed("no table"))])
    var reader = sequence(store).makeAsyncIterator()

    await #expect(throws: StoreTrouble.failed("no table")) { try await reader.next() }
  }

  @Test func `cancelled while it waits, the sequence ends`() async throws {
    try await append(0...1)
    let pauses = Pauses { _ in
      withUnsafeCurrentTask { $0?.cancel() }
      throw CancellationError()
    }
    let sequence = sequence(inner, pauses)

    let ordinals = try await withThrowingTaskGroup(of: [Int].self) { group in
      group.addTask {
        var ordinals: [Int] = []
        for try await element in sequence { ordinals.append(element.ordinal ?? -1) }
        return ordinals
      }
      return try await group.next()
    }

    #expect(ordinals == [0, 1])
    #expect(pauses.all.count == 1)
  }

  @Test func `cancelled while its reader is busy, nothing more is handed out`() async throws {
    try await append(0...9)
    let store = ScriptedStore(inner)
    let sequence = sequence(store)

    let count = try await withThrowingTaskGroup(of: Int.self) { group in
      group.addTask {
        var count = 0
        for try await _ in sequence {
          count += 1
          if count == 2 { withUnsafeCurrentTask { $0?.cancel() } }
        }
        return count
      }
      return try await group.next()
    }

    #expect(count == 2)
    #expect(store.feeds.count == 1)
  }

  @Test func `a wait that somebody else broke off is an error, not an end`() async throws {
    var reader = sequence(inner, Pauses { _ in throw CancellationError() }).makeAsyncIterator()

    await #expect(throws: StoreTrouble.cancelled) { try await reader.next() }
  }

  @Test func `a page of no events at all still reads one at a time`() async throws {
    try await append(0...1)
    var reader = sequence(inner, page: 0).makeAsyncIterator()

    #expect(try await reader.next()?.ordinal == 0)
    #expect(try await reader.next()?.ordinal == 1)
  }

  @Test func `a page may be as large as a number can be`() async throws {
    try await append(0...1)
    var reader = sequence(inner, page: .max).makeAsyncIterator()

    #expect(try await reader.next()?.ordinal == 0)
    #expect(try await reader.next()?.ordinal == 1)
    try await append(2...2)
    #expect(try await reader.next()?.ordinal == 2)
  }
}

extension EventSequence.Element {
  /// The number of an event within its command; nil for a gap.
  var ordinal: Int? {
    guard case .event(let entry) = self else { return nil }
    return entry.event.id.ordinal
  }
}
