import CarryoverInMemory
import Testing

@testable import Carryover

@Suite("ST-1 the driver verifies answers that write nothing")
struct DriverVerificationTests {
  /// Two probes that always change together; a reader that sees them differ saw what never was.
  private func pair() async throws -> InMemoryStore {
    let store = ScriptedStore()
    try await store.write(Probe("a", 1))
    try await store.write(Probe("b", 1))
    return store.inner
  }

  private let compare = Plan(reading: ["a"]) { draft throws(Unread) -> Ruling<[Int?]> in
    .stand([try draft.probe("a")?.number, try draft.probe("b")?.number])
  }

  @Test func `an answer from one load is given without another`() async throws {
    let store = ScriptedStore(try await pair())

    let plan = Plan(reading: ["a", "b"]) { draft throws(Unread) in .stand(try draft.probe("a")?.number) }

    #expect(try await Driver.test(store).run(plan) == 1)
    #expect(store.loads.count == 1)
  }

  @Test func `an answer from two loads is verified in one moment`() async throws {
    let store = ScriptedStore(try await pair())

    #expect(try await Driver.test(store).run(compare) == [1, 1])
    #expect(store.loads == [["a"], ["b"], ["a", "b"]])
  }

  @Test func `what changed between two loads is read again, in one load`() async throws {
    let store = ScriptedStore(
      try await pair(),
      loads: [
        .answer,
        .after { store throws(StoreError) in
          try await store.set("a", 2)
          try await store.set("b", 2)
        },
      ])

    #expect(try await Driver.test(store).run(compare) == [2, 2])
    #expect(store.loads == [["a"], ["b"], ["a", "b"], ["a", "b"]])
  }

  @Test func `a refusal that rests on an absent record which appeared is not given`() async throws {
    let store = ScriptedStore(
      try await pair(),
      loads: [
        .answer, .answer,
        .after { store throws(StoreError) in try await store.write(Probe("c", 3)) },
      ])
    let plan = Plan(reading: ["a"]) { draft throws(Unread) in .stand(try draft.probe("c") == nil) }

    #expect(try await Driver.test(store).run(plan) == false)
  }

  @Test func `what a list has shown and a load beside it are verified together`() async throws {
    let store = ScriptedStore(
      try await pair(),
      loads: [
        .after { store throws(StoreError) in
          try await store.set("a", 2)
          try await store.set("b", 2)
        }
      ])
    let found = try await store.inner.load([.probe("a")]).items

    #expect(try await Driver.test(store).run(compare, knowing: found) == [2, 2])
    #expect(store.loads == [["b"], ["a", "b"], ["a", "b"]])
  }

  @Test func `a record that came twice, by name and as a target, must be the same both times`() async throws {
    let inner = try await pair()
    let first = ScriptedStore(inner)
    try await first.write(Probe("c", 3, leadsTo: "a"))
    let store = ScriptedStore(
      inner, loads: [.answer, .after { store throws(StoreError) in try await store.set("a", 2) }])
    let plan = Plan(reading: ["a"]) { draft throws(Unread) -> Ruling<[Int?]> in
      .stand([try draft.probe("c")?.number, try draft.probe("a")?.number])
    }

    #expect(try await Driver.test(store).run(plan) == [3, 2])
  }

  @Test func `a store that answers a verification too shortly fails`() async throws {
    let store = ScriptedStore(
      try await pair(), loads: [.answer, .answer, .init { (_, _) throws(StoreError) in Loaded([]) }])

    await #expect(throws: StoreTrouble.failed("the store did not answer the keys that it was asked for")) {
      try await Driver.test(store).run(compare)
    }
  }
}
