/// The version of a record: opaque, compared for equality only.
///
/// A store gives a record a new version with every write and never uses one again for the same key, not even after the record was
/// deleted and inserted anew. A counter of the whole store is the simplest way to keep that promise.
public struct RecordVersion: Hashable, Sendable {
  /// The store's own number.
  public let number: UInt64

  /// Wraps a store's number.
  public init(_ number: UInt64) {
    self.number = number
  }
}

/// One change of a commit with the state of the record that it rests on.
public enum Change: Sendable {
  /// Writes a record whose key must be absent.
  case insert(Record)
  /// Writes a record over the one that has this version.
  case replace(Record, RecordVersion)
  /// Deletes the record that has this version.
  case delete(RecordKey, RecordVersion)
  /// Changes nothing, and demands that the record still has this version.
  case keep(RecordKey, RecordVersion)
  /// Changes nothing, and demands that there is no such record.
  case keepAbsent(RecordKey)
}

extension Change {
  /// The record that the change is about.
  public var key: RecordKey {
    switch self {
    case .insert(let record), .replace(let record, _): record.key
    case .delete(let key, _), .keep(let key, _), .keepAbsent(let key): key
    }
  }

  /// The version that the record must have; nil when it must be absent.
  public var expected: RecordVersion? {
    switch self {
    case .insert, .keepAbsent: nil
    case .replace(_, let version), .delete(_, let version), .keep(_, let version): version
    }
  }

  /// What is written, if anything is.
  public var record: Record? {
    switch self {
    case .insert(let record), .replace(let record, _): record
    case .delete, .keep, .keepAbsent: nil
    }
  }

  /// Whether the change leaves the record as it is.
  public var isKeep: Bool {
    switch self {
    case .keep, .keepAbsent: true
    case .insert, .replace, .delete: false
    }
  }
}

/// What must become true together: all of it is applied at one instant, or none.
public struct Commit: Sendable {
  /// The changes, at most one for a key.
  public var changes: [Change]

  /// The events that enter the feed with the changes, in their order.
  public var events: [DomainEvent]

  /// Puts a commit together.
  public init(_ changes: [Change], events: [DomainEvent] = []) {
    self.changes = changes
    self.events = events
  }
}

/// The answer to a load: what was found under each key, all of one moment.
public struct Loaded: Sendable {
  /// A record with the version it has.
  public struct Found: Sendable {
    /// The record.
    public let record: Record

    /// Its version at the moment of the load.
    public let version: RecordVersion

    /// Puts a record and its version together.
    public init(_ record: Record, _ version: RecordVersion) {
      self.record = record
      self.version = version
    }
  }

  /// One key with what was found under it.
  public struct Item: Sendable {
    /// The key.
    public let key: RecordKey

    /// The record, or nil when there is none.
    public let found: Found?

    /// Puts an item together.
    public init(_ key: RecordKey, _ found: Found?) {
      self.key = key
      self.found = found
    }
  }

  /// First one item for each key asked for, in order; then one for each target that a found record leads to.
  public var items: [Item]

  /// Puts an answer together.
  public init(_ items: [Item]) {
    self.items = items
  }
}
