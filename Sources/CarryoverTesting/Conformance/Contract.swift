public import Carryover
internal import FoundationEssentials

/// One promise that every store keeps, with the check that tells whether it does.
///
/// A contract stands by itself: it works on keys and shelves of its own, needs nothing to be empty, and leaves alone what it did
/// not write.
public struct Contract: Sendable, Identifiable {
  /// What a contract is about.
  public enum Area: String, Sendable, Hashable, CaseIterable {
    /// Finding records by their keys.
    case load
    /// Which keys are the same and which are not.
    case identity
    /// Changing records together or not at all.
    case commit
    /// Telling one state of a record from another.
    case version
    /// Keeping what is inside a record.
    case body
    /// Doing what the store's numbers say.
    case limit
    /// Many who want the same at once.
    case race
    /// Going on after something went wrong.
    case recovery
    /// Leaving time to the library.
    case expiry
    /// What stands on a shelf, and in what order.
    case listing
    /// Walking a shelf page by page.
    case paging
    /// Reading the events.
    case feed
    /// Everything together, against a model.
    case model
  }

  /// The area.
  public let area: Area

  /// The contract's name, which stays as it is from release to release, such as `commit/keep-is-verified`.
  public let name: String

  /// What a store promises, in one sentence.
  public let promise: String

  /// What goes wrong in production where a store breaks it.
  public let stakes: String

  private let body: @Sendable (Bench) async throws -> Void

  init(_ area: Area, _ name: String, _ terms: Terms) {
    self.area = area
    self.name = "\(area.rawValue)/\(name)"
    promise = terms.promise
    stakes = terms.stakes
    body = terms.body
  }

  /// The name.
  public var id: String { name }
}

extension Contract: CustomStringConvertible {
  /// The name, which test frameworks show for each case.
  public var description: String { name }
}

extension Contract {
  /// Checks a store against the contract.
  ///
  /// - Parameters:
  ///   - options: How hard to try.
  ///   - makeStore: Gives a store that is ready. It may be the same database each time.
  /// - Throws: A ``Violation`` where the store breaks the contract, and whatever `makeStore` throws.
  public func check(
    options: ConformanceOptions = ConformanceOptions(),
    _ makeStore: @Sendable () async throws -> any Store
  ) async throws {
    let store = try await makeStore()
    try await body(Bench(store: store, options: options, contract: self, run: UUID().uuidString.lowercased()))
  }
}

/// What a topic says of one of its contracts.
struct Terms: Sendable {
  let promise: String
  let stakes: String
  let body: @Sendable (Bench) async throws -> Void

  init(_ promise: String, or stakes: String, body: @escaping @Sendable (Bench) async throws -> Void) {
    self.promise = promise
    self.stakes = stakes
    self.body = body
  }
}

/// The contracts of one area. A case that exists is a contract that runs, and the compiler asks for its terms.
protocol ContractTopic: CaseIterable, RawRepresentable<String> {
  static var area: Contract.Area { get }
  var terms: Terms { get }
}

extension ContractTopic {
  static var contracts: [Contract] {
    allCases.map { Contract(area, hyphenated($0.rawValue), $0.terms) }
  }

  /// `keepIsVerified` as `keep-is-verified`.
  private static func hyphenated(_ name: String) -> String {
    name.reduce(into: "") { text, letter in text += letter.isUppercase ? "-\(letter.lowercased())" : "\(letter)" }
  }
}
