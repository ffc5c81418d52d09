/// The members of an object, as `Codable` reads them.
struct JSONReaderMembers<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let object: JSONReader
  private let hint = JSONReaderHint()

  init(object: JSONReader) { self.object = object }

  var codingPath: [any CodingKey] { object.codingPath }

  var allKeys: [Key] {
    var keys: [Key] = []
    var index = object.index + 1
    while index < object.node.next {
      if let key = Key(stringValue: object.document.text(object.document.nodes[index])) { keys.append(key) }
      index = Int(object.document.nodes[index + 1].next)
    }
    return keys
  }

  func contains(_ key: Key) -> Bool { find(key) != nil }

  func decodeNil(forKey key: Key) throws -> Bool { try member(key).isNull }

  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try member(key).flag() }

  func decode(_ type: String.Type, forKey key: Key) throws -> String { try member(key).text() }

  func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try member(key).number(type) }

  func decode(_ type: Float.Type, forKey key: Key) throws -> Float { try member(key).number(type) }

  func decode<Value: FixedWidthInteger & Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    try member(key).number(type)
  }

  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
    try member(key).value(type)
  }

  func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
    guard let member = find(key), !member.isNull else { return nil }
    return try member.value(type)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    try member(key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try member(key).unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder { object }

  func superDecoder(forKey key: Key) throws -> any Decoder { try member(key) }
}

/// Where the member after the last one found begins.
private final class JSONReaderHint {
  var next = 0
}

extension JSONReaderMembers {
  private func member(_ key: Key) throws -> JSONReader {
    if let member = find(key) { return member }
    throw DecodingError.keyNotFound(
      key, .init(codingPath: codingPath, debugDescription: "no member \(key.stringValue)"))
  }

  /// Looks for a member, first behind the one that was found last: whoever reads all of them asks in their order.
  private func find(_ key: Key) -> JSONReader? {
    let first = object.index + 1
    let end = Int(object.node.next)
    let start = first <= hint.next && hint.next < end ? hint.next : first
    let name = key.stringValue
    guard let found = object.document.member(name, in: start..<end) ?? object.document.member(name, in: first..<start)
    else { return nil }
    hint.next = Int(object.document.nodes[found].next)
    return JSONReader(document: object.document, index: found)
  }
}

extension JSONDocument {
  /// The value of the member of this name among the members in a range.
  fileprivate func member(_ name: String, in range: Range<Int>) -> Int? {
    let count = name.utf8.count
    var index = range.lowerBound
    while index < range.upperBound {
      let node = nodes[index]
      if node.kind == .text
        ? Int(node.end - node.start) == count && bytes[Int(node.start)..<Int(node.end)].elementsEqual(name.utf8)
        : text(node) == name
      {
        return index + 1
      }
      index = Int(nodes[index + 1].next)
    }
    return nil
  }
}

/// The elements of a list, as `Codable` reads them.
struct JSONReaderElements: UnkeyedDecodingContainer {
  private let list: JSONReader
  private var next: Int
  private(set) var currentIndex = 0

  init(list: JSONReader) {
    self.list = list
    next = list.index + 1
  }

  var codingPath: [any CodingKey] { list.codingPath }

  var count: Int? {
    var count = 0
    var index = list.index + 1
    while index < list.node.next {
      index = Int(list.document.nodes[index].next)
      count += 1
    }
    return count
  }

  var isAtEnd: Bool { next >= list.node.next }

  /// Reads the next element, and passes it if that succeeds.
  private mutating func read<Value>(_ body: (JSONReader) throws -> Value) throws -> Value {
    guard !isAtEnd else {
      throw DecodingError.valueNotFound(
        Value.self, .init(codingPath: codingPath, debugDescription: "no more than \(currentIndex) elements"))
    }
    let element = JSONReader(document: list.document, index: next)
    let value = try body(element)
    next = Int(element.node.next)
    currentIndex += 1
    return value
  }

  mutating func decodeNil() throws -> Bool {
    guard !isAtEnd, list.document.nodes[next].kind == .null else { return false }
    return try read { $0.isNull }
  }

  mutating func decode(_ type: Bool.Type) throws -> Bool { try read { try $0.flag() } }

  mutating func decode(_ type: String.Type) throws -> String { try read { try $0.text() } }

  mutating func decode(_ type: Double.Type) throws -> Double { try read { try $0.number(type) } }

  mutating func decode(_ type: Float.Type) throws -> Float { try read { try $0.number(type) } }

  mutating func decode<Value: FixedWidthInteger & Decodable>(_ type: Value.Type) throws -> Value {
    try read { try $0.number(type) }
  }

  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try read { try $0.value(type) } }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) throws -> KeyedDecodingContainer<Nested> {
    try read { try $0.container(keyedBy: type) }
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try read { try $0.unkeyedContainer() }
  }

  mutating func superDecoder() throws -> any Decoder { try read { $0 } }
}
