/// The members of an object, as `Codable` writes them.
struct JSONWriterMembers<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let writer: JSONWriter
  var codingPath: [any CodingKey] { [] }

  func encodeNil(forKey key: Key) { write(plain: "null", key) }
  func encode(_ value: Bool, forKey key: Key) { write(plain: value ? "true" : "false", key) }
  func encode(_ value: Double, forKey key: Key) throws { try writer.refuse(fraction: value) }
  func encode(_ value: Float, forKey key: Key) throws { try writer.refuse(fraction: value) }

  func encode(_ value: String, forKey key: Key) {
    writer.output.beginMember(key.stringValue)
    writer.output.write(text: value)
    writer.output.endMember()
  }

  func encode<Value: FixedWidthInteger & Encodable>(_ value: Value, forKey key: Key) {
    write(plain: String(value), key)
  }

  func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
    try writer.write(value, under: key.stringValue)
  }

  private func write(plain text: String, _ key: Key) {
    writer.output.beginMember(key.stringValue)
    writer.output.write(plain: text)
    writer.output.endMember()
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    writer.refuseNesting()
    return KeyedEncodingContainer(JSONWriterMembers<Nested>(writer: writer))
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    writer.refuseNesting()
    return JSONWriterElements(writer: writer)
  }

  func superEncoder() -> any Encoder {
    writer.refuseNesting()
    return writer
  }

  func superEncoder(forKey key: Key) -> any Encoder { superEncoder() }
}

/// The elements of a list, as `Codable` writes them.
struct JSONWriterElements: UnkeyedEncodingContainer {
  let writer: JSONWriter
  private(set) var count = 0
  var codingPath: [any CodingKey] { [] }

  init(writer: JSONWriter) { self.writer = writer }

  mutating func encodeNil() { write(plain: "null") }
  mutating func encode(_ value: Bool) { write(plain: value ? "true" : "false") }
  mutating func encode(_ value: Double) throws { try writer.refuse(fraction: value) }
  mutating func encode(_ value: Float) throws { try writer.refuse(fraction: value) }

  mutating func encode(_ value: String) {
    writer.output.write(text: value)
    end()
  }

  mutating func encode<Value: FixedWidthInteger & Encodable>(_ value: Value) { write(plain: String(value)) }

  mutating func encode<Value: Encodable>(_ value: Value) throws {
    try writer.write(value)
    end()
  }

  private mutating func write(plain text: String) {
    writer.output.write(plain: text)
    end()
  }

  private mutating func end() {
    writer.output.endElement()
    count += 1
  }

  func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
    writer.refuseNesting()
    return KeyedEncodingContainer(JSONWriterMembers<Nested>(writer: writer))
  }

  func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    writer.refuseNesting()
    return self
  }

  func superEncoder() -> any Encoder {
    writer.refuseNesting()
    return writer
  }
}

/// A value that is no container, as `Codable` writes it.
struct JSONWriterScalar: SingleValueEncodingContainer {
  let writer: JSONWriter
  var codingPath: [any CodingKey] { [] }

  func encodeNil() { writer.output.write(plain: "null") }
  func encode(_ value: Bool) { writer.output.write(plain: value ? "true" : "false") }
  func encode(_ value: String) { writer.output.write(text: value) }
  func encode(_ value: Double) throws { try writer.refuse(fraction: value) }
  func encode(_ value: Float) throws { try writer.refuse(fraction: value) }
  func encode<Value: FixedWidthInteger & Encodable>(_ value: Value) { writer.output.write(plain: String(value)) }
  func encode<Value: Encodable>(_ value: Value) throws { try writer.write(value) }
}
