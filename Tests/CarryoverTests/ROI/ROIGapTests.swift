import FoundationEssentials
import Testing

@testable import Carryover

@Suite("RO-2 a figure that is not known")
struct ROIGapTests {
  /// A purchase or a lease with everything known but these fields.
  private func result(isPurchase: Bool, without fields: Set<ROIField>) throws -> ROIResult {
    func unless<Value>(_ field: ROIField, _ value: Value) -> Value? { fields.contains(field) ? nil : value }
    let inputs = try ROIInputs(
      laborRate: unless(.input(.laborRate), MoneyFigure("25")),
      utilization: unless(.input(.utilization), Figure("0.75")),
      maintenanceFactor: unless(.input(.maintenanceFactor), Figure("0.1")),
      manualMonthlySpend: unless(.input(.manualMonthlySpend), MoneyFigure("8000")),
      manualMonthlyHours: unless(.input(.manualMonthlyHours), Figure("320")))
    let acquisition: ROIScenario.Acquisition =
      isPurchase
      ? .purchase(price: unless(.scenario(.price), try MoneyFigure("60000")))
      : .lease(monthlyPayment: unless(.scenario(.monthlyPayment), try MoneyFigure("1000")))
    return try ROIScenario(
      acquisition,
      setUpCost: unless(.scenario(.setUpCost), MoneyFigure("4000")),
      monthlySupervisionHours: unless(.scenario(.monthlySupervisionHours), Figure("8")),
      termMonths: unless(.scenario(.termMonths), 36),
      yearlyDiscountRate: unless(.scenario(.yearlyDiscountRate), Figure("0.08"))
    ).result(for: inputs)
  }

