/// A formula or an assumption that a result rests on.
///
/// Programs go by the code, for instance to show a text in another language. Open: a reader keeps premises that it does not know.
public struct ROIPremise: Codable, Hashable, Sendable {
  /// The stable name.
  public let code: String

  /// One plain sentence, with units.
  public let sentence: String

  init(_ code: String, _ sentence: String) {
    self.code = code
    self.sentence = sentence
  }

  enum CodingKeys: String, CodingKey {
    case code, sentence
  }
}

extension ROICalculation {
  /// The formulas of this calculation, in the order in which one needs the other.
  var formulas: [ROIPremise] {
    [
      inputs.manualMonthlySpend == nil ? .baselineFromHours : .baselineFromSpend,
      .hoursAutomated, .grossSaving, isPurchase ? .runningCostOfPurchase : .runningCostOfLease, .netSaving,
      isPurchase ? .investmentOfPurchase : .investmentOfLease, .payback, .returnOnInvestment, .netPresentValue,
    ]
  }

  /// What this calculation takes for granted.
  var assumptions: [ROIPremise] {
    [
      .spendBeforeHours, .supervisionAtLaborRate,
      isPurchase ? .maintenanceFromPrice : .leaseIncludesMaintenance, .steadyFlows, .simplePayback,
      .yearEndDiscounting, .nothingElseCounts, .casesFromRanges, .roundedOnce,
    ]
  }

  private var isPurchase: Bool {
    switch scenario.acquisition {
    case .purchase: true
    case .lease: false
    }
  }
}

extension ROIPremise {
  fileprivate static let baselineFromSpend = ROIPremise(
    "baselineFromSpend", "Baseline (money a year) = 12 × manual spend (money a month).")
  fileprivate static let baselineFromHours = ROIPremise(
    "baselineFromHours",
    "Baseline (money a year) = 12 × manual hours (hours a month) × labor rate (money an hour).")
  fileprivate static let hoursAutomated = ROIPremise(
    "hoursAutomated", "Hours automated (hours a year) = 12 × manual hours (hours a month) × utilization (share).")
  fileprivate static let grossSaving = ROIPremise(
    "grossSaving", "Gross saving (money a year) = baseline (money a year) × utilization (share).")
  fileprivate static let runningCostOfPurchase = ROIPremise(
    "runningCostOfPurchase",
    "Running cost (money a year) = price (money) × maintenance factor (share a year) "
      + "+ 12 × supervision (hours a month) × labor rate (money an hour).")
  fileprivate static let runningCostOfLease = ROIPremise(
    "runningCostOfLease",
    "Running cost (money a year) = 12 × payment (money a month) "
      + "+ 12 × supervision (hours a month) × labor rate (money an hour).")
  fileprivate static let netSaving = ROIPremise(
    "netSaving", "Net saving (money a year) = gross saving (money a year) − running cost (money a year).")
  fileprivate static let investmentOfPurchase = ROIPremise(
    "investmentOfPurchase", "Investment (money) = price (money) + set-up cost (money).")
  fileprivate static let investmentOfLease = ROIPremise(
    "investmentOfLease", "Investment (money) = set-up cost (money).")
  fileprivate static let payback = ROIPremise(
    "payback",
    "Payback (years) = investment (money) ÷ net saving (money a year), and never if the net saving is not above 0.")
  fileprivate static let returnOnInvestment = ROIPremise(
    "returnOnInvestment",
    "Return on investment (share) = (gross saving (money a year) × term (months) ÷ 12 − total cost (money)) "
      + "÷ total cost (money), with total cost = investment (money) + running cost (money a year) × term (months) ÷ 12."
  )
  fileprivate static let netPresentValue = ROIPremise(
    "netPresentValue",
    "Net present value (money) = the sum of net saving (money a year) ÷ (1 + discount rate (share a year))^y "
      + "over the years y = 1, 2, … of the term, less the investment (money).")
}

extension ROIPremise {
  fileprivate static let spendBeforeHours = ROIPremise(
    "spendBeforeHours",
    "A known spend is the baseline; hours × labor rate takes its place only where no spend is known, "
      + "and the two are never added.")
  fileprivate static let supervisionAtLaborRate = ROIPremise(
    "supervisionAtLaborRate",
    "An hour of supervision costs the labor rate; without supervision no rate is needed for it.")
  fileprivate static let maintenanceFromPrice = ROIPremise(
    "maintenanceFromPrice", "Maintenance costs the same share of the price each year, from the first year on.")
  fileprivate static let leaseIncludesMaintenance = ROIPremise(
    "leaseIncludesMaintenance", "The monthly payment covers maintenance, and the maintenance factor is not used.")
  fileprivate static let steadyFlows = ROIPremise(
    "steadyFlows",
    "Savings and running costs begin with the first month and stay the same to the end of the term; "
      + "the investment is paid at the beginning.")
  fileprivate static let simplePayback = ROIPremise(
    "simplePayback", "Payback is not discounted, and may be longer than the term.")
  fileprivate static let yearEndDiscounting = ROIPremise(
    "yearEndDiscounting",
    "The net saving of each year counts at the end of the year; the months of a last, incomplete year count "
      + "as twelfths of a year, at the end of that whole year.")
  fileprivate static let nothingElseCounts = ROIPremise(
    "nothingElseCounts",
    "Taxes, interest on borrowed money, changes of prices and what is left after the term do not count.")
  fileprivate static let casesFromRanges = ROIPremise(
    "casesFromRanges",
    "The expected case takes the middle of each range, the others the ends that make the figure worst or best; "
      + "one input is the same number wherever a figure uses it.")
  fileprivate static let roundedOnce = ROIPremise(
    "roundedOnce",
    "Each figure is calculated exactly and rounded once: money to the currency's minor units, hours and years to "
      + "2 places, shares to 4, half to even.")
}
