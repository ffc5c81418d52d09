import FoundationEssentials

@testable import Carryover

extension Figure {
  /// A figure by the way people write it: `0.85`, or `0.8..0.9` for a range.
  init(_ text: String) throws {
    let ends = text.split(separator: "..").map { DecimalText.decimal(String($0)) }
    guard let low = ends.first ?? nil, let high = ends.last ?? nil else { throw NoFigure(text: text) }
    try self.init(low: low, high: high)
  }
}

extension MoneyFigure {
  init(_ text: String, _ currency: String = "USD") throws {
    try self.init(Figure(text), CurrencyCode(currency))
  }
}

struct NoFigure: Error {
  let text: String
}

/// A purchase of which every input is known: for 64,000 it saves 63,600 a year.
enum ROIScene {
  static func inputs() throws -> ROIInputs {
    try ROIInputs(
      laborRate: MoneyFigure("25"), utilization: Figure("0.75"), maintenanceFactor: Figure("0.1"),
      manualMonthlyHours: Figure("320"))
  }

  static func purchase() throws -> ROIScenario {
    try ROIScenario(
      .purchase(price: MoneyFigure("60000")), setUpCost: MoneyFigure("4000"), monthlySupervisionHours: Figure("8"),
      termMonths: 36,
      yearlyDiscountRate: Figure("0.08"))
  }
}

extension ROIFigure<Outlook> {
  /// The figure as a test writes it: `5`, or `3 | 5 | 8`, or why there is none.
  var shown: String {
    switch self {
    case .known(let cases) where cases.isSingle: "\(cases.expected)"
    case .known(let cases): "\(cases.conservative) | \(cases.expected) | \(cases.optimistic)"
    case .unknown(let gap): gap.shown
    }
  }
}

extension ROIFigure<PaybackOutlook> {
  /// The figure as a test writes it.
  var shown: String {
    switch self {
    case .known(let cases) where cases.isSingle: cases.expected.shown
    case .known(let cases): "\(cases.conservative.shown) | \(cases.expected.shown) | \(cases.optimistic.shown)"
    case .unknown(let gap): gap.shown
    }
  }
}

extension Payback {
  fileprivate var shown: String {
    switch self {
    case .years(let years): "\(years)"
    case .never: "never"
    }
  }
}

extension ROIGap {
  fileprivate var shown: String {
    switch self {
    case .insufficient(let fields): "without " + fields.map(\.description).joined(separator: ", ")
    case .mixedCurrencies: "mixed currencies"
    case .nothingSpent: "nothing spent"
    case .outOfRange: "out of range"
    }
  }
}
