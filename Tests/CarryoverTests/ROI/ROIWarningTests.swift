import FoundationEssentials
import Testing

@testable import Carryover

@Suite("RO-2 spend and hours that disagree")
struct ROIWarningTests {
  private func warnings(spend: String, hours: String, rate: String, _ currency: String = "USD") throws -> [ROIWarning] {
    let inputs = try ROIInputs(
      laborRate: MoneyFigure(rate, currency), manualMonthlySpend: MoneyFigure(spend), manualMonthlyHours: Figure(hours))
    return try ROIScenario(.lease(monthlyPayment: nil)).result(for: inputs).warnings
  }

  @Test(arguments: [
    ("1000", "125", "10"), ("1000", "75", "10"), ("1000", "100", "10"), ("0", "0", "10"), ("0", "10", "0"),
    // Somewhere in the ranges the two are within 25 %.
    ("800..1200", "150", "10"), ("800..1200", "60", "10"), ("1000", "125..500", "10"), ("1000", "10..20", "1..37.5"),
  ])
  func `up to 25 percent of the spend there is no warning`(spend: String, hours: String, rate: String) throws {
    #expect(try warnings(spend: spend, hours: hours, rate: rate) == [])
  }

  @Test(arguments: [
    ("1000", "125.01", "10"), ("1000", "74.99", "10"), ("0", "0.01", "0.01"), ("1000", "0", "10"),
    ("800..1200", "150.01", "10"), ("800..1200", "59.99", "10"), ("1000", "125.01..500", "10"),
    ("1000", "10..20", "1..37.4"),
  ])
  func `more than 25 percent of the spend above or below it is a warning`(spend: String, hours: String, rate: String)
    throws
  {
    #expect(try warnings(spend: spend, hours: hours, rate: rate) == [.spendAndHoursDisagree])
  }

  @Test func `the warning names the inputs and the spend stays the baseline`() throws {
    let inputs = try ROIInputs(
      laborRate: MoneyFigure("10"), manualMonthlySpend: MoneyFigure("1000"), manualMonthlyHours: Figure("500"))
    let result = try ROIScenario(.lease(monthlyPayment: nil)).result(for: inputs)

    #expect(result.warnings.map(\.code) == ["spendAndHoursDisagree"])
    #expect(
      result.warnings.first?.fields == [.input(.laborRate), .input(.manualMonthlySpend), .input(.manualMonthlyHours)])
    #expect(result.yearlyBaseline.shown == "12000")
  }

  @Test func `amounts that cannot be compared are not`() throws {
    #expect(try warnings(spend: "1000", hours: "500", rate: "10", "EUR") == [])
    let noRate = try ROIInputs(manualMonthlySpend: MoneyFigure("1000"), manualMonthlyHours: Figure("500"))
    #expect(try ROIScenario(.lease(monthlyPayment: nil)).result(for: noRate).warnings == [])
  }
}
