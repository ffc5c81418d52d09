public import Carryover

/// The contracts that every store keeps, ready to run in a host's own tests.
///
/// With Swift Testing, one named result for each contract:
///
/// ```swift
/// @Test(arguments: Conformance.contracts)
/// func `the store keeps its contracts`(_ contract: Contract) async throws {
///   try await contract.check { try await MyStore.connect() }
/// }
/// ```
///
/// With XCTest:
///
/// ```swift
/// func testConformance() async throws {
///   for contract in Conformance.contracts {
///     do {
///       try await contract.check { try await MyStore.connect() }
///     } catch {
///       XCTFail("\(error)")
///     }
///   }
/// }
/// ```
///
/// With neither:
///
/// ```swift
/// let report = await Conformance.run { try await MyStore.connect() }
/// print(report)
/// exit(report.isConforming ? 0 : 1)
/// ```
///
/// The contracts write records of kind `probe` (one writes a session and deletes it again), list only shelves of owners of their own,
/// and leave what they wrote behind: give them a database of their own. The same database will do for all contracts and for every run.
public enum Conformance {
  /// Every contract, area by area.
  public static let contracts: [Contract] = Contract.Area.allCases.flatMap(\.contracts)

  /// Checks a store against contracts one after the other, and reports each.
  ///
  /// - Parameters:
  ///   - contracts: Which ones; all by default.
  ///   - options: How hard to try.
  ///   - makeStore: Gives a store that is ready, once for each contract. It may be the same database each time.
  /// - Returns: One result for each contract, whatever happened.
  public static func run(
    _ contracts: [Contract] = contracts,
    options: ConformanceOptions = ConformanceOptions(),
    _ makeStore: @Sendable () async throws -> any Store
  ) async -> ConformanceReport {
    let clock = ContinuousClock()
    var results: [ConformanceReport.Result] = []
    for contract in contracts {
      let start = clock.now
      let verdict: ConformanceReport.Verdict
      do {
        try await contract.check(options: options, makeStore)
        verdict = .passed
      } catch let violation as Violation {
        verdict = .violated(violation)
      } catch {
        verdict = .failed(error)
      }
      results.append(ConformanceReport.Result(contract, verdict, took: clock.now - start))
    }
    return ConformanceReport(results: results)
  }
}

extension Contract.Area {
  /// The area's contracts. A new area does not compile without.
  var contracts: [Contract] {
    switch self {
    case .load: LoadContract.contracts
    case .identity: IdentityContract.contracts
    case .commit: CommitContract.contracts
    case .version: VersionContract.contracts
    case .body: BodyContract.contracts
    case .limit: LimitContract.contracts
    case .race: RaceContract.contracts
    case .recovery: RecoveryContract.contracts
    case .expiry: ExpiryContract.contracts
    case .listing: ListingContract.contracts
    case .paging: PagingContract.contracts
    case .feed: FeedContract.contracts
    case .model: ModelContract.contracts
    }
  }
}
