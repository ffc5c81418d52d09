import FoundationEssentials
import Testing

@testable import Carryover

@Suite("EX-7 the number reader")
struct NumberReaderTests {
  @Test(arguments: ["English", "German", "French", "doubtful"])
  func `every line of the tables is read as it says`(_ name: String) throws {
    let table = try #require(NumberTable.all[name])

    for line in table.lines {
      let reading = NumberReader().read(line.text)
      #expect(reading.notation == line.expected, "\(line.text)")
    }
  }

  @Test func `the tables have hundreds of lines, and none has a text twice`() {
    for table in NumberTable.all.values {
      #expect(table.lines.count >= 130)
      #expect(Set(table.lines.map { Array($0.text.utf8) }).count == table.lines.count)
    }
  }

  @Test(arguments: [
    ("1.234", "1.234", "1234"), ("1,234", "1234", "1.234"), ("€1.234", "1.234 EUR", "1234 EUR"),
    ("$50,000", "50000 USD", "50 USD"),
    ("15-20.000", "15–20", "? scale"), ("500-1.000", "? range", "500–1000"),
    ("1.234-2.345", "1.234–2.345", "1234–2345"), ("1.234k", "1234", "1234000"),
    ("$2,500/month", "2500 USD/month", "2.5 USD/month"),
    // What settles itself is not for the host to say.
    ("3,14", "3.14", "3.14"), ("12.5", "12.5", "12.5"), ("1.234,50", "1234.5", "1234.5"),
    ("1,234,567", "1234567", "1234567"),
    // The text and the host contradict each other.
    ("12.5-1.234", "? range", "? separator"), ("950,50-1.200", "? separator", "950.5–1200"),
    // A decimal comma groups by spaces.
    ("1 234", "? separator", "1234"), ("12 500 items", "? separator", "12500 items"),
    ("Halle 3 500", "? separator", "? separator"),
  ])
  func `the host settles what nothing in the text does`(text: String, point: String, comma: String) {
    #expect(NumberReader(decimalMark: .point).read(text).notation == point)
    #expect(NumberReader(decimalMark: .comma).read(text).notation == comma)
  }

  @Test func `a dollar sign is the host's dollar, or ambiguous`() throws {
    let canadian = NumberReader(decimalMark: nil, dollar: try CurrencyCode("CAD"))
    let none = NumberReader(decimalMark: nil, dollar: nil)

    #expect(canadian.read("$500").notation == "500 CAD")
    #expect(canadian.read("US$500").notation == "500 USD")
    #expect(canadian.read("500 dollars").notation == "500 CAD")
    #expect(canadian.read("500 dollars US par mois").notation == "500 USD/month")
    #expect(none.read("$500").notation == "? currency")
    #expect(none.read("500 dollars").notation == "? currency")
    #expect(none.read("$500 AUD").notation == "500 AUD")
    #expect(none.read("€500").notation == "500 EUR")
  }

  @Test func `a quantity has its parts as values`() throws {
    guard case .one(let quantity) = NumberReader().read("about $15-20k per year") else {
      Issue.record("not read")
      return
    }

    #expect(quantity.amount == .figure(try Figure(low: 15_000, high: 20_000)))
    #expect(quantity.unit == .money(try CurrencyCode("USD")))
    #expect(quantity.currency == (try CurrencyCode("USD")))
    #expect(quantity.period == .year)
    #expect(quantity.isApproximate)
    #expect(quantity.share == nil)
  }

  @Test(arguments: [
    ("50%", "0.5"), ("12.5 %", "0.125"), ("-3%", "-0.03"), ("0%", "0"), ("15-20%", "0.15–0.2"),
    ("0.000000000000000001%", "0.00000000000000000001"),
  ])
  func `a percentage is exact as a share`(text: String, share: String) {
    guard case .one(let quantity) = NumberReader().read(text) else {
      Issue.record("not read")
      return
    }
    #expect(quantity.share?.description == share)
  }

  @Test(arguments: ["under 50%", "0.00000000000000000001%", "50", "50 USD"])
  func `what is no percentage with an end has no share`(text: String) {
    guard case .one(let quantity) = NumberReader().read(text) else {
      Issue.record("not read")
      return
    }
    #expect(quantity.share == nil)
    #expect(quantity.currency?.text == (text.hasSuffix("USD") ? "USD" : nil))
  }

  @Test func `a doubt says where it is, word for word`() {
    let reading = NumberReader().read("We have 12 robots, and pay about $1.234 per month.")
    let expected = [NumberDoubt(.several, "12 robots"), NumberDoubt(.separator, "about $1.234 per month")]

    #expect(reading == .ambiguous(expected))
  }

  @Test func `many doubts are cut to the first few, and long ones to their beginning`() {
    guard case .ambiguous(let doubts) = NumberReader().read(String(repeating: "5 ", count: 100)) else {
      Issue.record("not ambiguous")
      return
    }
    #expect(doubts.count == 8)

    let long = String(repeating: "1", count: 100)
    #expect(NumberReader().read(long) == .ambiguous([NumberDoubt(.size, String(repeating: "1", count: 64))]))
  }

  @Test func `a text above the limit is not read`() {
    let limit = NumberReader.maximumBytes
    let padding = String(repeating: " ", count: limit - 1)

    #expect(NumberReader().read(padding + "5").notation == "5")
    #expect(NumberReader().read(padding + " 5").notation == "? size")
    #expect(NumberReader().numbers(in: padding + "5").count == 1)
    #expect(NumberReader().numbers(in: padding + " 5").isEmpty)
  }

  @Test func `every number of a text is found with its place`() throws {
    let text = "Zwölf Leute, 1,5 Mio. € und 3/4."
    let found = NumberReader().numbers(in: text)

    #expect(
      found.map { String(decoding: Array(text.utf8)[$0.range], as: UTF8.self) } == ["Zwölf Leute", "1,5 Mio. €", "3/4"])
    #expect(found.map(\.numerals.count) == [1, 1, 0])
    #expect(found[0].numerals.first?.isSpelled == true)
    #expect(found[1].numerals.first?.written == Decimal(string: "1.5"))
    #expect(found[1].numerals.first?.value == 1_500_000)
    #expect(found[2].outcome == .doubt(.fraction))
  }
}
