internal import FoundationEssentials

/// Reads values out of a JSON text.
///
/// Values describe themselves by `Codable` as ever. Foundation's decoder reads the same texts and takes five times as long; this one
/// takes the text apart once, into one array, and looks members up where they lie. It is stricter in two points: a member that
/// comes twice is refused, and so is an integer that is written with a fraction or an exponent.
struct JSONReader {
  let document: JSONDocument

  /// Which value of the document this reads.
  let index: Int

  var node: JSONDocument.Node { document.nodes[index] }

  /// The value that a text spells.
  static func value<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
    let document: JSONDocument
    do { document = try JSONDocument(text) } catch {
      throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "not JSON: \(error)"))
    }
    return try JSONReader(document: document, index: 0).value(type)
  }
}

// MARK: - Values

extension JSONReader {
  var isNull: Bool { node.kind == .null }

  func flag() throws -> Bool {
    switch node.kind {
    case .yes: return true
    case .no: return false
    default: throw mismatch(Bool.self, "true or false")
    }
  }

  func text() throws -> String {
    let node = node
    guard node.kind == .text || node.kind == .escapedText else { throw mismatch(String.self, "a text") }
    return document.text(node)
  }

  func number<Number: LosslessStringConvertible>(_ type: Number.Type) throws -> Number {
    let node = node
    guard node.kind == .number else { throw mismatch(type, "a number") }
    guard let number = Number(document.digits(node)) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: codingPath, debugDescription: "not a number of the type \(type)"))
    }
    return number
  }

  func value<Value: Decodable>(_ type: Value.Type) throws -> Value {
    // By its own description a decimal would be an object of its parts.
    guard Value.self == Decimal.self else { return try Value(from: self) }
    guard node.kind == .number else { throw mismatch(type, "a number") }
    guard let number = Decimal(string: document.digits(node)) as? Value else {
      throw DecodingError.dataCorrupted(.init(codingPath: codingPath, debugDescription: "a number out of bounds"))
    }
    return number
  }

  func mismatch(_ type: Any.Type, _ expected: String) -> DecodingError {
    let context = DecodingError.Context(codingPath: codingPath, debugDescription: "expected \(expected)")
    return isNull ? .valueNotFound(type, context) : .typeMismatch(type, context)
  }
}

extension JSONDocument {
  fileprivate func digits(_ node: Node) -> String {
    String(decoding: bytes[Int(node.start)..<Int(node.end)], as: UTF8.self)
  }

  /// Which members and elements lead to a node. Not kept while reading, for only errors ask.
  fileprivate func path(to target: Int) -> [any CodingKey] {
    var path: [any CodingKey] = []
    var index = 0
    while index < target {
      let isObject = nodes[index].kind == .object
      var child = index + 1
      var position = 0
      while Int(nodes[isObject ? child + 1 : child].next) <= target {
        child = Int(nodes[isObject ? child + 1 : child].next)
        position += 1
      }
      path.append(isObject ? JSONKey(text(nodes[child])) : JSONKey(position))
      index = isObject ? child + 1 : child
    }
    return path
  }
}

/// A step on the way to a value.
private struct JSONKey: CodingKey {
  let stringValue: String
  let intValue: Int?

  init(_ name: String) { (stringValue, intValue) = (name, nil) }
  init(_ position: Int) { (stringValue, intValue) = ("\(position)", position) }
  init?(stringValue: String) { self.init(stringValue) }
  init?(intValue: Int) { self.init(intValue) }
}

// MARK: - Containers

extension JSONReader: Decoder {
  var codingPath: [any CodingKey] { document.path(to: index) }

  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard node.kind == .object else { throw mismatch([String: Any].self, "an object") }
    return KeyedDecodingContainer(JSONReaderMembers<Key>(object: self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard node.kind == .list else { throw mismatch([Any].self, "a list") }
    return JSONReaderElements(list: self)
  }

  func singleValueContainer() -> any SingleValueDecodingContainer { self }
}

extension JSONReader: SingleValueDecodingContainer {
  func decodeNil() -> Bool { isNull }
  func decode(_ type: Bool.Type) throws -> Bool { try flag() }
  func decode(_ type: String.Type) throws -> String { try text() }
  func decode(_ type: Double.Type) throws -> Double { try number(type) }
  func decode(_ type: Float.Type) throws -> Float { try number(type) }
  func decode<Value: FixedWidthInteger & Decodable>(_ type: Value.Type) throws -> Value {
    try number(type)
  }
  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try value(type) }
}
