import FoundationEssentials
import Testing

@testable import Carryover

/// What other readers of numbers are known to do wrong, and what happens here instead.
@Suite("EX-7: faults of others in reading numbers that this library does not share")
struct NumberPeerTests {
  @Test func `BAML: a decimal comma is not taken for a mark of thousands`() {
    #expect(NumberReader().read("3,14").notation == "3.14")
    #expect(NumberReader().read("€ 3,14").notation == "3.14 EUR")
    #expect(NumberReader().read("1.234,56 €").notation == "1234.56 EUR")
  }

  @Test func `BAML: a mark of thousands is not taken for a decimal point, and what it is is not guessed`() {
    #expect(NumberReader().read("€1.234").notation == "? separator")
    #expect(NumberReader(decimalMark: .comma).read("€1.234").notation == "1234 EUR")
    #expect(NumberReader().read("€1.234.567").notation == "1234567 EUR")
  }

  @Test func `BAML: a percentage is a share of a hundred, and the number alone is no share`() throws {
    let half = try ROIInput.utilization.reading(of: "50%", by: NumberReader()).get()
    #expect(half.value == .figure(try Figure(Decimal(string: "0.5") ?? 0)))
    #expect(throws: ROIInputFault.self) {
      try ROIInput.utilization.reading(of: "50", by: NumberReader()).get()
    }
  }

  @Test func `Recognizers-Text: a range keeps both ends and its currency`() {
    for text in ["15-20 usd", "15 - 20 USD", "15–20 usd", "15 to 20 usd", "between 15 and 20 usd", "usd 15-20"] {
      #expect(NumberReader().read(text).notation == "15–20 USD", "\(text)")
    }
  }

  @Test func `Foundation: a number is not cut where it stops being one`() {
    #expect(NumberReader().read("1,234.5").notation == "1234.5")
    for text in ["12abc", "12abc hours", "1,2,3", "1.2.3 hours", "12e3"] {
      if case .one(let quantity) = NumberReader().read(text) { Issue.record("\(text): \(quantity)") }
    }
  }
}
