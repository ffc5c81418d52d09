import FoundationEssentials
import Testing

@testable import Carryover

/// Every expected number here was worked out by hand; the working stands beside it.
@Suite("RO-2 the return on investment")
struct ROIResultTests {
  @Test func `a purchase for 150,000 that saves 89,400 a year comes back in 1.68 years`() throws {
    // 7,450 a month × 12 = 89,400; 150,000 ÷ 89,400 = 1.6778…
    let inputs = try ROIInputs(
      utilization: Figure("1"), maintenanceFactor: Figure("0"), manualMonthlySpend: MoneyFigure("7450"))
    let result = try ROIScenario(
      .purchase(price: MoneyFigure("150000")), setUpCost: MoneyFigure("0"), monthlySupervisionHours: Figure("0"),
      termMonths: 60,
      yearlyDiscountRate: Figure("0")
    ).result(for: inputs)

    #expect(result.yearlyNetSaving.shown == "89400")
    #expect(result.payback.shown == "1.68")
    // 5 × 89,400 = 447,000, which is 297,000 more than 150,000.
    #expect(result.returnOnInvestment.shown == "1.98")
    #expect(result.netPresentValue.shown == "297000")
  }

  @Test func `800,000 that save 110,000 and cost 15,000 a year come back in 8.42 years`() throws {
    // The nearest monthly spend is 9,166.67; maintenance is 2 % of 750,000; 800,000 ÷ 95,000 = 8.4211
    let inputs = try ROIInputs(
      utilization: Figure("1"), maintenanceFactor: Figure("0.02"), manualMonthlySpend: MoneyFigure("9166.67"))
    let result = try ROIScenario(
      .purchase(price: MoneyFigure("750000")), setUpCost: MoneyFigure("50000"), monthlySupervisionHours: Figure("0")
    ).result(for: inputs)

    #expect(result.yearlyGrossSaving.shown == "110000.04")
    #expect(result.yearlyRunningCost.shown == "15000")
    #expect(result.investment.shown == "800000")
    #expect(result.payback.shown == "8.42")
  }

  @Test func `a purchase, every figure`() throws {
    let result = try ROIScene.purchase().result(for: ROIScene.inputs())

    #expect(result.currency == .one(try CurrencyCode("USD")))
    #expect(result.yearlyBaseline.shown == "96000")  // 12 × 320 × 25
    #expect(result.yearlyHoursAutomated.shown == "2880")  // 12 × 320 × 0.75
    #expect(result.yearlyGrossSaving.shown == "72000")  // 96,000 × 0.75
    #expect(result.yearlyRunningCost.shown == "8400")  // 60,000 × 0.1 + 12 × 8 × 25
    #expect(result.yearlyNetSaving.shown == "63600")
    #expect(result.investment.shown == "64000")
    #expect(result.payback.shown == "1.01")  // 64,000 ÷ 63,600 = 1.00629
    #expect(result.returnOnInvestment.shown == "1.4215")  // (216,000 − 89,200) ÷ 89,200 = 1.42152
    // 63,600 × (0.925925926 + 0.857338820 + 0.793832241) = 163,903.37
    #expect(result.netPresentValue.shown == "99903.37")
    #expect(result.warnings == [])
  }

  @Test func `a lease, every figure`() throws {
    let inputs = try ROIInputs(
      laborRate: MoneyFigure("30"), utilization: Figure("0.6"), manualMonthlySpend: MoneyFigure("9000"),
      manualMonthlyHours: Figure("300"))
    let result = try ROIScenario(
      .lease(monthlyPayment: MoneyFigure("2500")), setUpCost: MoneyFigure("3000"), monthlySupervisionHours: Figure("5"),
      termMonths: 24, yearlyDiscountRate: Figure("0.1")
    ).result(for: inputs)

    #expect(result.yearlyBaseline.shown == "108000")
    #expect(result.yearlyHoursAutomated.shown == "2160")
    #expect(result.yearlyGrossSaving.shown == "64800")
    #expect(result.yearlyRunningCost.shown == "31800")  // 30,000 + 12 × 5 × 30
    #expect(result.yearlyNetSaving.shown == "33000")
    #expect(result.investment.shown == "3000")
    #expect(result.payback.shown == "0.09")  // 3,000 ÷ 33,000
    #expect(result.returnOnInvestment.shown == "0.9459")  // (129,600 − 66,600) ÷ 66,600
    #expect(result.netPresentValue.shown == "54272.73")  // 33,000 × (0.909090909 + 0.826446281) − 3,000
  }

  @Test func `a lease that costs more than it saves has negative figures, and never comes back`() throws {
    let inputs = try ROIInputs(
      laborRate: MoneyFigure("30"), utilization: Figure("0.6"), manualMonthlySpend: MoneyFigure("9000"))
    let result = try ROIScenario(
      .lease(monthlyPayment: MoneyFigure("6000")), setUpCost: MoneyFigure("3000"), monthlySupervisionHours: Figure("5"),
      termMonths: 24, yearlyDiscountRate: Figure("0.1")
    ).result(for: inputs)

    #expect(result.yearlyNetSaving.shown == "-9000")  // 64,800 − 72,000 − 1,800
    #expect(result.payback.shown == "never")
    #expect(result.returnOnInvestment.shown == "-0.1394")  // (129,600 − 150,600) ÷ 150,600
    #expect(result.netPresentValue.shown == "-18619.83")  // −9,000 × 1.735537190 − 3,000
  }

  @Test(arguments: [("999.99", "0"), ("1000", "never"), ("1000.01", "never")])
  func `nothing comes back when the net saving is zero or less, even if nothing was invested`(
    payment: String, payback: String
  ) throws {
    let inputs = try ROIInputs(utilization: Figure("0.5"), manualMonthlySpend: MoneyFigure("2000"))
    let result = try ROIScenario(
      .lease(monthlyPayment: MoneyFigure(payment)), setUpCost: MoneyFigure("0"), monthlySupervisionHours: Figure("0")
    ).result(for: inputs)

    #expect(result.payback.shown == payback)
  }

  @Test func `a known spend is the baseline, alone`() throws {
    let both = try ROIInputs(
      laborRate: MoneyFigure("20"), utilization: Figure("1"), manualMonthlySpend: MoneyFigure("2100"),
      manualMonthlyHours: Figure("100"))
    let result = try ROIScenario(.lease(monthlyPayment: nil)).result(for: both)

    #expect(result.yearlyBaseline.shown == "25200")  // not 24,000, and not 49,200
  }

  @Test func `the result lists the formulas that were used, each with units`() throws {
    let purchase = try ROIScene.purchase().result(for: ROIScene.inputs())
    let lease = try ROIScenario(.lease(monthlyPayment: nil)).result(
      for: ROIInputs(manualMonthlySpend: MoneyFigure("1")))

    #expect(
      purchase.formulas.map(\.code) == [
        "baselineFromHours", "hoursAutomated", "grossSaving", "runningCostOfPurchase", "netSaving",
        "investmentOfPurchase", "payback", "returnOnInvestment", "netPresentValue",
      ])
    #expect(
      Set(lease.formulas.map(\.code)).subtracting(purchase.formulas.map(\.code))
        == ["baselineFromSpend", "runningCostOfLease", "investmentOfLease"])
    #expect(purchase.formulas.allSatisfy { $0.sentence.contains("money") || $0.sentence.contains("hours") })
    #expect(purchase.assumptions.map(\.code).contains("maintenanceFromPrice"))
    #expect(lease.assumptions.map(\.code).contains("leaseIncludesMaintenance"))
  }
}
