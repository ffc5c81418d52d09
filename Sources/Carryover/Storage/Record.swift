/// What a store keeps under a key: a JSON body, and beside it what a store must know without reading the body.
///
/// The body is opaque to adapters. It is made when an adapter asks for it, so a store in memory never pays for JSON.
public struct Record: Sendable {
  package let contents: any RecordContents

  package init(_ value: some Stored) {
    contents = value.contents
  }

  /// A record as an adapter reads it back. The target and the entries need not be read back: only writing uses them.
  public init(key: RecordKey, body: String, target: RecordKey? = nil, entries: [ShelfEntry] = []) {
    contents = RawContents(key: key, target: target, entries: entries, text: body)
  }

  /// The record's key.
  public var key: RecordKey { contents.key }

  /// The record that this one leads to. A load that finds this record brings that one along, of the same moment.
  public var target: RecordKey? { contents.target }

  /// The shelves that the record stands on. A commit replaces the entries of the record it replaces.
  public var entries: [ShelfEntry] { contents.entries }

  /// The body: a JSON object as text, without U+0000. Store it as text: binary JSON types change what they are given.
  public var body: String {
    get throws(StoreError) { try contents.body() }
  }
}

/// A value of the domain that has a record of its own.
package protocol Stored: Codable, Sendable {
  static var kind: RecordKind { get }
  var key: RecordKey { get }
  var target: RecordKey? { get }
  var entries: [ShelfEntry] { get }

  /// The value as the inside of a record.
  var contents: any RecordContents { get }

  /// The value inside of a record; nil when that is of another type.
  static func value(in contents: any RecordContents) -> Self?
}

extension Stored {
  package var contents: any RecordContents { TypedContents(value: self) }

  package static func value(in contents: any RecordContents) -> Self? { (contents as? TypedContents<Self>)?.value }
}

/// The inside of a record. One reference, so that passing a record on costs one retain whatever its size.
package protocol RecordContents: AnyObject, Sendable {
  var key: RecordKey { get }
  var target: RecordKey? { get }
  var entries: [ShelfEntry] { get }
  func body() throws(StoreError) -> String
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
