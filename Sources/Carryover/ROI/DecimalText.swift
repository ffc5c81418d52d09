package import FoundationEssentials

/// Decimals as the wire has them: an optional minus, digits, and an optional fraction after a point.
///
/// `Decimal(string:)` reads `12abc` as 12, so no text reaches it that was not checked byte by byte. The bounds keep
/// every number exact: 15 digits before the point and 20 after it fit into a `Decimal`.
package enum DecimalText {
  package static let maximumIntegerDigits = 15
  package static let maximumFractionDigits = 20

  /// What the text must be, for messages.
  package static let form = "a decimal number with at most 15 digits before the point and 20 after it"

  /// The number that the text spells, or nil if it spells none or one beyond the bounds.
  package static func decimal(_ text: String) -> Decimal? {
    var digits = text.utf8[...]
    if digits.first == UInt8(ascii: "-") { digits.removeFirst() }
    let parts = digits.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), (1...maximumIntegerDigits).contains(parts[0].count) else { return nil }
    if parts.count == 2, !(1...maximumFractionDigits).contains(parts[1].count) { return nil }
    let asciiDigits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard parts.allSatisfy({ $0.allSatisfy { asciiDigits.contains($0) } }) else { return nil }
    return Decimal(string: text)
  }

  /// The shortest text that spells the number: no exponent, no trailing zeros after the point.
  package static func text(_ decimal: Decimal) -> String { decimal.description }

  /// Whether the number lies within the bounds, which NaN does not.
  package static func holds(_ decimal: Decimal) -> Bool { Self.decimal(text(decimal)) != nil }
}

/// A decimal on the wire: written as text, read from text or from a JSON number that is exactly within the bounds.
struct WireDecimal: Codable, Equatable {
  let value: Decimal

  init(_ value: Decimal) { self.value = value }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try (try? container.decode(String.self)) ?? DecimalText.text(container.decode(Decimal.self))
    guard let value = DecimalText.decimal(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not " + DecimalText.form)
    }
    self.value = value
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(DecimalText.text(value))
  }
}
