import Carryover
import CarryoverInMemory
import CarryoverTesting
import Testing

@Suite struct ConformanceTests {
  @Test(arguments: Conformance.contracts)
  func `the store in memory keeps every contract`(_ contract: Contract) async throws {
    try await contract.check { InMemoryStore() }
  }

  @Test(arguments: Conformance.contracts)
  func `a store with the smallest limits keeps every contract`(_ contract: Contract) async throws {
    try await contract.check(options: ConformanceOptions(contenders: [5], rounds: 4)) {
      InMemoryStore(limits: .least)
    }
  }

  @Test(arguments: Conformance.contracts)
  func `busy and lost answers are no violation`(_ contract: Contract) async throws {
    let store = RestlessStore(store: InMemoryStore())
    try await contract.check(options: ConformanceOptions(contenders: [8], rounds: 8)) { store }
  }

  @Test func `one store serves all contracts, one run after the other`() async {
    let store = InMemoryStore(eventsKept: 500)
    for _ in 0..<2 {
      let report = await Conformance.run(options: ConformanceOptions(contenders: [8], rounds: 4)) { store }
      #expect(report.isConforming, "\(report)")
    }
  }

  @Test func `contracts have names of their own`() {
    #expect(Conformance.contracts.count >= 60)
    #expect(Set(Conformance.contracts.map(\.id)).count == Conformance.contracts.count)
    #expect(Set(Conformance.contracts.map(\.promise)).count == Conformance.contracts.count)
    #expect(Set(Conformance.contracts.map(\.stakes)).count == Conformance.contracts.count)
  }

  @Test func `names are lower case and begin with the area`() {
    for contract in Conformance.contracts {
      #expect(contract.name.hasPrefix("\(contract.area.rawValue)/"))
      #expect(contract.name.allSatisfy { $0 == "/" || $0 == "-" || ("a"..."z").contains($0) }, "\(contract)")
      #expect(contract.promise.hasSuffix("."), "\(contract)")
      #expect(contract.stakes.hasSuffix("."), "\(contract)")
    }
    #expect(Conformance.contracts.map(\.id).contains("commit/keep-is-verified"))
  }
}
