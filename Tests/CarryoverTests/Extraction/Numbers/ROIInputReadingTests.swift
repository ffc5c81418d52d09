import FoundationEssentials
import Testing

@testable import Carryover

@Suite("EX-7 ROI inputs from a text")
struct ROIInputReadingTests {
  /// The short notation of a value or a fault.
  private func notation(_ input: ROIInput, _ text: String, _ currency: String? = nil) throws -> String {
    let currency = try currency.map { try CurrencyCode($0) }
    switch input.reading(of: text, by: NumberReader(), currency: currency) {
    case .success(let reading): return (reading.isApproximate ? "~" : "") + reading.value.spelling
    case .failure(.noNumber): return "none"
    case .failure(.ambiguous(let doubts)): return "? " + doubts.map(\.reason.rawValue).joined(separator: " ")
    case .failure(.wrongUnit): return "wrong unit"
    case .failure(.missingCurrency): return "missing currency"
    case .failure(.outOfRange(let error)): return error.code
    }
  }

  @Test(arguments: [
    ("$45 per hour", "45 USD"), ("45 EUR", "45 EUR"), ("45", "45 CHF"), ("about 20–25 €/h", "~20–25 EUR"),
    ("18.50 an hour", "18.5 CHF"),
    ("each cleaner earns 25 euros an hour", "25 EUR"), ("£12 ph", "12 GBP"),
    ("Stundenlohn 20 Euro", "20 EUR"), ("$0", "0 USD"),
    ("$4000 per month", "? period"), ("$300 a day", "? period"), ("$60k a year", "? period"), ("under $50", "? bound"),
    ("$1.234", "? separator"),
    ("45%", "wrong unit"), ("45 hours", "wrong unit"), ("45 people", "wrong unit"), ("-5 USD", "field-out-of-range"),
    ("much", "none"),
  ])
  func `the labour rate is money per hour`(text: String, expected: String) throws {
    #expect(try notation(.laborRate, text, "CHF") == expected)
  }

  @Test(arguments: [
    ("$5000 per month", "5000 USD"), ("5000", "5000 CHF"), ("~5k €", "~5000 EUR"),
    ("between 4000 and 5000 EUR", "4000–5000 EUR"),
    ("$60000 a year", "5000 USD"), ("$100 a year", "8.3333 USD"), ("$200 a year", "16.6667 USD"),
    ("$6 a year", "0.5 USD"),
    ("$0.00012 a year", "0.00001 USD"), ("$3 a week", "13 USD"), ("$100 a week", "433.3333 USD"),
    ("$60k-$120k p.a.", "5000–10000 USD"),
    ("$10-11 a year", "0.8333–0.9167 USD"),
    ("$5 an hour", "? period"), ("$5 a day", "? period"), ("at least $500", "? bound"), ("120 hours", "wrong unit"),
    ("5%", "wrong unit"),
    ("$-5", "field-out-of-range"), ("$-5 a year", "field-out-of-range"), ("last year we spent 60000", "? period"),
    ("$5 per site", "? period"), ("each site costs $500 a month", "? period"), ("$500 pw", "2166.6667 USD"),
    ("$60k since January", "? period"), ("In Q1 we spent $60k", "? period"),
    ("In Q1 we spent $60k a month", "60000 USD"),
  ])
  func `the monthly spend is money per month`(text: String, expected: String) throws {
    #expect(try notation(.manualMonthlySpend, text, "CHF") == expected)
  }

  @Test(arguments: [
    ("120 hours per month", "120"), ("120", "120"), ("120 hours", "120"), ("ca. 120 Stunden im Monat", "~120"),
    ("40 h/week", "173.3333"),
    ("30 hours a week", "130"), ("1200 hours a year", "100"), ("1000 hours a year", "83.3333"),
    ("100-120 hours", "100–120"),
    ("twelve hours a week", "52"),
    ("35h hebdo", "151.6667"), ("each cleaner works 160 hours a month", "? period"),
    ("zwei Kräfte mit je 20 Stunden pro Woche", "? several several"),
    ("5 hours a day", "? period"), ("up to 120 hours", "? bound"), ("120 USD", "wrong unit"),
    ("120 robots", "wrong unit"),
    ("120 minutes", "wrong unit"), ("5 days", "wrong unit"), ("50%", "wrong unit"),
    ("120 hours, 3 people", "? several several"),
    ("-5", "field-out-of-range"),
  ])
  func `the monthly hours are hours per month`(text: String, expected: String) throws {
    #expect(try notation(.manualMonthlyHours, text) == expected)
  }

