import Carryover
import CarryoverPostgreSQL
import CarryoverTesting
import Synchronization
import Testing

extension PostgreSQL {
  @Suite struct ContractTests {
    private static let database = Result { try Database() }
    private static let kept = Mutex<(count: Int, time: Duration)>((0, .zero))

    @Test(arguments: Conformance.contracts)
    func `the store keeps every contract`(_ contract: Contract) async throws {
      let store = try await Self.database.get().store()
      let time = try await ContinuousClock().measure { try await contract.check { store } }
      let (count, total) = Self.kept.withLock { kept in
        kept.count += 1
        kept.time += time
        return kept
      }
      guard count == Conformance.contracts.count else { return }
      print("PostgreSQL keeps \(count) of \(count) contracts, checked in \(total / .seconds(1)) s")
    }
  }
}
