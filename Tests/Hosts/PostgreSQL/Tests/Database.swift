import Carryover
import CarryoverPostgreSQL
import CarryoverTesting
import Foundation
import Testing

/// Every test against the server, one after the other: what they measure and kill is theirs alone.
@Suite(.serialized) enum PostgreSQL {}

/// A database of its own for one test, with the schema in place.
struct Database {
  /// Where the server is: a libpq connection string without a database.
  private static let server = ProcessInfo.processInfo.environment["CARRYOVER_POSTGRESQL"] ?? ""

  let address: String

  init() throws {
    let name = "test_\(UUID().uuidString.prefix(8).lowercased())"
    try SQL("\(Self.server) dbname=postgres").run("CREATE DATABASE \(name) TEMPLATE carryover")
    address = "\(Self.server) dbname=\(name)"
  }

  func store() async throws -> PostgreSQLStore { try await PostgreSQLStore(address) }

  func sql() throws -> SQL { try SQL(address) }
}

extension Store {
  /// All events so far.
  func events() async throws -> [DomainEvent] {
    var events: [DomainEvent] = []
    var position = FeedPosition.start
    while true {
      let page = try await feed(after: position, limit: 1_000)
      guard !page.entries.isEmpty else { return events }
      events += page.entries.map(\.event)
      position = page.end
    }
  }
}

/// A record for tests of the store itself.
func record(_ name: String, _ number: Int = 0, on entries: ShelfEntry...) throws -> Record {
  Record(key: try key(name), body: #"{"n":\#(number)}"#, entries: entries)
}

func key(_ name: String) throws -> RecordKey { try #require(RecordKey(.probe, identity: name)) }

func event(about name: String) throws -> DomainEvent {
  DomainEvent(
    id: DomainEvent.ID(UUID(), ordinal: 0), kind: DomainEvent.Kind(rawValue: "probe.happened"), subject: try key(name),
    actor: .system, time: Date(timeIntervalSince1970: 1_800_000_000))
}
