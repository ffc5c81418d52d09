import CarryoverInMemory
import CarryoverTesting
import Testing

@testable import Carryover

@Suite("ST-1 the driver and lost answers")
struct DriverUnknownTests {
  let inner: InMemoryStore
  let pauses = Pauses()

  init() async throws {
    let store = ScriptedStore()
    try await store.write(Probe("a", 1))
    inner = store.inner
  }

  @Test func `a commit that was applied is recognised, and its answer given`() async throws {
    let store = ScriptedStore(inner, commits: [.loseAnswer])

    #expect(try await Driver.test(store).run(Add()) == 2)
    #expect(try await store.probe("a")?.number == 2)
    #expect(try await store.events().count == 1)
    #expect(store.commits.count == 1)
  }

  @Test func `a commit that never arrived is made once more`() async throws {
    let store = ScriptedStore(inner, commits: [.loseRequest, .loseRequest])

    #expect(try await Driver.test(store).run(Add()) == 2)
    #expect(try await store.probe("a")?.number == 2)
    #expect(try await store.events().count == 1)
  }

  @Test func `a commit that arrives after all, before or after the next try, counts once`() async throws {
    for moment in 1...2 {
      let fresh = ScriptedStore()
      try await fresh.write(Probe("a", 1))
      let late = ScriptedStore.CommitStep.after { store throws(StoreError) in if moment == 1 { await store.arrive() } }
      let store = ScriptedStore(fresh.inner, commits: [.linger, late])

      #expect(try await Driver.test(store).run(Add()) == 2)
      let arrived = await store.arrive()
      #expect(arrived == 0)
      #expect(try await store.probe("a")?.number == 2)
      #expect(try await store.events().count == 1)
    }
  }

  @Test func `an insert whose answer was lost answers what it has inserted`() async throws {
    let plan = Plan { draft throws(Unread) -> Ruling<Probe> in
      let probe = Probe("new", 1)
      if let present = try draft.insert(probe) { return .stand(present) }
      draft.emit(.test(.test(0), "new"))
      return .write(probe)
    }
    for step in [ScriptedStore.CommitStep.loseAnswer, .loseRequest, .linger] {
      let store = ScriptedStore(commits: [step])

      #expect(try await Driver.test(store).run(plan) == Probe("new", 1))
      await store.arrive()
      #expect(try await store.events().count == 1)
    }
  }

  @Test func `where another has changed the record since, nobody can tell, and unknown is said at once`() async throws {
    let store = ScriptedStore(
      inner,
      loads: [.answer, .after { store throws(StoreError) in try await store.set("a", 50) }], commits: [.loseAnswer])

    await #expect(throws: StoreTrouble.unknown) { try await Driver.test(store, pauses).run(Add()) }
    #expect(pauses.all.count == 1)
    #expect(try await store.probe("a")?.number == 50)
  }

  @Test func `where another came first, the lost commit can never count, and the command is made anew`() async throws {
    let store = ScriptedStore(
      inner, loads: [.answer, .after { store throws(StoreError) in try await store.set("a", 50) }], commits: [.linger])

    #expect(try await Driver.test(store).run(Add()) == 51)
    let arrived = await store.arrive()
    #expect(arrived == 0)
    #expect(try await store.probe("a")?.number == 51)
    #expect(try await store.events().count == 1)
  }

