import FoundationEssentials
import Testing

@testable import Carryover

@Suite("RO-3 conservative, expected, optimistic")
struct ROIRangeTests {
  @Test func `ranges in give three cases out`() throws {
    let inputs = try ROIInputs(
      utilization: Figure("0.5..0.7"), maintenanceFactor: Figure("0.1"), manualMonthlySpend: MoneyFigure("4000..6000"),
      manualMonthlyHours: Figure("100..200"))
    let result = try ROIScenario(
      .purchase(price: MoneyFigure("50000..60000")), setUpCost: MoneyFigure("0"), monthlySupervisionHours: Figure("0"),
      termMonths: 24, yearlyDiscountRate: Figure("0.05..0.1")
    ).result(for: inputs)

    #expect(result.yearlyBaseline.shown == "48000 | 60000 | 72000")
    #expect(result.yearlyHoursAutomated.shown == "600 | 1080 | 1680")
    #expect(result.yearlyGrossSaving.shown == "24000 | 36000 | 50400")
    #expect(result.yearlyRunningCost.shown == "6000 | 5500 | 5000")
    #expect(result.yearlyNetSaving.shown == "18000 | 30500 | 45400")
    #expect(result.investment.shown == "60000 | 55000 | 50000")
    // 60,000 ÷ 18,000; 55,000 ÷ 30,500; 50,000 ÷ 45,400
    #expect(result.payback.shown == "3.33 | 1.8 | 1.1")
    // (48,000 − 72,000) ÷ 72,000; (72,000 − 66,000) ÷ 66,000; (100,800 − 60,000) ÷ 60,000
    #expect(result.returnOnInvestment.shown == "-0.3333 | 0.0909 | 0.68")
    // 18,000 × 1.735537190 − 60,000; 30,500 × 1.795565170 − 55,000; 45,400 × 1.859410431 − 50,000
    #expect(result.netPresentValue.shown == "-28760.33 | -235.26 | 34417.23")
  }

  @Test func `a single value gives three equal cases`() throws {
    let result = try ROIScene.purchase().result(for: ROIScene.inputs())

    #expect(result.yearlyNetSaving == .known(Outlook(conservative: 63600, expected: 63600, optimistic: 63600)))
    #expect(result.yearlyNetSaving.known?.isSingle == true)
    #expect(result.payback.known?.isSingle == true)
  }

  @Test func `the labor rate is one number, which saves and costs at once`() throws {
    let inputs = try ROIInputs(
      laborRate: MoneyFigure("20..40"), utilization: Figure("0.5"), manualMonthlyHours: Figure("100"))
    func result(supervision: String) throws -> ROIResult {
      try ROIScenario(
        .lease(monthlyPayment: MoneyFigure("0")), setUpCost: MoneyFigure("0"),
        monthlySupervisionHours: Figure(supervision),
        termMonths: 12
      ).result(for: inputs)
    }

    let more = try result(supervision: "60")
    // A year of 50 hours saved and 60 of supervision a month: 120 hours more, and worse the dearer an hour is.
    #expect(more.yearlyNetSaving.shown == "-4800 | -3600 | -2400")
    #expect(more.yearlyGrossSaving.shown == "12000 | 18000 | 24000")
    #expect(more.yearlyRunningCost.shown == "28800 | 21600 | 14400")
    #expect(more.returnOnInvestment.shown == "-0.1667")
    // Of 40 hours: 120 hours less, and better the dearer an hour is.
    #expect(try result(supervision: "40").yearlyNetSaving.shown == "2400 | 3600 | 4800")
  }

  @Test func `a high discount rate is conservative for a gain and optimistic for a loss`() throws {
    func presentValue(payment: String) throws -> String {
      try ROIScenario(
        .lease(monthlyPayment: MoneyFigure(payment)), setUpCost: MoneyFigure("0"), monthlySupervisionHours: Figure("0"),
        termMonths: 12, yearlyDiscountRate: Figure("0..1")
      ).result(for: ROIInputs(utilization: Figure("1"), manualMonthlySpend: MoneyFigure("100"))).netPresentValue.shown
    }

    #expect(try presentValue(payment: "0") == "600 | 800 | 1200")
    #expect(try presentValue(payment: "200") == "-1200 | -800 | -600")
    // Between −1,200 and 1,200 a year the worst loss and the best gain both come undiscounted.
    #expect(try presentValue(payment: "0..200") == "-1200 | 0 | 1200")
  }

  @Test func `never is the most conservative payback`() throws {
    let result = try ROIScenario(
      .lease(monthlyPayment: MoneyFigure("0..200")), setUpCost: MoneyFigure("600"), monthlySupervisionHours: Figure("0")
    ).result(for: ROIInputs(utilization: Figure("1"), manualMonthlySpend: MoneyFigure("150")))

    #expect(result.payback.shown == "never | 1 | 0.33")
    #expect(Payback.years(1_000_000) < .never)
    #expect(!(Payback.never < .never))
  }
}
