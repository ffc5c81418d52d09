import Carryover
import CarryoverInMemory
import CarryoverTesting
import Testing

@Suite("ST-4 faults on demand")
struct FaultyStoreTests {
  private let inner = InMemoryStore()

  private func store(_ script: [Int: Fault]) -> FaultyStore {
    FaultyStore(inner, Faults(script: script))
  }

  @Test func `without faults every call is passed on`() async throws {
    let store = FaultyStore(InMemoryStore(limits: StoreLimits(keysPerLoad: 7)), .none)

    try await store.insert("a")

    #expect(store.limits.keysPerLoad == 7)
    #expect(try await store.holds("a"))
    #expect(try await store.list(ShelfQuery([Shelf(.probe)]), after: nil, limit: 1).candidates.isEmpty)
    #expect(try await store.feed(after: .start, limit: 1).entries.isEmpty)
    #expect(store.calls.map(\.operation) == [.commit, .load, .list, .feed])
    #expect(store.injected.isEmpty)
  }

  @Test(arguments: [
    (Fault.busy, StoreError.busy, false),
    (.lostRequest, .unknown, false),
    (.lostAcknowledgement, .unknown, true),
    (.crash, .failed("the process has crashed"), false),
  ])
  func `a commit meets a fault with its answer and its effect`(
    fault: Fault, answer: StoreError, applied: Bool
  ) async throws {
    await #expect(throws: answer) { try await store([1: fault]).insert("a") }

    #expect(try await inner.holds("a") == applied)
  }

  @Test func `a conflict out of nothing names every key and applies nothing`() async throws {
    let keys = [try Probe.key("a"), try Probe.key("b")]

    await #expect(throws: StoreError.conflict(keys)) {
      try await store([1: .conflict]).commit(Commit([.insert(Probe.record("a")), .keepAbsent(keys[1])]))
    }

    #expect(try await !inner.holds("a"))
  }

  @Test func `latency changes nothing but the moment`() async throws {
    let store = store([1: .latency(turns: 3), 2: .latency(turns: 3)])

    try await store.insert("a")

    #expect(try await store.holds("a"))
    #expect(store.injected == [.latency: 2])
  }

  @Test(arguments: [(Fault.busy, StoreError.busy), (.lostRequest, .unknown), (.lostAcknowledgement, .unknown)])
  func `loads, lists and feeds meet faults too`(fault: Fault, answer: StoreError) async throws {
    let store = store([1: fault, 2: fault, 3: fault])

    await #expect(throws: answer) { try await store.load([]) }
    await #expect(throws: answer) { try await store.list(ShelfQuery([]), after: nil, limit: 1) }
    await #expect(throws: answer) { try await store.feed(after: .start, limit: 1) }
    _ = try await store.load([])
  }

  @Test func `a read never meets a conflict or a late commit`() async throws {
    let store = store([1: .conflict, 2: .lateApply(calls: 1)])

    _ = try await store.load([])
    _ = try await store.load([])

    #expect(store.calls.map(\.fault) == [nil, nil])
  }

  @Test func `a late commit reaches the store right before the call it waits for`() async throws {
    let store = store([1: .lateApply(calls: 2)])

    await #expect(throws: StoreError.unknown) { try await store.insert("a") }
    #expect(try await !store.holds("a"))
    #expect(store.pending == 1)
    #expect(try await store.holds("a"))
    #expect(store.pending == 0)
  }

  @Test func `a late commit that has become stale changes nothing`() async throws {
    let store = store([1: .lateApply(calls: 2)])

    await #expect(throws: StoreError.unknown) {
      try await store.commit(Commit([.insert(Probe.record("a", body: #"{"by":"late"}"#))]))
    }
    try await store.insert("a")

    let loaded = try await store.load([Probe.key("a")])
    #expect(try loaded.items.first?.found?.record.body == "{}")
  }

  @Test func `settling lets every late commit reach the store`() async throws {
    let store = store([1: .lateApply(calls: 100), 2: .lateApply(calls: 50)])
    await #expect(throws: StoreError.unknown) { try await store.insert("a") }
    await #expect(throws: StoreError.unknown) { try await store.insert("b") }

    await store.settle()

    #expect(try await inner.holds("a"))
    #expect(try await inner.holds("b"))
    #expect(store.pending == 0)
  }

  @Test func `after a crash nothing gets through, but what is under way may still land`() async throws {
    let store = store([1: .lateApply(calls: 1), 2: .crash])
    await #expect(throws: StoreError.unknown) { try await store.insert("a") }
    for _ in 0..<2 { await #expect(throws: StoreError.self) { try await store.insert("b") } }

    #expect(try await !inner.holds("a"))
    await store.settle()
    #expect(try await inner.holds("a"))
    #expect(try await !inner.holds("b"))
  }

  @Test(arguments: Conformance.contracts)
  func `a store whose calls go wrong keeps every contract all the same`(contract: Contract) async throws {
    // A conflict out of nothing breaks the contracts, and a late commit may undo what a contract has just seen.
    let weights = Faults.evenWeights.filter { $0.key != .conflict && $0.key != .lateApply }
    let options = ConformanceOptions(contenders: [8], rounds: 4, seed: 1, pause: { _ in await Task.yield() })

    try await contract.check(options: options) {
      FaultyStore(InMemoryStore(), Faults(seed: 5, probability: 0.1, weights: weights))
    }
  }
}
