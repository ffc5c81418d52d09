import CarryoverInMemory
import Testing

@testable import Carryover

@Suite("ST-1 the driver tries again")
struct DriverRetryTests {
  let store = ScriptedStore()
  let pauses = Pauses()

  @Test func `after a conflict everything touched is reloaded in one load and decided again`() async throws {
    try await store.write(Probe("a", 1))
    try await store.write(Probe("b", 2))
    let scripted = ScriptedStore(
      store.inner, commits: [.after { store throws(StoreError) in try await store.set("b", 20) }])

    let sum = try await Driver.test(scripted, pauses).run(
      Plan(reading: ["a"]) { draft throws(Unread) -> Ruling<Int> in
        guard let a = try draft.probe("a"), let b = try draft.probe("b") else { return .stand(-1) }
        _ = try draft.insert(Probe("sum", a.number + b.number))
        return .write(a.number + b.number)
      })

    #expect(sum == 21)
    #expect(scripted.loads == [["a"], ["b"], ["a", "b", "sum"]])
    #expect(pauses.all.count == 1)
  }

  @Test func `what came along with another record is reloaded too`() async throws {
    try await store.write(Probe("a", 1, leadsTo: "b"))
    try await store.write(Probe("b", 2))
    let scripted = ScriptedStore(
      store.inner, commits: [.after { store throws(StoreError) in try await store.set("b", 20) }])

    _ = try await Driver.test(scripted).run(
      Plan(reading: ["a"]) { draft throws(Unread) -> Ruling<Int?> in
        draft.put(Probe("c", try draft.probe("b")?.number ?? -1))
        return .write(0)
      })

    #expect(scripted.loads == [["a"], ["a", "b", "c"]])
    #expect(try await scripted.probe("c")?.number == 20)
  }

  @Test func `a busy store is given time, at the commit and at the load`() async throws {
    try await store.write(Probe("a", 1))
    let scripted = ScriptedStore(
      store.inner, loads: [.fail(.busy), .fail(.unknown)], commits: [.fail(.busy), .fail(.busy)])

    #expect(try await Driver.test(scripted, pauses).run(Add()) == 2)
    #expect(pauses.all.count == 4)
    #expect(try await scripted.events().count == 1)
  }

  @Test func `pauses double up to the longest`() async throws {
    try await store.write(Probe("a", 1))
    let scripted = ScriptedStore(store.inner, commits: Array(repeating: .fail(.busy), count: 12))

    _ = try await Driver.test(scripted, pauses).run(Add())

    let bounds: [Int64] = [2, 4, 8, 16, 32, 64, 128, 256, 512, 1000, 1000, 1000]
    let rounded = pauses.all.map { ($0 + .microseconds(1)).milliseconds }
    #expect(rounded == bounds, "with the greatest chance each pause all but reaches its bound")
  }

  @Test(arguments: [StoreError.busy, .conflict([.probe("a")])], [1, 3, 20])
  func `attempts are bounded and end in contended`(error: StoreError, attempts: Int) async throws {
    try await store.write(Probe("a", 1))
    let scripted = ScriptedStore(store.inner, commits: Array(repeating: .fail(error), count: 100))

    await #expect(throws: StoreTrouble.contended(attempts: attempts)) {
      try await Driver.test(scripted, pauses, attempts: attempts).run(Add())
    }
    #expect(scripted.commits.count == attempts)
    #expect(pauses.all.count == attempts - 1)
    #expect(try await scripted.probe("a")?.number == 1)
  }

  @Test func `no attempts at all are one attempt, and the error says so`() async {
    let scripted = ScriptedStore(loads: [.fail(.busy)])

    await #expect(throws: StoreTrouble.contended(attempts: 1)) {
      try await Driver.test(scripted, attempts: 0).run(Add())
    }
  }

  @Test func `a hundred writers of one record all come through`() async throws {
    try await store.write(Probe("a", 0))
    let store = store
    await withTaskGroup(of: Void.self) { group in
      for number in 1...100 {
        group.addTask {
          let pauses = Pauses { _ in await Task.yield() }
          let driver = Driver.test(store, pauses, attempts: 1_000)
          _ = try? await driver.run(Add(command: .test(UInt64(number))))
        }
      }
    }

    #expect(try await store.probe("a")?.number == 100)
    #expect(try await store.events().count == 100)
  }

  @Test(arguments: [
    (StoreError.tooLarge(.changesPerCommit(limit: 3)), StoreTrouble.tooLarge(.changesPerCommit(limit: 3))),
    (.failed("the table is missing"), .failed("the table is missing")), (.gone, .gone), (.cancelled, .cancelled),
  ])
  func `what trying again cannot mend passes through at once`(error: StoreError, trouble: StoreTrouble) async throws {
    try await store.write(Probe("a", 1))
    let committing = ScriptedStore(store.inner, commits: [.fail(error)])
    let loading = ScriptedStore(store.inner, loads: [.fail(error)])

    await #expect(throws: trouble) { try await Driver.test(committing, pauses).run(Add()) }
    await #expect(throws: trouble) { try await Driver.test(loading, pauses).run(Add()) }
    #expect(pauses.all.isEmpty)
  }

  @Test func `a body that cannot be read fails and names the record`() async throws {
    let body = "{\"name\":\"a\",\"number\":\"secret text\"}"
    try await store.inner.commit(Commit([.insert(Record(key: .probe("a"), body: body))]))

    let error = await #expect(throws: StoreTrouble.self) { try await Driver.test(store).run(Add()) }

    #expect(error?.code == "record-unreadable")
    #expect(error?.detail.contains("probe/a") == true)
    #expect(error?.detail.contains("number") == true)
    #expect(error?.detail.contains("secret") == false)
  }

  @Test(arguments: ["", "{", "null", "[]", "\u{0}", "{\"name\":1}", String(repeating: "[", count: 100_000)])
  func `no body brings the process down`(body: String) async throws {
    try await store.inner.commit(Commit([.insert(Record(key: .probe("a"), body: body))]))

    let error = await #expect(throws: StoreTrouble.self) { try await Driver.test(store).run(Add()) }

    #expect(error?.detail.contains("probe/a") == true)
  }

  @Test func `the body of another record fails`() async throws {
    let body = try Record(Probe("b", 1)).body
    try await store.inner.commit(Commit([.insert(Record(key: .probe("a"), body: body))]))

    await #expect(throws: StoreTrouble.unreadable("the body of probe/a is that of probe/b")) {
      try await Driver.test(store).run(Add())
    }
  }

  @Test func `a decision that swallows that a record cannot be read does not get through`() async throws {
    try await store.inner.commit(Commit([.insert(Record(key: .probe("a"), body: "{}"))]))

    await #expect(throws: StoreTrouble.self) {
      try await Driver.test(store).run(
        Plan(reading: ["a"]) { draft throws(Unread) -> Ruling<Int> in
          _ = try? draft.probe("a")
          draft.put(Probe("b"))
          return .write(1)
        })
    }
    #expect(store.commits.isEmpty)
  }
}
