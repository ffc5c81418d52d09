public import FoundationEssentials

/// A number as people know it: exactly, or as lying somewhere in a closed range.
///
/// Both ends are exact decimals of at most 15 digits before the point and 20 after it. A range whose ends are equal is
/// the single value.
public struct Figure: Hashable, Sendable {
  /// The smallest value meant.
  public let low: Decimal

  /// The largest value meant; the same as ``low`` for a single value.
  public let high: Decimal

  /// A single value.
  public init(_ value: Decimal) throws(FieldError) {
    try self.init(low: value, high: value)
  }

  /// A closed range, its lower end first.
  public init(low: Decimal, high: Decimal) throws(FieldError) {
    guard DecimalText.holds(low), DecimalText.holds(high) else {
      throw FieldError("figure", .malformed(expected: DecimalText.form))
    }
    guard low <= high else {
      throw FieldError("figure", .malformed(expected: "a range whose low end is not above its high end"))
    }
    self.low = low
    self.high = high
  }

  /// Whether this is a range and not a single value.
  public var isRange: Bool { low != high }
}

extension Figure: CustomStringConvertible {
  /// The number, or both ends of the range with a dash between them.
  public var description: String {
    isRange ? "\(DecimalText.text(low))–\(DecimalText.text(high))" : DecimalText.text(low)
  }
}

/// A single value is a decimal string such as `"12.5"`; a range is `{"low": "10", "high": "20"}`.
extension Figure: Codable {
  enum CodingKeys: String, CodingKey {
    case low, high
  }

  /// Reads the wire form, and refuses what construction refuses.
  public init(from decoder: any Decoder) throws {
    if let container = try? decoder.container(keyedBy: CodingKeys.self) {
      let low = try container.decode(WireDecimal.self, forKey: .low)
      let high = try container.decode(WireDecimal.self, forKey: .high)
      try self.init(decoded: low, high, at: decoder.codingPath)
    } else {
      let value = try WireDecimal(from: decoder)
      try self.init(decoded: value, value, at: decoder.codingPath)
    }
  }

  init(decoded low: WireDecimal, _ high: WireDecimal, at path: [any CodingKey]) throws {
    do { try self.init(low: low.value, high: high.value) } catch { throw DecodingError.refused(error, at: path) }
  }

  /// Writes the wire form.
  public func encode(to encoder: any Encoder) throws {
    if isRange {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(WireDecimal(low), forKey: .low)
      try container.encode(WireDecimal(high), forKey: .high)
    } else {
      try WireDecimal(low).encode(to: encoder)
    }
  }
}
