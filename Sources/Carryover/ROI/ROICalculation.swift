/// The numbers of one calculation: what is known of every input, at each point of its range.
struct ROICalculation {
  let inputs: ROIInputs
  let scenario: ROIScenario
  let currency: ROICurrency

  let laborRate: Spread
  let utilization: Spread
  let maintenanceFactor: Spread
  let manualSpend: Spread
  let manualHours: Spread
  /// The price of a purchase, the monthly payment of a lease.
  let payment: Spread
  let setUpCost: Spread
  let supervisionHours: Spread
  let months: Knowable<Int>
  /// What 1 a year, paid at the end of each year of the term, is worth at its beginning.
  let discountFactor: Spread

  init(_ inputs: ROIInputs, _ scenario: ROIScenario) {
    self.inputs = inputs
    self.scenario = scenario
    currency = ROICurrency(inputs, scenario)
    laborRate = Spread(inputs.laborRate?.figure, .input(.laborRate))
    utilization = Spread(inputs.utilization, .input(.utilization))
    maintenanceFactor = Spread(inputs.maintenanceFactor, .input(.maintenanceFactor))
    manualSpend = Spread(inputs.manualMonthlySpend?.figure, .input(.manualMonthlySpend))
    manualHours = Spread(inputs.manualMonthlyHours, .input(.manualMonthlyHours))
    payment =
      switch scenario.acquisition {
      case .purchase(let price): Spread(price?.figure, .scenario(.price))
      case .lease(let payment): Spread(payment?.figure, .scenario(.monthlyPayment))
      }
    setUpCost = Spread(scenario.setUpCost?.figure, .scenario(.setUpCost))
    supervisionHours = Spread(scenario.monthlySupervisionHours, .scenario(.monthlySupervisionHours))
    let months: Knowable<Int> = scenario.termMonths.map { .known($0) } ?? .missing([.scenario(.termMonths)])
    self.months = months
    discountFactor = Spread(scenario.yearlyDiscountRate, .scenario(.yearlyDiscountRate)).map {
      $0.with(months, Self.discountFactor)
    }
  }

  /// The years y = 1, 2, … of the term, each as 1 ÷ (1 + rate)^y, the last one only as far as the term reaches into it.
  private static func discountFactor(_ rate: Fraction, _ months: Int) -> Fraction {
    let (years, rest) = months.quotientAndRemainder(dividingBy: 12)
    let growth = 1 + rate
    // From the last year to the first, for every year before it discounts it once more. The rate is not negative.
    var factor = (Fraction(rest) * .twelfth).divided(by: growth) ?? 0
    for _ in 0..<years { factor = (factor + 1).divided(by: growth) ?? 0 }
    return factor
  }
}
