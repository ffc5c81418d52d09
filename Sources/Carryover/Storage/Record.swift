/// What a store keeps under a key: a JSON body, and beside it what a store must know without reading the body.
///
/// The body is opaque to adapters. It is made when an adapter asks for it, so a store in memory never pays for JSON.
public struct Record: Sendable {
  package let contents: Contents

  package init(_ value: some Stored) {
    contents = value.contents
  }

  /// A record as an adapter reads it back. The target and the entries need not be read back: only writing uses them.
  public init(key: RecordKey, body: String, target: RecordKey? = nil, entries: [ShelfEntry] = []) {
    contents = .object(RawContents(key: key, target: target, entries: entries, text: body))
  }

  /// The record's key.
  public var key: RecordKey {
    switch contents {
    case .object(let object): object.key
    case .tokenSlot(let slot): slot.key
    }
  }

  /// The record that this one leads to. A load that finds this record brings that one along, of the same moment.
  public var target: RecordKey? {
    switch contents {
    case .object(let object): object.target
    case .tokenSlot(let slot): slot.target
    }
  }

  /// The shelves that the record stands on. A commit replaces the entries of the record it replaces.
  public var entries: [ShelfEntry] {
    switch contents {
    case .object(let object): object.entries
    case .tokenSlot(let slot): slot.entries
    }
  }

  /// Whether another record, of the same key, stands on the same shelves at the same places: then a store that replaces one by
  /// the other need not touch its index. Where it can be told without listing the entries, it costs next to nothing.
  public func hasSameEntries(as other: Record) -> Bool {
    switch (contents, other.contents) {
    case (.object(let object), .object(let other)): object.hasSameEntries(as: other)
    default: entries == other.entries
    }
  }

  /// The body: a JSON object as text, without U+0000. Store it as text: binary JSON types change what they are given.
  public var body: String {
    get throws(StoreError) {
      switch contents {
      case .object(let object): try object.body()
      case .tokenSlot(let slot): try WireBody.text(of: slot, for: slot.key)
      }
    }
  }
}

extension Record {
  /// The inside of a record.
  package enum Contents: Sendable {
    /// One reference, so that passing a record on costs one retain whatever its size.
    case object(any RecordContents)
    /// In place: a slot in an object of its own cost finding by token among 100,000 sessions a cache miss of 300 ns.
    case tokenSlot(TokenSlot)
  }
}

/// A value of the domain that has a record of its own.
package protocol Stored: Codable, Sendable {
  static var kind: RecordKind { get }
  var key: RecordKey { get }
  var target: RecordKey? { get }
  var entries: [ShelfEntry] { get }

  /// The value as the inside of a record.
  var contents: Record.Contents { get }

  /// The value inside of a record; nil when that holds text or a value of another type.
  static func value(in contents: Record.Contents) -> Self?
}

extension Stored {
  package var contents: Record.Contents { .object(TypedContents(value: self)) }

  package static func value(in contents: Record.Contents) -> Self? {
    guard case .object(let object) = contents else { return nil }
    return (object as? TypedContents<Self>)?.value
  }
}

/// An object that is the inside of a record.
package protocol RecordContents: AnyObject, Sendable {
  var key: RecordKey { get }
  var target: RecordKey? { get }
  var entries: [ShelfEntry] { get }
  func hasSameEntries(as other: any RecordContents) -> Bool
  func body() throws(StoreError) -> String
}

extension RecordContents {
  package func hasSameEntries(as other: any RecordContents) -> Bool { entries == other.entries }
}

private final class TypedContents<Value: Stored>: RecordContents {
  let value: Value

  init(value: Value) { self.value = value }

  var key: RecordKey { value.key }
  var target: RecordKey? { value.target }
  var entries: [ShelfEntry] { value.entries }
  func body() throws(StoreError) -> String { try WireBody.text(of: value, for: value.key) }
}

private final class RawContents: RecordContents {
  let key: RecordKey
  let target: RecordKey?
  let entries: [ShelfEntry]
  let text: String

  init(key: RecordKey, target: RecordKey?, entries: [ShelfEntry], text: String) {
    self.key = key
    self.target = target
    self.entries = entries
    self.text = text
  }

  func body() -> String { text }
}

extension Record {
  /// The value inside. Decodes a record that came from a database; a body that cannot be read is an error that names
  /// the record.
  package func value<Value: Stored>(as type: Value.Type) throws(StoreError) -> Value {
    if let value = Value.value(in: contents) { return value }
    let value = try WireBody.value(type, from: try body, for: key)
    guard value.key == key else { throw .failed("the body of \(key) is that of \(value.key)") }
    return value
  }
}
