import Carryover
import CarryoverInMemory
import CarryoverTesting
import Testing

/// Verifies nothing that is only kept.
private struct KeepsIgnored: Store {
  let store = InMemoryStore()

  var limits: StoreLimits { store.limits }

  func load(_ keys: [RecordKey]) async throws(StoreError) -> Loaded { try await store.load(keys) }

  func commit(_ commit: Commit) async throws(StoreError) {
    try limits.check(commit)
    try await store.commit(Commit(commit.changes.filter { !$0.isKeep }, events: commit.events))
  }

  func list(_ query: ShelfQuery, after place: Place?, limit: Int) async throws(StoreError) -> ShelfPage {
    try await store.list(query, after: place, limit: limit)
  }

  func feed(after position: FeedPosition, limit: Int) async throws(StoreError) -> FeedPage {
    try await store.feed(after: position, limit: limit)
  }
}

private struct NoDatabase: Error {}

@Suite struct ConformanceReportTests {
  private let commits = Conformance.contracts.filter { $0.area == .commit }

  @Test func `a violation says what was promised, expected and found, and why it matters`() async throws {
    let contract = try #require(Conformance.contracts.first { $0.id == "commit/keep-is-verified" })
    let violation = try await #require(throws: Violation.self) { try await contract.check { KeepsIgnored() } }
    #expect(violation.contract == contract.id)
    #expect(violation.promise == contract.promise)
    #expect(violation.stakes == contract.stakes)
    #expect(
      violation.description == """
        commit/keep-is-verified
          promise:  A record that is only kept must have the version named.
          expected: a conflict: what is kept has changed
          actual:   the commit was applied
          matters:  \(contract.stakes)
        """)
  }

  @Test func `a report names every contract and counts those kept`() async {
    let report = await Conformance.run(commits) { KeepsIgnored() }
    let broken = ["commit/keep-is-verified", "commit/keep-absent-is-verified", "commit/keeps-change-nothing"]
    #expect(Set(report.violations.map(\.contract)).isSuperset(of: broken))
    #expect(!report.isConforming)
    let text = report.description
    for contract in commits { #expect(text.contains(contract.name)) }
    #expect(text.contains("BROKEN  commit/keep-is-verified\n  promise:"))
    #expect(text.hasSuffix("\(commits.count - report.violations.count) of \(commits.count) contracts kept"))
  }

  @Test func `where no store is to be had, a contract failed and was not broken`() async throws {
    let report = await Conformance.run(Array(commits.prefix(1))) { throw NoDatabase() }
    #expect(!report.isConforming)
    #expect(report.violations.isEmpty)
    #expect(report.description.contains("FAILED  \(commits[0])"))
    await #expect(throws: NoDatabase.self) { try await commits[0].check { throw NoDatabase() } }
  }

  @Test func `a seed makes the same case again`() async throws {
    let contract = try #require(Conformance.contracts.first { $0.id == "model/records-follow-the-model" })
    func violation(seed: UInt64) async throws -> Violation {
      try await #require(throws: Violation.self) {
        try await contract.check(options: ConformanceOptions(seed: seed)) { KeepsIgnored() }
      }
    }
    let first = try await violation(seed: 7)
    #expect(first.description.contains("replay:   ConformanceOptions(seed: 7)"))
    #expect(!first.steps.isEmpty)
    #expect(try await violation(seed: 7).steps == first.steps)
    #expect(try await violation(seed: 8).steps != first.steps)
  }
}