  @Test(arguments: [
    ("85%", "0.85"), ("0.85", "0.85"), ("0,85", "0.85"), ("12.5 %", "0.125"), ("0.5%", "0.005"), ("100%", "1"),
    ("1", "1"), ("0", "0"),
    ("80-90%", "0.8–0.9"), ("about 85 percent", "~0.85"), ("85 Prozent", "0.85"), ("fünf Prozent", "0.05"),
    ("85", "field-out-of-range"), ("120%", "field-out-of-range"), ("-5%", "field-out-of-range"),
    ("at least 85%", "? bound"),
    ("85 USD", "wrong unit"), ("85 hours", "wrong unit"), ("half", "? fraction"), ("3/4", "? fraction"),
    ("null Komma fünf Prozent", "? separator"), ("point five percent", "? separator"), ("0.5 ‰", "? several unit"),
  ])
  func `a share is a percentage or a number from 0 to 1`(text: String, expected: String) throws {
    #expect(try notation(.utilization, text) == expected)
    #expect(try notation(.maintenanceFactor, text) == expected)
  }

  @Test func `maintenance is a share in a year, and a share of hours is the same in any time`() throws {
    #expect(try notation(.maintenanceFactor, "10% a year") == "0.1")
    #expect(try notation(.maintenanceFactor, "1% a month") == "? period")
    #expect(try notation(.utilization, "85% a month") == "0.85")
  }

  @Test func `money needs a currency, from the text or from the host`() throws {
    #expect(try notation(.laborRate, "45 per hour") == "missing currency")
    #expect(try notation(.manualMonthlySpend, "5000") == "missing currency")
    #expect(try notation(.manualMonthlySpend, "5000 USD", "CHF") == "5000 USD")
    #expect(try notation(.manualMonthlyHours, "120", "CHF") == "120")
  }

  @Test func `what is out of range says so as the input itself does, with the hint`() throws {
    guard case .failure(let fault) = ROIInput.utilization.reading(of: "85", by: NumberReader()) else {
      Issue.record("a share of 85 is taken")
      return
    }
    let error = try #require(#expect(throws: FieldError.self) { try ROIInputs(utilization: Figure(85)) })

    #expect(fault == .outOfRange(error))
    #expect(fault.message.contains("0.85"))
    #expect(fault.code == error.code)
  }

  @Test func `a quotient beyond the bounds is refused, and one with many digits is rounded`() throws {
    #expect(try notation(.manualMonthlyHours, "999999999999999 hours a week") == "field-malformed")
    #expect(try notation(.manualMonthlyHours, "999999999999999 hours a year") == "83333333333333.25")
    #expect(try notation(.manualMonthlyHours, "0.00000000000000000001 hours a year") == "0")
    #expect(try notation(.manualMonthlyHours, "99.9999999999999999 hours a year") == "8.333333333333333325")
    #expect(try notation(.manualMonthlyHours, "11.9999999999999999999 hours a year") == "1")
  }

  @Test(arguments: [
    ROIInputFault.noNumber, .ambiguous([NumberDoubt(.separator, "secret")]), .wrongUnit(.other("secret")),
    .missingCurrency,
    .outOfRange(FieldError("roiInputs.utilization", .outOfRange(lower: "0", upper: "1", hint: nil))),
  ])
  func `ER-1 a fault speaks to a program, a stranger and a log, and quotes nobody`(fault: ROIInputFault) {
    #expect(!fault.code.isEmpty)
    #expect(fault.status == 422)
    #expect(!(fault.message + fault.detail).contains("secret"))
    #expect(fault.problem.code == fault.code)
  }
}
