public import FoundationEssentials

/// How long an investment takes to come back.
public enum Payback: Hashable, Sendable {
  /// After so many years.
  case years(Decimal)
  /// The net saving is not above zero, so that nothing comes back.
  case never
}

extension Payback: Comparable {
  /// The shorter time first; never is the longest.
  public static func < (a: Payback, b: Payback) -> Bool {
    switch (a, b) {
    case (.years(let a), .years(let b)): a < b
    case (.years, .never): true
    case (.never, _): false
    }
  }
}

/// The years as a decimal string, or `never`.
extension Payback: Codable {
  private static let neverText = "never"

  /// Reads the wire form, and refuses years below zero.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self), text == Self.neverText {
      self = .never
    } else {
      let years = try WireDecimal(from: decoder).value
      guard years >= 0 else {
        throw DecodingError.dataCorruptedError(in: container, debugDescription: "years below 0")
      }
      self = .years(years)
    }
  }

  /// Writes the wire form.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .years(let years): try WireDecimal(years).encode(to: encoder)
    case .never:
      var container = encoder.singleValueContainer()
      try container.encode(Self.neverText)
    }
  }
}

/// A payback in three cases, of which the conservative one takes longest.
public struct PaybackOutlook: Hashable, Sendable {
  /// The longest that the ranges allow.
  public let conservative: Payback

  /// What the middle of each range gives.
  public let expected: Payback

  /// The shortest that the ranges allow.
  public let optimistic: Payback

  /// Whether the three cases are the same.
  public var isSingle: Bool { conservative == optimistic }
}

/// A single value is a string; three cases are an object with a string for each.
extension PaybackOutlook: Codable {
  /// Reads the wire form, and refuses cases that are out of order.
  public init(from decoder: any Decoder) throws {
    let cases = try WireCases<Payback>(from: decoder)
    conservative = cases.conservative
    expected = cases.expected
    optimistic = cases.optimistic
    guard optimistic <= expected, expected <= conservative else {
      throw WireCases<Payback>.outOfOrder(at: decoder.codingPath)
    }
  }

  /// Writes the wire form.
  public func encode(to encoder: any Encoder) throws {
    try WireCases(conservative, expected, optimistic).encode(to: encoder)
  }
}
