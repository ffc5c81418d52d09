/// What a scenario returns for a visitor's inputs, figure by figure (RO-2, RO-3).
///
/// Each figure is known or not by itself. Amounts of money are in ``currency`` and a year means twelve months. Negative figures are
/// results like any other. Everything is calculated exactly and rounded once.
public struct ROIResult: Hashable, Sendable {
  /// The one currency of all amounts, or which fields are in which.
  public let currency: ROICurrency

  /// What the work costs today, in money a year: 12 × manual spend a month or, where that is not known, 12 × manual hours a month ×
  /// labor rate. Never the sum of the two.
  public let yearlyBaseline: ROIFigure<Outlook>

  /// The hours a year that are no longer manual work: 12 × manual hours a month × utilization.
  public let yearlyHoursAutomated: ROIFigure<Outlook>

  /// What is no longer paid, in money a year: baseline × utilization.
  public let yearlyGrossSaving: ROIFigure<Outlook>

  /// What running it costs, in money a year: for a purchase price × maintenance factor, for a lease 12 × payment a month; for both
  /// plus 12 × hours of supervision a month × labor rate.
  public let yearlyRunningCost: ROIFigure<Outlook>

  /// What is saved in the end, in money a year: gross saving − running cost.
  public let yearlyNetSaving: ROIFigure<Outlook>

  /// What is paid at the beginning, in money: for a purchase price + set-up cost, for a lease the set-up cost.
  public let investment: ROIFigure<Outlook>

  /// The years until the investment has come back: investment ÷ net saving, or never if the net saving is not above 0.
  public let payback: ROIFigure<PaybackOutlook>

  /// The return on investment over the term as a share, 0.5 for half as much again as was spent: (gross saving × term − total cost)
  /// ÷ total cost, with the term in years and total cost = investment + running cost × term.
  ///
  /// All that is spent stands below the line, not the investment alone, so that a purchase and a lease can be compared.
  public let returnOnInvestment: ROIFigure<Outlook>

  /// What the scenario is worth at its beginning, in money: the sum of net saving ÷ (1 + yearly discount rate)^y over the years
  /// y = 1, 2, … of the term, − investment.
  ///
  /// The months of a last, incomplete year count as twelfths of its net saving, discounted like a whole year's.
  public let netPresentValue: ROIFigure<Outlook>

  /// What a person should look at.
  public let warnings: [ROIWarning]

  /// The formulas that were used, as sentences with units.
  public let formulas: [ROIPremise]

  /// What the formulas take for granted.
  public let assumptions: [ROIPremise]
}

extension ROIScenario {
  /// Calculates what the scenario returns for these inputs.
  ///
  /// Nothing is assumed for an input that is missing: the figures that need it name it.
  public func result(for inputs: ROIInputs) -> ROIResult {
    let calculation = ROICalculation(inputs, self)
    return ROIResult(
      currency: calculation.currency,
      yearlyBaseline: calculation.money(calculation.baseline, worst: <),
      yearlyHoursAutomated: calculation.hours(calculation.hoursAutomated),
      yearlyGrossSaving: calculation.money(calculation.grossSaving, worst: <),
      yearlyRunningCost: calculation.money(calculation.runningCost, worst: >),
      yearlyNetSaving: calculation.money(calculation.netSaving, worst: <),
      investment: calculation.money(calculation.investment, worst: >),
      payback: calculation.years(calculation.payback),
      returnOnInvestment: calculation.share(calculation.returnOnInvestment),
      netPresentValue: calculation.money(calculation.netPresentValue, worst: <),
      warnings: calculation.warnings,
      formulas: calculation.formulas,
      assumptions: calculation.assumptions
    )
  }
}

extension ROIResult: Codable {
  enum CodingKeys: String, CodingKey {
    case currency, yearlyBaseline, yearlyHoursAutomated, yearlyGrossSaving, yearlyRunningCost, yearlyNetSaving
    case investment, payback, returnOnInvestment, netPresentValue, warnings, formulas, assumptions
  }

  /// Reads the wire form, and refuses amounts of no currency or of several.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let currency = try container.decodeIfPresent(ROICurrency.self, forKey: .currency) ?? .unstated
    func money(_ key: CodingKeys) throws -> ROIFigure<Outlook> {
      let figure = try container.decode(ROIFigure<Outlook>.self, forKey: key)
      guard figure.known == nil || currency.code != nil else {
        throw DecodingError.dataCorruptedError(
          forKey: key, in: container, debugDescription: "an amount without one currency")
      }
      return figure
    }
    self.currency = currency
    yearlyBaseline = try money(.yearlyBaseline)
    yearlyHoursAutomated = try container.decode(ROIFigure<Outlook>.self, forKey: .yearlyHoursAutomated)
    yearlyGrossSaving = try money(.yearlyGrossSaving)
    yearlyRunningCost = try money(.yearlyRunningCost)
    yearlyNetSaving = try money(.yearlyNetSaving)
    investment = try money(.investment)
    payback = try container.decode(ROIFigure<PaybackOutlook>.self, forKey: .payback)
    returnOnInvestment = try container.decode(ROIFigure<Outlook>.self, forKey: .returnOnInvestment)
    netPresentValue = try money(.netPresentValue)
    warnings = try container.decode([ROIWarning].self, forKey: .warnings)
    formulas = try container.decode([ROIPremise].self, forKey: .formulas)
    assumptions = try container.decode([ROIPremise].self, forKey: .assumptions)
  }

  /// Writes the wire form; without any amount of money the currency is left out.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    if currency != .unstated { try container.encode(currency, forKey: .currency) }
    try container.encode(yearlyBaseline, forKey: .yearlyBaseline)
    try container.encode(yearlyHoursAutomated, forKey: .yearlyHoursAutomated)
    try container.encode(yearlyGrossSaving, forKey: .yearlyGrossSaving)
    try container.encode(yearlyRunningCost, forKey: .yearlyRunningCost)
    try container.encode(yearlyNetSaving, forKey: .yearlyNetSaving)
    try container.encode(investment, forKey: .investment)
    try container.encode(payback, forKey: .payback)
    try container.encode(returnOnInvestment, forKey: .returnOnInvestment)
    try container.encode(netPresentValue, forKey: .netPresentValue)
    try container.encode(warnings, forKey: .warnings)
    try container.encode(formulas, forKey: .formulas)
    try container.encode(assumptions, forKey: .assumptions)
  }
}
