/// An amount of money, exact or a range, in its currency.
public struct MoneyFigure: Hashable, Sendable {
  /// The amount in units of the currency.
  public let figure: Figure

  /// The currency.
  public let currency: CurrencyCode

  /// An amount in a currency.
  public init(_ figure: Figure, _ currency: CurrencyCode) {
    self.figure = figure
    self.currency = currency
  }
}

/// A single amount is `{"amount": "42.5", "currency": "USD"}`; a range has `low` and `high` in place of `amount`.
extension MoneyFigure: Codable {
  enum CodingKeys: String, CodingKey {
    case amount, low, high, currency
  }

  /// Reads the wire form, and refuses what construction refuses.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let isRange = container.contains(.low) || container.contains(.high)
    guard !(isRange && container.contains(.amount)) else {
      throw DecodingError.dataCorruptedError(
        forKey: .amount, in: container, debugDescription: "an amount beside low and high")
    }
    let low = try container.decode(WireDecimal.self, forKey: isRange ? .low : .amount)
    let high = try container.decode(WireDecimal.self, forKey: isRange ? .high : .amount)
    figure = try Figure(decoded: low, high, at: decoder.codingPath)
    currency = try container.decode(CurrencyCode.self, forKey: .currency)
  }

  /// Writes the wire form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    if figure.isRange {
      try container.encode(WireDecimal(figure.low), forKey: .low)
      try container.encode(WireDecimal(figure.high), forKey: .high)
    } else {
      try container.encode(WireDecimal(figure.low), forKey: .amount)
    }
    try container.encode(currency, forKey: .currency)
  }
}
