public import FoundationEssentials

/// One quantity as a text states it: how much, of what, and in which time (EX-7).
///
/// Every digit of it stands in the text that it was read from. Only ``NumberReader`` makes one.
public struct Quantity: Hashable, Sendable {
  /// How much: a figure, or a bound that leaves the other end open.
  public enum Amount: Hashable, Sendable {
    /// Exactly so much, or between two ends that both count.
    case figure(Figure)
    /// "Under 50" and "at most 50": the text says no lower end.
    case atMost(Decimal)
    /// "Over 50", "at least 50" and "50+": the text says no upper end.
    case atLeast(Decimal)
  }

  /// What is counted.
  @nonexhaustive
  public enum Unit: Hashable, Sendable {
    /// A bare number.
    case plain
    /// Money.
    case money(CurrencyCode)
    /// Hundredths: 50 for `50%`. ``Quantity/share`` is the same as a share of 1.
    case percent
    /// Area in square feet.
    case squareFeet
    /// Area in square metres.
    case squareMetres
    /// Hours of time or of work.
    case hours
    /// Something else, by the word that follows the number as the text spells it: `robots` in "12 robots", `kg` in "5 kg".
    case other(String)
  }

  /// The time in which the quantity comes up once: `month` in "500 per month".
  public enum Period: String, Hashable, Sendable, CaseIterable {
    /// In an hour.
    case hour
    /// In a day.
    case day
    /// In a week.
    case week
    /// In a month.
    case month
    /// In a year.
    case year
  }

  /// How much.
  public let amount: Amount

  /// What is counted.
  public let unit: Unit

  /// The time in which it comes up, if the text says one.
  public let period: Period?

  /// Whether the text says "about", "ca.", "environ" or the like.
  public let isApproximate: Bool

  init(_ amount: Amount, _ unit: Unit, period: Period?, isApproximate: Bool) {
    self.amount = amount
    self.unit = unit
    self.period = period
    self.isApproximate = isApproximate
  }
}

extension Quantity {
  /// The currency of an amount of money.
  public var currency: CurrencyCode? {
    if case .money(let currency) = unit { currency } else { nil }
  }

  /// A percentage as an exact share of 1; nil for anything else, and for a bound.
  public var share: Figure? {
    guard unit == .percent, case .figure(let percent) = amount else { return nil }
    return try? Figure(low: percent.low.hundredth, high: percent.high.hundredth)
  }
}

extension Decimal {
  /// The hundredth part: the same digits with the point moved, so nothing is lost.
  fileprivate var hundredth: Decimal { Decimal(sign: .plus, exponent: -2, significand: self) }
}

extension Quantity: CustomStringConvertible {
  /// A short notation for logs, such as `~15–20 USD/hour`, `≤50 %` or `12 robots`.
  public var description: String {
    let amount =
      switch amount {
      case .figure(let figure): figure.description
      case .atMost(let bound): "≤" + DecimalText.text(bound)
      case .atLeast(let bound): "≥" + DecimalText.text(bound)
      }
    return (isApproximate ? "~" : "") + amount + unit.suffix + (period.map { "/" + $0.rawValue } ?? "")
  }
}

extension Quantity.Unit {
  fileprivate var suffix: String {
    switch self {
    case .plain: ""
    case .money(let currency): " " + currency.text
    case .percent: " %"
    case .squareFeet: " ft²"
    case .squareMetres: " m²"
    case .hours: " h"
    case .other(let word): " " + word
    }
  }
}
