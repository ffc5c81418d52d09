import FoundationEssentials
import Testing

@testable import Carryover

@Suite("RO-1 figures")
struct FigureTests {
  @Test(arguments: [
    ("0", "0"), ("-0", "0"), ("12", "12"), ("12.50", "12.5"), ("-3.25", "-3.25"), ("007", "7"), ("100", "100"),
    ("0.00000000000000000001", "0.00000000000000000001"),
    ("999999999999999.99999999999999999999", "999999999999999.99999999999999999999"),
  ])
  func `a decimal text is read exactly and printed in its shortest form`(text: String, printed: String) throws {
    let decimal = try #require(DecimalText.decimal(text))

    #expect(DecimalText.text(decimal) == printed)
    #expect(DecimalText.decimal(printed) == decimal)
  }

  @Test(arguments: [
    "", "-", ".", ".5", "5.", "+5", "--5", "1e3", "12abc", "abc", "1,000", "1 000", " 1", "1 ", "1.2.3", "NaN", "0x10",
    "١٢", "1\u{0}", "½", "1000000000000000", "0.000000000000000000001", String(repeating: "9", count: 100_000),
  ])
  func `a text that is not wholly a bounded decimal is refused`(text: String) {
    #expect(DecimalText.decimal(text) == nil)
  }

  @Test(arguments: [
    (#""12.50""#, #""12.5""#), ("12.5", #""12.5""#), ("0.1", #""0.1""#), ("1e3", #""1000""#), ("-2", #""-2""#),
    ("0.3333333333333333", #""0.3333333333333333""#), (#"{"low":10,"high":"20.0"}"#, #"{"high":"20","low":"10"}"#),
    (#"{"low":"5","high":"5"}"#, #""5""#),
  ])
  func `WI-1 a figure reads text and numbers exactly and writes text`(read: String, written: String) throws {
    let figure: Figure = try JSONText.read(read)

    #expect(try JSONText.of(figure) == written)
    #expect(try JSONText.read(written) == figure)
  }

  @Test(arguments: [
    #""12abc""#, #""""#, "true", "null", "[1]", "{}", #"{"low":1}"#, #"{"low":2,"high":1}"#, "1e15", "1e-21", "1e300",
    "99999999999999999999999999999999999999999999", #"{"low":null,"high":1}"#,
  ])
  func `WI-2 a figure of the wrong form is refused`(text: String) {
    #expect(throws: DecodingError.self) { try JSONText.read(text, as: Figure.self) }
  }

  @Test func `a figure is never NaN, beyond its bounds or upside down`() throws {
    #expect(throws: FieldError.self) { try Figure(.nan) }
    #expect(throws: FieldError.self) { try Figure(1_000_000_000_000_000) }
    #expect(throws: FieldError.self) { try Figure(Decimal(1) / Decimal(3)) }
    #expect(throws: FieldError.self) { try Figure(low: 2, high: 1) }
    #expect(try Figure(low: 2, high: 2) == Figure(2))
    #expect(try Figure(low: 1, high: 2).isRange)
    #expect(try Figure(low: 1, high: 2).description == "1–2")
  }

  @Test(arguments: ["usd", "US", "USDX", "U$D", "", "ÄÖÜ", "US\u{0}"])
  func `a currency is three uppercase letters`(text: String) throws {
    #expect(throws: FieldError("currency", .malformed(expected: "three uppercase letters, such as USD"))) {
      try CurrencyCode(text)
    }
    #expect(try CurrencyCode("USD").description == "USD")
  }

  @Test(arguments: [
    #"{"amount":"1"}"#, #"{"currency":"USD"}"#, #"{"amount":"1","low":"1","high":"2","currency":"USD"}"#,
    #"{"low":"1","currency":"USD"}"#, #"{"low":"3","high":"2","currency":"USD"}"#,
    #"{"amount":"1","currency":"usd"}"#, #"{"amount":{"low":1,"high":2},"currency":"USD"}"#, #""1 USD""#,
  ])
  func `money of the wrong form is refused`(text: String) {
    #expect(throws: DecodingError.self) { try JSONText.read(text, as: MoneyFigure.self) }
  }
}
