import CarryoverInMemory
import Testing

@testable import Carryover

@Suite("ST-1 the driver loads")
struct DriverLoadingTests {
  let store = ScriptedStore()

  @Test func `what a decision surely reads comes in one load`() async throws {
    try await store.write(Probe("a", 1))
    try await store.write(Probe("b", 2))

    let sum = try await Driver.test(store).run(
      Plan(reading: ["a", "b"]) { draft throws(Unread) in
        .stand((try draft.probe("a")?.number ?? 0) + (try draft.probe("b")?.number ?? 0))
      })

    #expect(sum == 3)
    #expect(store.loads == [["a", "b"]])
  }

  @Test func `what is missing is loaded and the decision runs again from the top`() async throws {
    try await store.write(Probe("a", 1))
    try await store.write(Probe("b", 2))
    let runs = Counter()

    let written = try await Driver.test(store).run(
      Plan { draft throws(Unread) in
        runs.next()
        guard let a = try draft.probe("a"), var b = try draft.probe("b") else { return .stand(-1) }
        b.set(a.number + b.number, by: .test(1))
        draft.put(b)
        return .write(b.number)
      })

    #expect(written == 3)
    #expect(store.loads == [["a"], ["b"]])
    #expect(runs.count == 3)
  }

  @Test func `several records asked for at once come in one load`() async throws {
    _ = try await Driver.test(store).run(
      Plan { draft throws(Unread) -> Ruling<Int> in
        try draft.need([.probe("a"), .probe("b")])
        return .stand(0)
      })

    #expect(store.loads.first == ["a", "b"])
    #expect(store.loads.count == 1)
  }

  @Test func `a record that another leads to comes along, of the same moment and without another load`() async throws {
    try await store.write(Probe("a", 1, leadsTo: "b"))
    try await store.write(Probe("b", 2))

    let number = try await Driver.test(store).run(
      Plan(reading: ["a"]) { draft throws(Unread) in .stand(try draft.probe("b")?.number) })

    #expect(number == 2)
    #expect(store.loads == [["a"]])
  }

  @Test func `a record that was asked for and comes along as well is read once, also when it is tried again`()
    async throws
  {
    try await store.write(Probe("a", 1, leadsTo: "c"))
    try await store.write(Probe("b", 2, leadsTo: "c"))
    try await store.write(Probe("c", 3))
    let busy = ScriptedStore(store.inner, commits: [.fail(.busy), .fail(.busy), .apply])
    let decision = Plan(reading: ["a", "c"]) { draft throws(Unread) in
      guard var b = try draft.probe("b") else { return .stand(-1) }
      b.set(4, by: .test(1))
      draft.put(b)
      return .write(b.number)
    }

    #expect(try await Driver.test(busy).run(decision) == 4)
    #expect(busy.loads == [["a", "c"], ["b"], ["a", "c", "b"], ["a", "c", "b"]])
    #expect(busy.commits.last?.changes.count == 3)
  }

  @Test func `a decision that swallows that something is missing does not get through`() async throws {
    try await store.write(Probe("a", 7))

    let number = try await Driver.test(store).run(
      Plan { draft throws(Unread) in .stand((try? draft.probe("a"))??.number ?? -1) })
    let written = try await Driver.test(store).run(
      Plan { draft throws(Unread) in
        let seen = (try? draft.probe("a"))??.number ?? -1
        draft.put(Probe("b", seen))
        return .write(seen)
      })

    #expect(number == 7)
    #expect(written == 7)
    #expect(try await store.probe("b")?.number == 7)
    #expect(store.commits.count == 1)
  }

  @Test func `the same missing record asked for twice is loaded once`() async throws {
    _ = try await Driver.test(store).run(
      Plan { draft throws(Unread) in
        _ = try? draft.probe("a")
        _ = try? draft.probe("a")
        return .stand(try draft.probe("a")?.number)
      })

    #expect(store.loads.first == ["a"])
  }

  @Test func `what a list has shown is not loaded again, and is verified`() async throws {
    try await store.write(Probe("a", 1))
    let page = try await store.list(ShelfQuery([Shelf(.probe)]), after: nil, limit: 1)
    let known = page.candidates.map { Loaded.Item($0.place.key, $0.found) }

    #expect(try await Driver.test(store).run(Add(), knowing: known) == 2)
    #expect(store.loads.isEmpty)

    #expect(try await Driver.test(store).run(Add(command: .test(2)), knowing: known) == 3)
    #expect(store.loads == [["a"]])
  }

  @Test func `a decision that stops without asking for anything fails`() async {
    await #expect(throws: StoreTrouble.failed("a decision stopped without asking for a record")) {
      try await Driver.test(store).run(Plan { _ throws(Unread) -> Ruling<Int> in throw Unread() })
    }
  }

  @Test(arguments: [0, 1])
  func `a store that leaves a key unanswered fails, and is not asked for ever`(count: Int) async throws {
    try await store.write(Probe("a", 1))
    let short = ScriptedStore.LoadStep { (keys, store) throws(StoreError) in
      Loaded(Array(try await store.inner.load(keys).items.prefix(count)))
    }
    let broken = ScriptedStore(store.inner, loads: Array(repeating: short, count: 50))

    await #expect(throws: StoreTrouble.failed("the store did not answer the keys that it was asked for")) {
      try await Driver.test(broken).run(
        Plan(reading: ["a", "b"]) { draft throws(Unread) in .stand(try draft.probe("b")?.number) })
    }
    #expect(broken.loads.count == 1)
  }
}
