import Carryover
import CarryoverInMemory
import CarryoverTesting
import Testing

@Suite("ST-4 everything ever stored")
struct RecordingStoreTests {
  @Test func `keys, bodies, targets, entries and events are all in the dump`() async throws {
    let store = RecordingStore(InMemoryStore())
    let record = Record(
      key: try Probe.key("a"), body: #"{"colour":"green"}"#, target: try Probe.key("goal"),
      entries: [ShelfEntry(Shelf(.probe, of: try Probe.key("owner")), order: 42)])
    let event = try Probe.event(about: "subject")

    try await store.commit(Commit([.insert(record), .keepAbsent(Probe.key("absent"))], events: [event]))

    #expect(
      try store.dump == [
        "probe/a", #"{"colour":"green"}"#, "probe/goal", "probe/probe/owner 42", "probe/absent", event.body,
      ])
    #expect(try await store.holds("a"))
  }

  @Test func `a refused commit is in the dump as well`() async throws {
    let store = RecordingStore(InMemoryStore())
    try await store.insert("a")

    await #expect(throws: StoreError.self) { try await store.insert("a") }

    #expect(store.dump == ["probe/a", "{}", "probe/a", "{}"])
  }

  @Test func `calls are counted by operation`() async throws {
    let store = RecordingStore(InMemoryStore(limits: StoreLimits(keysPerLoad: 3)))
    try await store.insert("a")
    _ = try await store.load([])
    _ = try await store.load([])
    _ = try await store.list(ShelfQuery([]), after: nil, limit: 1)
    _ = try await store.feed(after: .start, limit: 1)

    #expect(StoreCall.Operation.allCases.map(store.count(of:)) == [2, 1, 1, 1])
    #expect(store.count == 5)
    #expect(store.limits.keysPerLoad == 3)
  }
}
