import CarryoverInMemory
import Testing

@testable import Carryover

@Suite("ST-1 the driver commits")
struct DriverCommitTests {
  let store = ScriptedStore()

  @Test func `everything read is verified, whether it was found or not`() async throws {
    try await store.write(Probe("a", 1, leadsTo: "b"))
    try await store.write(Probe("b", 2))

    _ = try await Driver.test(store).run(
      Plan(reading: ["a"]) { draft throws(Unread) -> Ruling<Int> in
        _ = try draft.probe("c")
        draft.put(Probe("d", 4))
        return .write(0)
      })

    #expect(store.commits.map { $0.changes.map(\.spelled) } == [["keep a", "keep b", "keepAbsent c", "insert d"]])
  }

  @Test func `a record that a decision only read and that changed meanwhile makes it decide again`() async throws {
    try await store.write(Probe("a", 1))
    let scripted = ScriptedStore(
      store.inner, commits: [.after { store throws(StoreError) in try await store.set("a", 10) }])

    let copy = try await Driver.test(scripted).run(
      Plan(reading: ["a"]) { draft throws(Unread) in
        let number = try draft.probe("a")?.number ?? 0
        draft.put(Probe("copy", number))
        return .write(number)
      })

    #expect(copy == 10)
    #expect(try await scripted.probe("copy")?.number == 10)
  }

  @Test func `a record that was read as absent and appeared meanwhile makes it decide again`() async throws {
    let scripted = ScriptedStore(
      commits: [.after { store throws(StoreError) in try await store.write(Probe("a", 10)) }])

    let copy = try await Driver.test(scripted).run(
      Plan(reading: ["a"]) { draft throws(Unread) in
        let number = try draft.probe("a")?.number ?? 0
        draft.put(Probe("copy", number))
        return .write(number)
      })

    #expect(copy == 10)
  }

  @Test func `a value is inserted without a load`() async throws {
    let present = try await Driver.test(store).run(
      Plan { draft throws(Unread) -> Ruling<Probe?> in
        if let present = try draft.insert(Probe("a", 1)) { return .stand(present) }
        return .write(nil)
      })

    #expect(present == nil)
    #expect(store.loads.isEmpty)
    #expect(store.commits.map { $0.changes.map(\.spelled) } == [["insert a"]])
  }

  @Test func `an insert answers what is there already and writes nothing`() async throws {
    try await store.write(Probe("a", 5))

    let present = try await Driver.test(store).run(
      Plan { draft throws(Unread) -> Ruling<Probe?> in
        if let present = try draft.insert(Probe("a", 1)) { return .stand(present) }
        return .write(nil)
      })

    #expect(present?.number == 5)
    #expect(try await store.probe("a")?.number == 5)
    #expect(store.loads == [["a"]])
  }

  @Test func `an answer that stands commits nothing, whatever was put, deleted or emitted before`() async throws {
    try await store.write(Probe("a", 1))

    let answer = try await Driver.test(store).run(
      Plan(reading: ["a"]) { draft throws(Unread) -> Ruling<String> in
        draft.put(Probe("b", 2))
        draft.delete(.probe("a"))
        draft.emit(.test(.test(1), "a"))
        return .stand("refused")
      })

    #expect(answer == "refused")
    #expect(store.commits.isEmpty)
    #expect(try await store.probe("a")?.number == 1)
    #expect(try await store.events().isEmpty)
  }

  @Test func `events ride in the commit of what they tell of, once`() async throws {
    try await store.write(Probe("a", 1))
    let scripted = ScriptedStore(
      store.inner, commits: [.fail(.busy), .after { store throws(StoreError) in try await store.set("a", 10) }])

    #expect(try await Driver.test(scripted).run(Add()) == 11)
    #expect(try await scripted.events() == [.test(.test(1), "a")])
  }
}

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

extension Change {
  /// A change in words, for expectations.
  var spelled: String {
    let name = key.identityText
    return switch self {
    case .insert: "insert \(name)"
    case .replace: "replace \(name)"
    case .delete: "delete \(name)"
    case .keep: "keep \(name)"
    case .keepAbsent: "keepAbsent \(name)"
    }
  }
}
