import FoundationEssentials

extension ROIInput {
  /// What a text, word for word from a person, says of this input; or why it says nothing that can be taken.
  ///
  /// - A number without a period is in the input's own: an hour for the labour rate, a month for spend and hours. For spend and hours, a
  ///   year is divided by 12, and a week times 52 ÷ 12; no other period converts.
  /// - A quotient that does not end is rounded to four places, half to even.
  /// - A share is a percentage, or a number from 0 to 1. `85` without a percent sign is out of range, with a hint.
  /// - Money without a currency is in the host's, if it names one.
  /// - A bound ("under 50") has no other end and is ambiguous. "About 50" is 50.
  public func reading(
    of text: String, by reader: NumberReader, currency: CurrencyCode? = nil
  ) -> Result<ROIInputReading, ROIInputFault> {
    reading(of: reader.read(text), in: text, currency: currency)
  }

  /// What a text says of this input, once it was read.
  func reading(
    of reading: NumberReading, in text: String, currency: CurrencyCode?
  ) -> Result<ROIInputReading, ROIInputFault> {
    switch reading {
    case .none: .failure(.noNumber)
    case .ambiguous(let doubts): .failure(.ambiguous(doubts))
    case .one(let quantity): Result { () throws(ROIInputFault) in try self.reading(of: quantity, in: text, currency) }
    }
  }

  private func reading(
    of quantity: Quantity, in text: String, _ currency: CurrencyCode?
  ) throws(ROIInputFault) -> ROIInputReading {
    guard accepts(quantity.unit) else { throw .wrongUnit(quantity.unit) }
    guard case .figure(let figure) = quantity.amount else { throw .ambiguous([NumberDoubt(.bound, text.quoted)]) }
    let value = try self.figure(quantity.share ?? figure, per: quantity.period, in: text)
    do { try check(value) } catch { throw .outOfRange(error) }
    return ROIInputReading(
      value: try typed(value, quantity.currency ?? currency), isApproximate: quantity.isApproximate)
  }

  private func accepts(_ unit: Quantity.Unit) -> Bool {
    switch (self, unit) {
    case (_, .plain): true
    case (.laborRate, .money), (.manualMonthlySpend, .money): true
    case (.utilization, .percent), (.maintenanceFactor, .percent): true
    case (.manualMonthlyHours, .hours): true
    default: false
    }
  }

  private func typed(_ figure: Figure, _ currency: CurrencyCode?) throws(ROIInputFault) -> DiscoveryFieldValue {
    switch self {
    case .utilization, .maintenanceFactor, .manualMonthlyHours: return .figure(figure)
    case .laborRate, .manualMonthlySpend:
      guard let currency else { throw .missingCurrency }
      return .money(MoneyFigure(figure, currency))
    }
  }
}

extension ROIInput {
  /// The figure in the input's own period.
  private func figure(
    _ figure: Figure, per period: Quantity.Period?, in text: String
  ) throws(ROIInputFault) -> Figure {
    switch (self, period) {
    // A share is the same in any time.
    case (_, nil), (.utilization, _), (.laborRate, .hour), (.maintenanceFactor, .year): return figure
    case (.manualMonthlySpend, .month), (.manualMonthlyHours, .month): return figure
    case (.manualMonthlySpend, .year), (.manualMonthlyHours, .year): return try figure.times(1, over: 12)
    case (.manualMonthlySpend, .week), (.manualMonthlyHours, .week): return try figure.times(52, over: 12)
    default: throw .ambiguous([NumberDoubt(.period, text.quoted)])
    }
  }
}

extension Figure {
  fileprivate func times(_ factor: Int, over divisor: Int) throws(ROIInputFault) -> Figure {
    do {
      return try Figure(low: low.times(factor, over: divisor), high: high.times(factor, over: divisor))
    } catch {
      throw .outOfRange(error)
    }
  }
}

extension Decimal {
  /// The quotient if it ends within the bounds of exact decimals, else the nearest number with four places. NaN beyond them.
  fileprivate func times(_ factor: Int, over divisor: Int) -> Decimal {
    let quotient = self * Decimal(factor) / Decimal(divisor)
    if DecimalText.holds(quotient) { return quotient }
    return (Fraction(self) * Fraction(factor)).divided(by: Fraction(divisor))?.rounded(toPlaces: 4) ?? .nan
  }
}

extension String {
  fileprivate var quoted: String { String(String.UnicodeScalarView(unicodeScalars.prefix(NumberParser.quotedScalars))) }
}
