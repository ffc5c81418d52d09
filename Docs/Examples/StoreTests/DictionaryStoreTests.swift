import Carryover
import CarryoverTesting
import Testing

@testable import snippets

@Test(arguments: Conformance.contracts)
func `the store keeps its contracts`(_ contract: Contract) async throws {
  try await contract.check { DictionaryStore() }
}
