internal import FoundationEssentials

/// Writes a value as compact JSON: members in the order of their names, slashes plain, what is not ASCII as it is.
///
/// The text is the one that Foundation's encoder writes, in a third of the time. Values describe themselves by `Codable` as ever; each is
/// written once, where it belongs, and an object's members are sorted when it is complete. Nested containers and super
/// encoders, which would have to stay open beside others, are refused, and so are binary fractions.
final class JSONWriter {
  // In one struct, so that each call claims it once and not for every byte.
  var output = JSONOutput()

  /// What the value that is being written has turned out to be.
  private var shape = Shape.unknown

  /// How many values are begun and not complete. One that failed stays open, even if somebody swallowed its error.
  private var open = 0

  private var fault: String?

  private enum Shape {
    case unknown
    case scalar
    case list
    /// An object, by the mark that closes it.
    case object(Int)
  }

  /// The JSON text of a value.
  static func text(of value: some Encodable) throws -> String {
    let writer = JSONWriter()
    try writer.write(value)
    guard writer.open == 0, writer.fault == nil else {
      throw EncodingError.invalidValue(
        value, .init(codingPath: [], debugDescription: writer.fault ?? "a part that could not be written"))
    }
    return String(decoding: writer.output.bytes, as: UTF8.self)
  }
}

extension JSONWriter {
  func write<Value: Encodable>(_ value: Value) throws {
    // By its own description a decimal would be an object of its parts.
    if Value.self == Decimal.self, let number = value as? Decimal { return try write(number: number) }
    let outer = shape
    shape = .unknown
    open += 1
    try value.encode(to: self)
    switch shape {
    case .unknown: fault = "a value that writes nothing"
    case .scalar: break
    case .list: output.closeList()
    case .object(let first):
      if !output.closeObject(from: first) { fault = "an object with a member twice" }
    }
    open -= 1
    shape = outer
  }

  func write<Value: Encodable>(_ value: Value, under name: String) throws {
    output.beginMember(name)
    try write(value)
    output.endMember()
  }

  private func write(number: Decimal) throws {
    guard number.isFinite else {
      throw EncodingError.invalidValue(number, .init(codingPath: [], debugDescription: "not a number"))
    }
    output.write(plain: number.description)
  }

  /// Nothing that is stored is a binary fraction: what was written as 0.1 must come back as 0.1 from any database.
  func refuse(fraction: some BinaryFloatingPoint) throws {
    throw EncodingError.invalidValue(fraction, .init(codingPath: [], debugDescription: "a binary fraction"))
  }
}

extension JSONWriter: Encoder {
  /// Not kept: the error names the record that cannot be written.
  var codingPath: [any CodingKey] { [] }

  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    switch shape {
    case .unknown: shape = .object(output.beginObject())
    case .object: break
    case .scalar, .list: fault = "a value that is an object and something else"
    }
    return KeyedEncodingContainer(JSONWriterMembers<Key>(writer: self))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    if case .unknown = shape {
      output.beginList()
      shape = .list
    } else {
      fault = "a value that is a list and something else"
    }
    return JSONWriterElements(writer: self)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer {
    if case .unknown = shape { shape = .scalar } else { fault = "a value that is two values" }
    return JSONWriterScalar(writer: self)
  }

  func refuseNesting() { fault = "a value with a nested container or a super encoder" }
}
