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

extension CurrencyCode {
  /// How many digits an amount of the currency has after the point, by ISO 4217: 2 for most, 0 for JPY, 3 for KWD.
  ///
  /// A code that the standard does not list has 2.
  public var minorUnits: Int {
    if Self.withoutMinorUnits.contains(text) { return 0 }
    if Self.withThreeMinorUnits.contains(text) { return 3 }
    return Self.withFourMinorUnits.contains(text) ? 4 : 2
  }

  private static let withoutMinorUnits: Set = [
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF",
    "XPF",
  ]
  private static let withThreeMinorUnits: Set = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]
  private static let withFourMinorUnits: Set = ["CLF", "UYW"]
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
