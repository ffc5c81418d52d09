import Carryover
import CarryoverInMemory
import CarryoverTesting
import Testing

@Suite("ST-4 the kit refuses broken stores")
struct BrokenStoreTests {
  /// Enough to catch what happens in memory; waiting is a matter of turns.
  private static let options = ConformanceOptions(
    contenders: [8],
    rounds: 4,
    seed: 1,
    patience: Patience(attempts: 12, firstDelay: .zero, longestDelay: .zero),
    pause: { _ in
      try Task.checkCancellation()
      for _ in 0..<32 { await Task.yield() }
    }
  )

  @Test(arguments: Conformance.contracts)
  func `a store that is merely naive keeps every contract`(contract: Contract) async throws {
    try await contract.check(options: Self.options) { NaiveStore() }
  }

  @Test(arguments: Flaw.allCases)
  func `a flaw is refused by the contract named for it`(flaw: Flaw) async throws {
    let contract = try #require(Conformance.contracts.first { $0.name == flaw.contract })

    let violation = await #expect(throws: Violation.self, "\(flaw.rawValue)") {
      try await contract.check(options: Self.options) { NaiveStore(flaw) }
    }

    #expect(violation?.contract == flaw.contract)
  }

  @Test func `every contract refuses a flaw`() {
    let refusing = Set(Flaw.allCases.map(\.contract))

    #expect(Conformance.contracts.map(\.name).filter { !refusing.contains($0) } == [])
  }
}
