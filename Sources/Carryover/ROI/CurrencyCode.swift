/// A currency by its three uppercase letters, such as `USD`. Only the form is checked: the host knows which exist.
public struct CurrencyCode: Hashable, Sendable {
  /// The three letters.
  public let text: String

  /// Accepts three letters from A to Z.
  public init(_ text: String) throws(FieldError) {
    guard text.utf8.count == 3, text.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
      throw FieldError("currency", .malformed(expected: "three uppercase letters, such as USD"))
    }
    self.text = text
  }
}

extension CurrencyCode: CustomStringConvertible {
  /// The three letters.
  public var description: String { text }
}

extension CurrencyCode: Codable {
  /// Reads the wire form, and refuses what construction refuses.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    do {
      try self.init(try container.decode(String.self))
    } catch let error as FieldError {
      throw DecodingError.refused(error, at: decoder.codingPath)
    }
  }

  /// Writes the wire form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