  @Test(arguments: [true, false])
  func `whatever is missing, each figure that needs it names exactly that, and all others are known`(isPurchase: Bool)
    throws
  {
    let fields = ROIField.allCases
    for bits in 0..<1 << fields.count {
      let gone = Set(fields.indices.filter { bits & 1 << $0 != 0 }.map { fields[$0] })
      let byHours = gone.intersection([.input(.laborRate), .input(.manualMonthlyHours)])
      let hasNoSpend = gone.contains(.input(.manualMonthlySpend))
      let baseline = hasNoSpend && !byHours.isEmpty ? byHours.union([.input(.manualMonthlySpend)]) : []
      let saving = baseline.union(gone.intersection([.input(.utilization)]))
      let running = gone.intersection(
        [.input(.laborRate), .scenario(.monthlySupervisionHours)]
          + (isPurchase ? [.scenario(.price), .input(.maintenanceFactor)] : [.scenario(.monthlyPayment)]))
      let investment = gone.intersection([.scenario(.setUpCost)] + (isPurchase ? [.scenario(.price)] : []))
      let term = gone.intersection([.scenario(.termMonths)])
      let discounting = term.union(gone.intersection([.scenario(.yearlyDiscountRate)]))
      let result = try result(isPurchase: isPurchase, without: gone)

      #expect(result.yearlyBaseline.lacks(baseline))
      #expect(
        result.yearlyHoursAutomated.lacks(gone.intersection([.input(.manualMonthlyHours), .input(.utilization)])))
      #expect(result.yearlyGrossSaving.lacks(saving))
      #expect(result.yearlyRunningCost.lacks(running))
      #expect(result.yearlyNetSaving.lacks(saving.union(running)))
      #expect(result.investment.lacks(investment))
      #expect(result.payback.lacks(saving.union(running).union(investment)))
      #expect(result.returnOnInvestment.lacks(saving.union(running).union(investment).union(term)))
      #expect(result.netPresentValue.lacks(saving.union(running).union(investment).union(discounting)))
    }
  }

  @Test func `missing inputs are named in a fixed order`() throws {
    let result = try ROIScenario(.purchase(price: nil)).result(for: ROIInputs())

    #expect(
      result.yearlyBaseline.shown
        == "without roiInputs.laborRate, roiInputs.manualMonthlySpend, roiInputs.manualMonthlyHours")
    #expect(result.investment.shown == "without roiScenario.price, roiScenario.setUpCost")
    #expect(result.netPresentValue.gap == .insufficient(ROIField.allCases.filter { $0 != .scenario(.monthlyPayment) }))
    #expect(result.currency == .unstated)
  }

  @Test func `without supervision nobody needs to know the labor rate`() throws {
    let inputs = try ROIInputs(utilization: Figure("1"), manualMonthlySpend: MoneyFigure("100"))
    func netSaving(supervision: String) throws -> String {
      try ROIScenario(.lease(monthlyPayment: MoneyFigure("90")), monthlySupervisionHours: Figure(supervision))
        .result(for: inputs).yearlyNetSaving.shown
    }

    #expect(try netSaving(supervision: "0") == "120")
    #expect(try netSaving(supervision: "0..1") == "without roiInputs.laborRate")
  }

  @Test func `RO-1 amounts in different currencies are a conflict that names them, and nothing is added`() throws {
    let inputs = try ROIInputs(
      laborRate: MoneyFigure("25", "EUR"), utilization: Figure("0.5"), manualMonthlySpend: MoneyFigure("8000"),
      manualMonthlyHours: Figure("320"))
    let result = try ROIScenario(.lease(monthlyPayment: MoneyFigure("1000")), setUpCost: MoneyFigure("0", "EUR"))
      .result(for: inputs)

    let (usd, eur) = try (CurrencyCode("USD"), CurrencyCode("EUR"))
    #expect(
      result.currency
        == .mixed([
          .input(.laborRate): eur, .input(.manualMonthlySpend): usd, .scenario(.monthlyPayment): usd,
          .scenario(.setUpCost): eur,
        ]))
    #expect(result.yearlyBaseline.gap == .mixedCurrencies)
    #expect(result.yearlyGrossSaving.gap == .mixedCurrencies)
    #expect(result.investment.gap == .mixedCurrencies)
    // What is missing is said first, for it is missing in any currency.
    #expect(result.yearlyNetSaving.shown == "without roiScenario.monthlySupervisionHours")
    #expect(result.yearlyHoursAutomated.shown == "1920")
    #expect(result.warnings == [])
  }

  @Test func `there is no return on nothing`() throws {
    let inputs = try ROIInputs(utilization: Figure("0.5"), manualMonthlySpend: MoneyFigure("100"))
    func returns(payment: String, setUp: String) throws -> String {
      try ROIScenario(
        .lease(monthlyPayment: MoneyFigure(payment)), setUpCost: MoneyFigure(setUp),
        monthlySupervisionHours: Figure("0"),
        termMonths: 12
      ).result(for: inputs).returnOnInvestment.shown
    }

    #expect(try returns(payment: "0", setUp: "0") == "nothing spent")
    #expect(try returns(payment: "0..10", setUp: "0..10") == "nothing spent")
    // 600 ÷ 125, 600 ÷ 65 and 600 ÷ 5, each less 1
    #expect(try returns(payment: "0..10", setUp: "5") == "3.8 | 8.2308 | 119")
  }

  @Test func `a figure of more than 15 digits is out of range, and others stay known`() throws {
    let inputs = try ROIInputs(
      laborRate: MoneyFigure("999999999999999"), utilization: Figure("0.00000000000000000001"),
      manualMonthlyHours: Figure("1000"))
    let result = try ROIScenario(
      .lease(monthlyPayment: MoneyFigure("0")), setUpCost: MoneyFigure("999999999999999.99"),
      monthlySupervisionHours: Figure("0"), termMonths: 600, yearlyDiscountRate: Figure("0.00000000000000000001")
    ).result(for: inputs)

    #expect(result.yearlyBaseline.shown == "out of range")
    #expect(result.yearlyGrossSaving.shown == "0.12")  // 12 × 1,000 × (10¹⁵ − 1) ÷ 10²⁰
    #expect(result.investment.shown == "999999999999999.99")
    #expect(result.payback.shown == "out of range")  // 10¹⁵ ÷ 0.12
    #expect(result.netPresentValue.shown == "-999999999999993.99")  // 50 × 0.12 less the investment
  }

  @Test func `no digit is lost on the way to a figure`() throws {
    // 12 × 6.25 × 10¹⁴ × (0.1 − 10⁻²⁰) × (1 − 10⁻¹⁹) is 749,999,999,999,999.99985 and 7.5 × 10⁻²⁴ more, so it rounds up to 4 places.
    // In a Decimal the end is cut off, and what is left lies half way and would go down to the even .9998.
    let (hours, rate, share) = ("625000000000000", "0.09999999999999999999", "0.9999999999999999999")
    let inputs = try ROIInputs(
      laborRate: MoneyFigure(rate, "CLF"), utilization: Figure(share), manualMonthlyHours: Figure(hours))
    let result = try ROIScenario(.lease(monthlyPayment: nil)).result(for: inputs)

    let decimal = try Figure(rate).low * Figure(share).low * Figure(hours).low * 12
    #expect(decimal == (try Figure("749999999999999.99985").low))
    #expect(result.yearlyGrossSaving.shown == "749999999999999.9999")
  }

  @Test func `the largest and longest inputs of all are calculated`() throws {
    let most = "999999999999999.99999999999999999999"
    let share = "0.00000000000000000001..0.99999999999999999999"
    let inputs = try ROIInputs(
      laborRate: MoneyFigure("0.00000000000000000001..\(most)"), utilization: Figure(share),
      maintenanceFactor: Figure(share), manualMonthlyHours: Figure(most))
    let result = try ROIScenario(
      .purchase(price: MoneyFigure(most)), setUpCost: MoneyFigure(most), monthlySupervisionHours: Figure(most),
      termMonths: 600, yearlyDiscountRate: Figure(share)
    ).result(for: inputs)

    #expect(result.yearlyNetSaving.shown == "out of range")
    #expect(result.payback.shown == "never")
    #expect(result.netPresentValue.shown == "out of range")
  }
}

extension ROIFigure {
  /// Whether exactly these fields are missing: with none, whether the figure is known.
  fileprivate func lacks(_ fields: Set<ROIField>) -> Bool {
    guard case .insufficient(let named) = gap else { return gap == nil && fields.isEmpty }
    return Set(named) == fields && named.count == fields.count
  }
}
