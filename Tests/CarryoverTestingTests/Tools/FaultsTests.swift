import Carryover
import CarryoverInMemory
import CarryoverTesting
import Testing

@Suite("ST-4 faults by seed and by script")
struct FaultsTests {
  /// Makes fifty calls and swallows what goes wrong.
  private func run(_ faults: Faults) async throws -> FaultyStore {
    let store = FaultyStore(InMemoryStore(), faults)
    for number in 0..<25 {
      try? await store.insert("\(number)")
      _ = try? await store.holds("\(number)")
    }
    return store
  }

  @Test func `the same seed and the same calls meet the same faults`() async throws {
    let faults = Faults(seed: 11, probability: 0.5)

    let once = try await run(faults).calls
    let again = try await run(faults).calls

    #expect(once == again)
    #expect(once.contains { $0.fault != nil })
  }

  @Test func `another seed meets other faults`() async throws {
    let once = try await run(Faults(seed: 1, probability: 0.5)).calls
    let other = try await run(Faults(seed: 2, probability: 0.5)).calls

    #expect(once != other)
  }

  @Test func `a call's fault does not depend on what the calls before it met`() async throws {
    let calm = try await run(Faults(seed: 5, probability: 0.3)).calls
    let scripted = try await run(Faults(seed: 5, probability: 0.3, script: [1: .busy])).calls

    #expect(calm.dropFirst().map(\.fault) == scripted.dropFirst().map(\.fault))
  }

  @Test func `chance brings every weighted kind and no other, about as often as asked`() async throws {
    var injected: [Fault.Kind: Int] = [:]
    for seed in 0..<40 {
      let store = try await run(Faults(seed: UInt64(seed), probability: 0.3))
      injected.merge(store.injected, uniquingKeysWith: +)
    }

    #expect(Set(injected.keys) == Set(Faults.evenWeights.keys))
    #expect((500...700).contains(injected.values.reduce(0, +)))
  }

  @Test func `a kind without weight never comes by chance`() async throws {
    let store = try await run(Faults(seed: 3, probability: 1, weights: [.busy: 1, .crash: 0]))

    #expect(store.injected == [.busy: 50])
  }

  @Test func `a fault at each call in turn hits every point until the calls run out`() async throws {
    var points = 0
    for number in 1... {
      let store = try await run(Faults(script: [number: .busy]))
      guard !store.injected.isEmpty else { break }
      #expect(store.calls.compactMap(\.fault) == [.busy])
      points += 1
    }

    #expect(points == 50)
  }

  @Test func `a call describes itself in one line`() async throws {
    let store = FaultyStore(InMemoryStore(), Faults(script: [1: .lostAcknowledgement]))
    try? await store.insert("a")
    _ = try await store.holds("b")

    #expect(store.calls.map(\.description) == ["1 commit probe/a: lostAcknowledgement", "2 load probe/b"])
  }
}
