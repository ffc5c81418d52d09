import CarryoverInMemory
import Testing

@testable import Carryover

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
