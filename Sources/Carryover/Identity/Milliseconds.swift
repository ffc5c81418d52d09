public import FoundationEssentials

extension Date {
  /// The moment cut to whole milliseconds, the precision of everything the library stores (ID-2).
  public var wholeMilliseconds: Date { Date(milliseconds: milliseconds) }

  /// Milliseconds since 1970, rounded down. A date beyond the range of an integer stops at its end.
  package var milliseconds: Int64 {
    let value = (timeIntervalSince1970 * 1000 + 1e-4).rounded(.down)
    return value >= 9e15 ? 9_000_000_000_000_000 : value <= -9e15 ? -9_000_000_000_000_000 : Int64(value)
  }

  package init(milliseconds: Int64) {
    self.init(timeIntervalSince1970: Double(milliseconds) / 1000)
  }

  package func adding(_ duration: Duration) -> Date {
    Date(milliseconds: milliseconds + duration.milliseconds)
  }
}

extension Duration {
  /// Whole milliseconds, rounded down.
  package var milliseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds * 1000 + attoseconds / 1_000_000_000_000_000
  }

  /// Whole seconds, rounded down.
  package var wholeSeconds: Int64 { components.seconds }
}

/// Dates as the wire has them: ISO 8601 in UTC with three digits of milliseconds, such as `2026-02-03T04:05:06.789Z`.
///
/// JSON coders of Foundation drop the fraction or write numbers, so every stored value writes its dates through this.
package enum WireDate {
  package static func text(_ date: Date) -> String {
    // The style cuts, and most milliseconds lie a hair below themselves in a binary fraction; their middle does not.
    Date(timeIntervalSince1970: (Double(date.milliseconds) + 0.5) / 1000).formatted(style)
  }

  package static func date(_ text: String) -> Date? {
    guard text.utf8.count == 24, let date = try? style.parse(text) else { return nil }
    // Parsing may land a hair beside the millisecond; the text is what counts.
    let whole = Date(milliseconds: Int64((date.timeIntervalSince1970 * 1000).rounded()))
    return Self.text(whole) == text ? whole : nil
  }

  private static let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
}

extension KeyedEncodingContainer {
  package mutating func encode(date: Date, forKey key: Key) throws {
    try encode(WireDate.text(date), forKey: key)
  }

  package mutating func encodeIfPresent(date: Date?, forKey key: Key) throws {
    if let date { try encode(date: date, forKey: key) }
  }
}

extension KeyedDecodingContainer {
  package func decodeDate(forKey key: Key) throws -> Date {
    guard let date = WireDate.date(try decode(String.self, forKey: key)) else {
      throw DecodingError.dataCorruptedError(
        forKey: key, in: self, debugDescription: "not an ISO 8601 date with milliseconds in UTC")
    }
    return date
  }

  package func decodeDateIfPresent(forKey key: Key) throws -> Date? {
    guard contains(key), try !decodeNil(forKey: key) else { return nil }
    return try decodeDate(forKey: key)
  }
}
