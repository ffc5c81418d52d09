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
