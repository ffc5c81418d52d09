import FoundationEssentials
import Testing

@testable import Carryover

@Suite("RO-2 net present value")
struct ROIPresentValueTests {
  /// A lease without anything beside it that saves 12,000 a year.
  private func presentValue(months: Int, rate: String, setUp: String = "0", payment: String = "0") throws -> String {
    try ROIScenario(
      .lease(monthlyPayment: MoneyFigure(payment)), setUpCost: MoneyFigure(setUp), monthlySupervisionHours: Figure("0"),
      termMonths: months, yearlyDiscountRate: Figure(rate)
    ).result(for: ROIInputs(utilization: Figure("1"), manualMonthlySpend: MoneyFigure("1000"))).netPresentValue.shown
  }

  @Test(arguments: [
    (36, "0", "36000"),
    (12, "1", "6000"),  // 12,000 ÷ 2
    (24, "0.25", "17280"),  // 9,600 + 7,680
    (36, "0.1", "29842.22"),  // 10,909.0909 + 9,917.3554 + 9,015.7776
    (18, "0.1", "15867.77"),  // 10,909.0909 + 6,000 ÷ 1.21
    (11, "0.1", "10000"),  // 11,000 ÷ 1.1
    (1, "0.25", "800"),  // 1,000 ÷ 1.25
    (13, "0", "13000"),
  ])
  func `each year counts at its end, a part of a year as so many twelfths at the end of it`(
    months: Int, rate: String, value: String
  ) throws {
    #expect(try presentValue(months: months, rate: rate) == value)
  }

  @Test func `the investment counts in full at the beginning`() throws {
    #expect(try presentValue(months: 12, rate: "1", setUp: "6000.01") == "-0.01")
    #expect(try presentValue(months: 12, rate: "1", payment: "1500") == "-3000")  // (12,000 − 18,000) ÷ 2
  }

  @Test(arguments: [1, 7, 12, 59, 60, 120, 333, 599, 600], ["0.01", "0.0375", "0.08", "0.123456789", "0.5", "1"])
  func `it is what the textbook's sum gives`(months: Int, rate: String) throws {
    // The sum year by year in the 38 digits of Decimal, which is far more than the cent that counts.
    let growth = try Figure(rate).low + 1
    var sum: Decimal = 0
    var divisor: Decimal = 1
    for year in 0..<(months + 11) / 12 {
      divisor *= growth
      sum += Decimal(1000 * min(12, months - 12 * year)) / divisor
    }
    let value = try #require(DecimalText.decimal(presentValue(months: months, rate: rate)))

    // Half a cent, and a little for the 38th digits.
    #expect((value - sum).magnitude <= (try Figure("0.00500000000000000001").low), "\(value) is not \(sum)")
  }
}
