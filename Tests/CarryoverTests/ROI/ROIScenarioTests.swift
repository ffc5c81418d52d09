import FoundationEssentials
import Testing

@testable import Carryover

@Suite("RO-1 scenarios")
struct ROIScenarioTests {
  @Test func `WI-1 a purchase, a lease and an empty scenario have their golden forms`() throws {
    try Golden.expect(
      ROIScenario(
        .purchase(price: MoneyFigure("50000..60000")), setUpCost: MoneyFigure("4000"),
        monthlySupervisionHours: Figure("8"), termMonths: 36, yearlyDiscountRate: Figure("0.05..0.1")),
      "roi-scenario-purchase")
    try Golden.expect(
      ROIScenario(.lease(monthlyPayment: MoneyFigure("2500", "EUR")), termMonths: 24), "roi-scenario-lease")
    #expect(try JSONText.of(ROIScenario(.purchase(price: nil))) == #"{"acquisition":"purchase"}"#)
    #expect(try JSONText.read(#"{"acquisition":"lease"}"#) == ROIScenario(.lease(monthlyPayment: nil)))
  }

  @Test(arguments: [
    ("price", #"{"acquisition":"purchase","price":{"amount":"-1","currency":"USD"}}"#),
    ("monthlyPayment", #"{"acquisition":"lease","monthlyPayment":{"low":"-1","high":"5","currency":"USD"}}"#),
    ("setUpCost", #"{"acquisition":"lease","setUpCost":{"amount":"-0.01","currency":"USD"}}"#),
    ("monthlySupervisionHours", #"{"acquisition":"lease","monthlySupervisionHours":"-1"}"#),
    ("termMonths", #"{"acquisition":"lease","termMonths":0}"#),
    ("termMonths", #"{"acquisition":"lease","termMonths":601}"#),
    ("yearlyDiscountRate", #"{"acquisition":"lease","yearlyDiscountRate":"8"}"#),
    ("yearlyDiscountRate", #"{"acquisition":"lease","yearlyDiscountRate":{"low":"-0.1","high":"0"}}"#),
    ("monthlyPayment", #"{"acquisition":"purchase","monthlyPayment":{"amount":"1","currency":"USD"}}"#),
    ("price", #"{"acquisition":"lease","price":{"amount":"1","currency":"USD"}}"#),
  ])
  func `WI-2 what a scenario cannot be is refused, and the field is named`(field: String, text: String) throws {
    let error = #expect(throws: DecodingError.self) { try JSONText.read(text, as: ROIScenario.self) }
    guard case .dataCorrupted(let context) = error, let fault = context.underlyingError as? FieldError else {
      Issue.record("not refused by a rule: \(String(describing: error))")
      return
    }
    #expect(fault.field == "roiScenario.\(field)")
  }

  @Test(arguments: [
    "{}", #"{"acquisition":"rent"}"#, #"{"acquisition":"lease","termMonths":1.5}"#,
    #"{"acquisition":"lease","termMonths":"12"}"#, #"{"acquisition":"purchase","price":5}"#,
  ])
  func `WI-2 a scenario of the wrong form is refused`(text: String) {
    #expect(throws: DecodingError.self) { try JSONText.read(text, as: ROIScenario.self) }
  }

  @Test func `construction goes through the same door, with hints`() throws {
    let hint = "It is a share: for 85 percent write 0.85."
    #expect(throws: FieldError("roiScenario.yearlyDiscountRate", .outOfRange(lower: "0", upper: "1", hint: hint))) {
      try ROIScenario(.lease(monthlyPayment: nil), yearlyDiscountRate: Figure("8"))
    }
    let error = #expect(throws: FieldError.self) { try ROIScenario(.lease(monthlyPayment: nil), termMonths: 601) }
    #expect(error?.message == "roiScenario.termMonths must be between 1 and 600. It is a number of months.")
    #expect(throws: FieldError("roiScenario.price", .outOfRange(lower: "0", upper: nil, hint: nil))) {
      try ROIScenario(.purchase(price: MoneyFigure("-1")))
    }
    #expect(throws: Never.self) { try ROIScenario(.lease(monthlyPayment: nil), termMonths: ROIScenario.longestTerm) }
  }
}