  @Test func `a try that could be applied beside the lost one is not made`() async throws {
    let names = Counter()
    let store = ScriptedStore(commits: [.linger])

    await #expect(throws: StoreTrouble.unknown) {
      try await Driver.test(store, attempts: 5).run(
        Plan { draft throws(Unread) -> Ruling<Int> in
          let number = names.next()
          _ = try draft.insert(Probe("minted\(number)"))
          return .write(number)
        })
    }
    #expect(store.commits.count == 1)
    let arrived = await store.arrive()
    #expect(arrived == 1)
    #expect(try await store.list(ShelfQuery([Shelf(.probe)]), after: nil, limit: 10).candidates.count == 1)
  }

  @Test func `a refusal is not given while the lost commit may still be applied`() async throws {
    let runs = Counter()
    let store = ScriptedStore(inner, commits: [.linger])

    await #expect(throws: StoreTrouble.unknown) {
      try await Driver.test(store, attempts: 3).run(
        Plan(reading: ["a"]) { draft throws(Unread) -> Ruling<String> in
          guard runs.next() == 1, var a = try draft.probe("a") else { return .stand("refused") }
          a.set(9, by: .test(1))
          draft.put(a)
          return .write("written")
        })
    }
  }

  @Test(arguments: [
    StoreError.tooLarge(.changesPerCommit(limit: 1)), .failed("broken"), .cancelled, .gone, .busy,
    .conflict([.probe("a")]),
  ])
  func `no error claims that nothing was changed once a commit was lost`(error: StoreError) async throws {
    let commits = ScriptedStore(
      inner, commits: [.loseRequest] + Array(repeating: ScriptedStore.CommitStep.fail(error), count: 30))
    let loads = ScriptedStore(
      inner, loads: [.answer] + Array(repeating: ScriptedStore.LoadStep.fail(error), count: 30), commits: [.loseAnswer])

    await #expect(throws: StoreTrouble.unknown) { try await Driver.test(commits).run(Add()) }
    await #expect(throws: StoreTrouble.unknown) { try await Driver.test(loads).run(Add()) }
  }

  @Test func `a decision that cannot tell is unknown, at once`() async throws {
    let store = ScriptedStore(inner)

    await #expect(throws: StoreTrouble.unknown) {
      try await Driver.test(store, pauses).run(Plan { _ throws(Unread) -> Ruling<Int> in .uncertain })
    }
    #expect(pauses.all.isEmpty)
  }

  @Test func `many commits of one command that all linger count once in all`() async throws {
    let store = ScriptedStore(inner, commits: [.linger, .linger, .linger, .linger])

    #expect(try await Driver.test(store).run(Add()) == 2)
    let arrived = await store.arrive()
    #expect(arrived == 0)
    #expect(try await store.events().count == 1)
  }

  @Test func `faults and rivals in any order never apply a command twice and never lose one`() async throws {
    var chance = SeededGenerator(seed: 7)
    for _ in 0..<300 {
      let fresh = ScriptedStore()
      try await fresh.write(Probe("a", 0))
      let steps = (0..<12).map { _ -> ScriptedStore.CommitStep in
        switch Int.random(in: 0..<7, using: &chance) {
        case 0: .loseAnswer
        case 1: .loseRequest
        case 2: .linger
        case 3: .after({ store throws(StoreError) in await store.arrive() }, .linger)
        case 4: .fail(.busy)
        case 5: .after({ store throws(StoreError) in await store.arrive() })
        default: .apply
        }
      }
      let store = ScriptedStore(fresh.inner, commits: steps)
      var certain = 0
      var possible = 0
      for number in 1...4 as ClosedRange<UInt64> {
        switch await outcome(of: Add(command: .test(number)), store) {
        case .success: certain += 1
        case .failure(let trouble):
          #expect(trouble == .unknown)
          possible += 1
        }
      }
      await store.arrive()
      let number = try #require(try await store.probe("a")?.number)
      let events = try await store.events()
      #expect((certain...(certain + possible)).contains(number))
      #expect(events.count == number)
      #expect(Set(events.map(\.id)).count == number)
    }
  }

  private func outcome(of add: Add, _ store: ScriptedStore) async -> Result<Int?, StoreTrouble> {
    do {
      return .success(try await Driver.test(store, attempts: 6).run(add))
    } catch {
      return .failure(error)
    }
  }
}

@Suite("ST-1 the driver and cancellation")
struct DriverCancellationTests {
  let inner: InMemoryStore

  init() async throws {
    let store = ScriptedStore()
    try await store.write(Probe("a", 1))
    inner = store.inner
  }

  /// Runs a command in a child task that begins cancelled or not.
  private func run(
    _ store: ScriptedStore, _ pauses: Pauses = Pauses(), cancelled: Bool = false
  ) async -> Result<Int?, any Error> {
    await withTaskGroup(of: Result<Int?, any Error>.self) { group in
      if cancelled { group.cancelAll() }
      group.addTask {
        do { return .success(try await Driver.test(store, pauses).run(Add())) } catch { return .failure(error) }
      }
      return await group.next() ?? .success(nil)
    }
  }

  @Test func `a task that is cancelled already asks the store for nothing`() async throws {
    let store = ScriptedStore(inner)

    let result = await run(store, cancelled: true)

    #expect(throws: StoreTrouble.cancelled) { try result.get() }
    #expect(store.loads.isEmpty && store.commits.isEmpty)
  }

  @Test func `cancelled before the commit is sent, nothing is sent`() async throws {
    let store = ScriptedStore(
      inner, loads: [.after { _ throws(StoreError) in withUnsafeCurrentTask { $0?.cancel() } }])

    let result = await run(store)

    #expect(throws: StoreTrouble.cancelled) { try result.get() }
    #expect(store.commits.isEmpty)
  }

  @Test(arguments: [true, false])
  func `cancelled during the commit, the outcome is unknown`(applied: Bool) async throws {
    let store = ScriptedStore(
      inner,
      commits: [
        .after({ _ throws(StoreError) in withUnsafeCurrentTask { $0?.cancel() } }, applied ? .loseAnswer : .loseRequest)
      ])

    let result = await run(store)

    #expect(throws: StoreTrouble.unknown) { try result.get() }
  }

  @Test func `a commit that went through is answered, cancelled or not`() async throws {
    let store = ScriptedStore(
      inner, commits: [.after { _ throws(StoreError) in withUnsafeCurrentTask { $0?.cancel() } }])

    #expect(try await run(store).get() == 2)
  }

  @Test func `cancelled while pausing, it ends there`() async throws {
    let store = ScriptedStore(inner, commits: [.fail(.busy), .fail(.busy)])
    let pauses = Pauses { number in if number == 2 { throw CancellationError() } }

    let result = await run(store, pauses)

    #expect(throws: StoreTrouble.cancelled) { try result.get() }
    #expect(store.commits.count == 2)
  }

  @Test func `a pause that overlooks the cancellation does not help the next try`() async throws {
    let store = ScriptedStore(inner, commits: [.fail(.busy)])
    let pauses = Pauses { _ in withUnsafeCurrentTask { $0?.cancel() } }

    let result = await run(store, pauses)

    #expect(throws: StoreTrouble.cancelled) { try result.get() }
    #expect(store.commits.count == 1)
  }

  @Test func `cancelled while pausing after a lost answer, the outcome is unknown`() async throws {
    let store = ScriptedStore(inner, commits: [.loseAnswer])

    let result = await run(store, Pauses { _ in throw CancellationError() })

    #expect(throws: StoreTrouble.unknown) { try result.get() }
  }
}
