import Carryover
import FoundationEssentials
import Testing

/// Records and events of no meaning, for tests of stores.
enum Probe {
  static func key(_ identity: String) throws -> RecordKey {
    try #require(RecordKey(.probe, identity: identity))
  }

  static func record(_ identity: String, body: String = "{}") throws -> Record {
    Record(key: try key(identity), body: body)
  }

  static func event(about identity: String) throws -> DomainEvent {
    DomainEvent(
      id: DomainEvent.ID(UUID(), ordinal: 0),
      kind: DomainEvent.Kind(rawValue: "probe.happened"),
      subject: try key(identity),
      actor: .system,
      time: Date(timeIntervalSince1970: 1_700_000_000)
    )
  }
}

extension Store {
  /// Whether there is a record of that identity.
  func holds(_ identity: String) async throws -> Bool {
    try await load([Probe.key(identity)]).items.first?.found != nil
  }

  /// Inserts an empty record.
  func insert(_ identity: String) async throws {
    try await commit(Commit([.insert(Probe.record(identity))]))
  }
}
