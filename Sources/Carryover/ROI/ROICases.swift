/// One figure in three cases, not rounded yet.
struct ROICases<Value> {
  let conservative: Value
  let expected: Value
  let optimistic: Value
}

extension ROICalculation {
  /// The cases of a formula: its value in the middle, and the worst and the best of its values at the corners.
  func cases<Value>(
    of formula: (ROICorner) -> Knowable<Value>, worst isWorse: (Value, Value) -> Bool
  ) -> Knowable<ROICases<Value>> {
    formula(.expected).map { expected in
      ROICases(
        conservative: corners(saving: .low, cost: .high).compactMap { formula($0).value }.min(by: isWorse) ?? expected,
        expected: expected,
        optimistic: corners(saving: .high, cost: .low).compactMap { formula($0).value }.max(by: isWorse) ?? expected)
    }
  }

  /// The corners with either end of the labor rate and of the discount rate.
  private func corners(saving: ROICorner.Point, cost: ROICorner.Point) -> [ROICorner] {
    func ends(_ spread: Spread) -> [ROICorner.Point] { spread.isRange ? [.low, .high] : [.low] }
    return ends(laborRate).flatMap { laborRate in
      ends(discountFactor).map { discountRate in
        ROICorner(saving: saving, cost: cost, laborRate: laborRate, discountRate: discountRate)
      }
    }
  }
}

/// The figures that a result has, from their cases.
extension ROICalculation {
  /// An amount, rounded to the currency's minor units.
  func money(
    _ formula: (ROICorner) -> Knowable<Fraction>, worst isWorse: (Fraction, Fraction) -> Bool
  ) -> ROIFigure<Outlook> {
    inOneCurrency(cases(of: formula, worst: isWorse)) { cases, code in
      ROIFigure(Outlook(cases, places: code?.minorUnits ?? 0))
    }
  }

  /// Hours, rounded to 2 places.
  func hours(_ formula: (ROICorner) -> Knowable<Fraction>) -> ROIFigure<Outlook> {
    ROIFigure(cases(of: formula, worst: <)) { ROIFigure(Outlook($0, places: 2)) }
  }

  /// A share, rounded to 4 places; nil where nothing is spent.
  func share(_ formula: (ROICorner) -> Knowable<Fraction?>) -> ROIFigure<Outlook> {
    let cases = cases(of: formula) { a, b in
      guard let a, let b else { return a != nil }
      return a < b
    }
    return inOneCurrency(cases) { cases, _ in
      guard let conservative = cases.conservative, let expected = cases.expected, let optimistic = cases.optimistic
      else { return .unknown(.nothingSpent) }
      let known = ROICases(conservative: conservative, expected: expected, optimistic: optimistic)
      return ROIFigure(Outlook(known, places: 4))
    }
  }

  /// Years, rounded to 2 places; nil for never.
  func years(_ formula: (ROICorner) -> Knowable<Fraction?>) -> ROIFigure<PaybackOutlook> {
    let cases = cases(of: formula) { a, b in
      guard let a, let b else { return b != nil }
      return b < a
    }
    return inOneCurrency(cases) { cases, _ in ROIFigure(PaybackOutlook(cases, places: 2)) }
  }

  private func inOneCurrency<Value, Cases>(
    _ cases: Knowable<ROICases<Value>>, _ figure: (ROICases<Value>, CurrencyCode?) -> ROIFigure<Cases>
  ) -> ROIFigure<Cases> {
    ROIFigure(cases) {
      if case .mixed = currency { .unknown(.mixedCurrencies) } else { figure($0, currency.code) }
    }
  }
}

extension ROIFigure {
  fileprivate init<Value>(_ cases: Knowable<Value>, _ figure: (Value) -> ROIFigure) {
    switch cases {
    case .known(let cases): self = figure(cases)
    case .missing(let fields): self = .unknown(.insufficient(ROIField.allCases.filter(fields.contains)))
    }
  }

  fileprivate init(_ cases: Cases?) {
    self = cases.map(Self.known) ?? .unknown(.outOfRange)
  }
}

extension Outlook {
  /// Nil if one of the cases is beyond the bounds of a figure.
  fileprivate init?(_ cases: ROICases<Fraction>, places: Int) {
    guard let conservative = cases.conservative.rounded(toPlaces: places),
      let expected = cases.expected.rounded(toPlaces: places),
      let optimistic = cases.optimistic.rounded(toPlaces: places)
    else { return nil }
    self.init(conservative: conservative, expected: expected, optimistic: optimistic)
  }
}

extension PaybackOutlook {
  /// Nil if one of the cases is beyond the bounds of a figure.
  fileprivate init?(_ cases: ROICases<Fraction?>, places: Int) {
    func payback(_ years: Fraction?) -> Payback? {
      guard let years else { return .never }
      return years.rounded(toPlaces: places).map(Payback.years)
    }
    guard let conservative = payback(cases.conservative), let expected = payback(cases.expected),
      let optimistic = payback(cases.optimistic)
    else { return nil }
    self.init(conservative: conservative, expected: expected, optimistic: optimistic)
  }
}
