import Carryover
import CarryoverInMemory
import Testing

@Suite("ST-3 the in-memory store and strange limits")
struct LimitTests {
  private let store = InMemoryStore()
  private let shelf = Shelf(.probe)

  init() async throws {
    for order in 0..<3 as Range<Int64> {
      let key = try #require(RecordKey(.probe, identity: "\(order)"))
      let record = Record(key: key, body: "{}", entries: [ShelfEntry(shelf, order: order)])
      try await store.commit(Commit([.insert(record)]))
    }
  }

  @Test(arguments: [Int.min, -1, 0, 1, 2, 3, 4, .max - 1, .max])
  func `a page has at least one candidate and no more than there are`(limit: Int) async throws {
    let page = try await store.list(ShelfQuery([shelf]), after: nil, limit: limit)

    #expect(page.candidates.count == min(max(1, limit), 3))
    #expect((page.next == nil) == (limit >= 3))
  }

  @Test(arguments: [Int.min, -1, 0, 1, .max])
  func `a page of the feed takes any limit`(limit: Int) async throws {
    let page = try await store.feed(after: .start, limit: limit)
    let next = try await store.feed(after: page.end, limit: limit)

    #expect(page.entries.isEmpty)
    #expect(next.end == page.end)
  }
}
