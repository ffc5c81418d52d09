public import FoundationEssentials

/// A figure in three cases (RO-3). Where every input is a single value, the three are the same.
///
/// The expected case takes the middle of each range. The conservative case takes the ends that make this figure worst, the
/// optimistic case those that make it best: a saving is worse the smaller it is, a cost the larger it is.
public struct Outlook: Hashable, Sendable {
  /// The worst that the ranges allow.
  public let conservative: Decimal

  /// What the middle of each range gives.
  public let expected: Decimal

  /// The best that the ranges allow.
  public let optimistic: Decimal

  /// Whether the three cases are the same.
  public var isSingle: Bool { conservative == optimistic }
}

/// A single value is a decimal string; three cases are an object with a string for each.
extension Outlook: Codable {
  /// Reads the wire form, and refuses an expected case that lies beyond the two others.
  public init(from decoder: any Decoder) throws {
    let cases = try WireCases<WireDecimal>(from: decoder)
    conservative = cases.conservative.value
    expected = cases.expected.value
    optimistic = cases.optimistic.value
    guard (min(conservative, optimistic)...max(conservative, optimistic)).contains(expected) else {
      throw WireCases<WireDecimal>.outOfOrder(at: decoder.codingPath)
    }
  }

  /// Writes the wire form.
  public func encode(to encoder: any Encoder) throws {
    try WireCases(WireDecimal(conservative), WireDecimal(expected), WireDecimal(optimistic)).encode(to: encoder)
  }
}

/// Three cases on the wire: one value if they are the same, else an object.
struct WireCases<Value: Codable & Equatable>: Codable {
  let conservative: Value
  let expected: Value
  let optimistic: Value

  enum CodingKeys: String, CodingKey {
    case conservative, expected, optimistic
  }

  init(_ conservative: Value, _ expected: Value, _ optimistic: Value) {
    self.conservative = conservative
    self.expected = expected
    self.optimistic = optimistic
  }

  init(from decoder: any Decoder) throws {
    if let container = try? decoder.container(keyedBy: CodingKeys.self) {
      conservative = try container.decode(Value.self, forKey: .conservative)
      expected = try container.decode(Value.self, forKey: .expected)
      optimistic = try container.decode(Value.self, forKey: .optimistic)
    } else {
      conservative = try Value(from: decoder)
      (expected, optimistic) = (conservative, conservative)
    }
  }

  func encode(to encoder: any Encoder) throws {
    if conservative == optimistic {
      try expected.encode(to: encoder)
    } else {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(conservative, forKey: .conservative)
      try container.encode(expected, forKey: .expected)
      try container.encode(optimistic, forKey: .optimistic)
    }
  }

  static func outOfOrder(at path: [any CodingKey]) -> DecodingError {
    .dataCorrupted(.init(codingPath: path, debugDescription: "cases that are out of order"))
  }
}
