/// An identifier that the host owns: opaque text, typed by what it identifies.
///
/// It is 1–128 bytes of UTF-8 without control characters and compared byte by byte: two spellings that Unicode calls
/// equivalent are two identifiers. Words that usually mean a missing value (`null`, `undefined`, `nil`, `anonymous`,
/// `guest`) are refused in any case, because an account of that name is always somebody's bug.
public struct HostID<Subject>: Sendable {
  /// The identifier as the host wrote it.
  public let text: String

  /// The longest identifier, in bytes of UTF-8.
  public static var maximumBytes: Int { 128 }

  /// Accepts the host's identifier, or says why it cannot be one.
  public init(_ text: String) throws(FieldError) {
    let field = "identifier"
    guard !text.isEmpty else { throw FieldError(field, .malformed(expected: "text that is not empty")) }
    guard text.utf8.count <= Self.maximumBytes else {
      throw FieldError(field, .tooLong(maximumBytes: Self.maximumBytes))
    }
    guard !text.hasControlCharacters else {
      throw FieldError(field, .malformed(expected: "text without control characters"))
    }
    guard !["null", "undefined", "nil", "anonymous", "guest"].contains(text.lowercased()) else {
      throw FieldError(field, .malformed(expected: "an identifier, not a word for a missing one"))
    }
    self.text = text
  }
}

extension HostID: Hashable {
  /// Compares byte by byte.
  public static func == (a: Self, b: Self) -> Bool { a.text.isSpelled(like: b.text) }

  /// Feeds what equality compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(bytesOf: text)
  }
}

extension HostID: Comparable {
  /// Orders by bytes.
  public static func < (a: Self, b: Self) -> Bool { a.text.utf8.lexicographicallyPrecedes(b.text.utf8) }
}

extension HostID: CustomStringConvertible {
  /// The text form.
  public var description: String { text }
}

extension HostID: Codable {
  /// Reads the value, checking it as construction does.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    do {
      try self.init(try container.decode(String.self))
    } catch let error as FieldError {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: error.detail)
    }
  }

  /// Writes the value in its wire form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

extension HostID: CodingKeyRepresentable {
  /// The text form as the key of a JSON object.
  public var codingKey: any CodingKey { TextKey(text) }

  /// Reads the key of a JSON object; nil when it is none.
  public init?(codingKey: some CodingKey) {
    guard let id = try? Self(codingKey.stringValue) else { return nil }
    self = id
  }
}

extension Hasher {
  /// Feeds the UTF-8 of a text, so that equivalent spellings hash apart as they compare apart.
  package mutating func combine(bytesOf text: String) {
    var text = text
    text.withUTF8 { combine(bytes: UnsafeRawBufferPointer($0)) }
    combine(0xFF as UInt8)
  }
}

extension String {
  /// Whether both are the same bytes, where `==` takes equivalent spellings for equal.
  package func isSpelled(like other: String) -> Bool {
    // In their own memory: through the views of the texts it took a twenty-fifth of a claim's instructions.
    var (a, b) = (self, other)
    return a.withUTF8 { a in b.withUTF8 { b in a.elementsEqual(b) } }
  }
}
