import FoundationEssentials
import Testing

@testable import Carryover

@Suite("EX-7: the number of an ROI input is read from the person's own sentence")
struct QuotedNumberTests {
  private func outcome(
    _ key: String, _ value: String, _ evidence: String, in message: String,
    _ policy: ExtractionPolicy = ExtractionPolicy()
  ) throws -> ReadingScene.Outcome {
    try ReadingScene(message, policy: policy).outcome(Reported(key, value, evidence))
  }

  @Test(
    arguments: [
      ("laborRate", "25 euros an hour", "We pay 25 euros an hour.", "25 EUR"),
      ("laborRate", "€25.50", "€25.50 per hour, all in", "25.5 EUR"),
      ("laborRate", "28–30 EUR", "Between 28 and 30 EUR per hour", "28–30 EUR"),
      ("laborRate", "fifty dollars", "fifty dollars an hour", "50 USD"),
      ("manualMonthlySpend", "60000", "60k euros a month", "60000 EUR"),
      ("manualMonthlySpend", "12.500,00 EUR", "12.500,00 EUR pro Monat", "12500 EUR"),
      ("manualMonthlySpend", "144000.00 EUR a year", "144,000.00 EUR a year", "12000 EUR"),
      ("manualMonthlyHours", "160 to 180", "between 160 and 180 hours a month", "160–180"),
      ("utilization", "65%", "about 65 % of the hours", "0.65"),
      ("maintenanceFactor", "8 percent", "8 percent of the price", "0.08"),
    ])
  func `EX-7: what the person says is read, not what the model makes of it`(
    key: String, value: String, evidence: String, expected: String
  ) throws {
    #expect(try outcome(key, value, evidence, in: "So. " + evidence + ". Fine.") == .stored(expected))
  }

  @Test(
    arguments: [
      ("laborRate", "50", "50 per hour", "That's $50 per hour, roughly.", "50 USD"),
      ("manualMonthlySpend", "60000 euros", "60000 euros", "Per year we spend 60000 euros on it.", "5000 EUR"),
      ("manualMonthlySpend", "60000 euros", "we spend 60000 euros", "Per year we spend 60000 euros on it.", "5000 EUR"),
      ("manualMonthlySpend", "60000", "60000 euros", "In 2025 we spent 60000 euros a month.", "60000 EUR"),
      ("manualMonthlyHours", "160", "160 hours", "160 hours a month in 2000 m², 20 % of them at night.", "160"),
      ("manualMonthlySpend", "5000", "5000 euros", "5000 euros a month for 160 hours a month.", "5000 EUR"),
      ("laborRate", "25", "25 euros", "Each of our 8 cleaners earns 25 euros an hour.", "25 EUR"),
      ("laborRate", "25 euros", "8 people at 25 euros an hour", "We have 8 people at 25 euros an hour.", "25 EUR"),
      ("laborRate", "25", "8 people at 25 euros an hour", "Since 2024 we have 8 people at 25 euros an hour.", "25 EUR"),
      ("manualMonthlyHours", "160", "160 hours a month", "We pay 25 euros an hour for 160 hours a month.", "160"),
      (
        "manualMonthlySpend", "5000 euros", "5000 euros", "There were 9 of us in 2020. Now it is 5000 euros a month.",
        "5000 EUR"
      ),
      ("laborRate", "fifty", "fifty", "Fifty euros an hour!", "50 EUR"),
    ])
  func `EX-7: what stands outside of the evidence counts, and other quantities do not`(
    key: String, value: String, evidence: String, message: String, expected: String
  ) throws {
    #expect(try outcome(key, value, evidence, in: message) == .stored(expected))
  }

  @Test(
    arguments: [
      ("laborRate", "a lot", "a lot", "We pay a lot per hour."),
      ("laborRate", "24", "24 an hour", "Around 24 an hour, I think."),
      ("manualMonthlySpend", "5000 euros", "5000 euros", "We paid 5000 euros for two weeks."),
      ("manualMonthlySpend", "5000 euros", "5000 euros", "In 2025 we paid 5000 euros."),
      ("manualMonthlySpend", "5000 euros", "5000 euros", "We paid 5000 euros for 160 hours."),
      ("manualMonthlySpend", "5000 euros", "5000 euros a quarter", "We pay 5000 euros a quarter."),
      ("manualMonthlySpend", "1.234 EUR", "1.234 EUR", "It is 1.234 EUR a month."),
      ("manualMonthlySpend", "25 000 €", "20-25 000 €", "Wir zahlen 20-25 000 € im Monat."),
      ("manualMonthlySpend", "5000 euros", "up to 5000 euros a month", "We pay up to 5000 euros a month."),
      ("laborRate", "25 euros", "25 euros or 25 dollars an hour", "It is 25 euros or 25 dollars an hour."),
      ("manualMonthlyHours", "160 hours", "160 hours", "It's not more than 160 hours a month."),
      ("laborRate", "160", "160 hours a month", "We need 160 hours a month."),
    ])
  func `EX-7: a number that may mean something else is reported as ambiguous`(
    key: String, value: String, evidence: String, message: String
  ) throws {
    #expect(try outcome(key, value, evidence, in: message) == .dropped(.ambiguousNumber))
  }

  @Test(
    arguments: [
      ("manualMonthlyHours", "160 hours", "Each cleaner works 160 hours a month."),
      ("manualMonthlySpend", "500 USD", "Per site we spend 500 USD a month."),
      ("manualMonthlyHours", "151 heures", "Chaque agent travaille 151 heures par mois."),
      ("manualMonthlyHours", "160 hours", "We have 8 cleaners at 160 hours a month."),
      ("manualMonthlyHours", "160 Stunden", "Das sind 5 × 160 Stunden im Monat."),
      ("manualMonthlyHours", "8 hours", "It is 5 days x 8 hours per week."),
      ("manualMonthlyHours", "20 Stunden", "Wir haben zwei Kräfte mit je 20 Stunden pro Woche."),
      ("manualMonthlySpend", "500 euros", "Nous payons 500 euros chacun par mois."),
      ("manualMonthlySpend", "60000 euros", "Per year we spend 60000 euros on 8 people."),
    ])
  func `EX-7, RO-2: what is said of one of several, or beside a factor, is no sum`(
    key: String, number: String, message: String
  ) throws {
    #expect(try outcome(key, number, number, in: message) == .dropped(.ambiguousNumber))
  }

  @Test(
    arguments: [
      ("ca. EUR 60000", "Pro Jahr sind es ca. EUR 60000.", "5000 EUR"),
      ("EUR 60000", "Pro Jahr sind es ca. EUR 60000.", "5000 EUR"),
      ("60000 €", "60000 € inkl. MwSt. pro Jahr", nil), ("60000 €", "60000 € im 3. Quartal", nil),
      ("Cleaning 60000 EUR", "Yearly costs:\nCleaning 60000 EUR", nil),
      ("Guards 20000 EUR", "Yearly costs:\nCleaning 60000 EUR\nGuards 20000 EUR", nil),
      ("Cleaning 60000 EUR", "Monthly costs:\nCleaning 60000 EUR", "60000 EUR"),
      ("60000 EUR", "We spend 60000 EUR. That is per year.", nil),
      ("60000 EUR", "Last year was expensive! It was 60000 EUR.", nil),
      ("5000 EUR", "It was 60000 EUR a year. Now it is 5000 EUR.", nil),
      ("5000 EUR", "We pay 25 EUR an hour. In all it is 5000 EUR.", "5000 EUR"),
      ("5000 EUR", "It was 60000 EUR a year. Now it is 5000 EUR a month.", "5000 EUR"),
    ])
  func `EX-7: a time on the other side of a point or a line break is not lost`(
    evidence: String, message: String, expected: String?
  ) throws {
    #expect(
      try outcome("manualMonthlySpend", evidence, evidence, in: message)
        == expected.map { .stored($0) } ?? .dropped(.ambiguousNumber))
  }

  @Test func `EX-7: a value outside of the input's bounds is dropped as that`() throws {
    #expect(try outcome("utilization", "150 %", "150 %", in: "150 % of it") == .dropped(.outOfRange))
    #expect(try outcome("utilization", "85", "85", in: "Say 85.") == .dropped(.outOfRange))
  }

  @Test func `EX-7: the host may say the currency and the decimal mark`() throws {
    let euros = ExtractionPolicy(currency: try CurrencyCode("EUR"))
    #expect(try outcome("laborRate", "24", "24 an hour", in: "Around 24 an hour", euros) == .stored("24 EUR"))
    #expect(try outcome("laborRate", "$24", "$24 an hour", in: "$24 an hour", euros) == .stored("24 USD"))
    let english = ExtractionPolicy(numbers: NumberReader(decimalMark: .point))
    #expect(
      try outcome("manualMonthlySpend", "12,500 EUR", "12,500 EUR", in: "12,500 EUR a month", english)
        == .stored("12500 EUR"))
  }

  @Test func `EX-7: what the reply says of a number besides its figures does not count`() throws {
    let message = "We pay 25 euros an hour."
    #expect(try outcome("laborRate", "25 dollars a day", "25 euros an hour", in: message) == .stored("25 EUR"))
    #expect(try outcome("laborRate", "26 euros", "25 euros an hour", in: message) == .dropped(.figuresDiffer))
    #expect(try outcome("laborRate", "250 euros", "25 euros an hour", in: message) == .dropped(.figuresDiffer))
  }

  @Test func `EX-7: a place of the folded text leads back to the text`() {
    let text = "Ça  coûte\n« 25 € »  l’heure — env."
    let folded = FoldedText(text)
    let place = folded.lastPlace(of: FoldedText("\" 25 € \" l'heure"))
    let source = place.map { FoldedText.source(of: $0, in: text) }
    #expect(source.map { String(decoding: Array(text.utf8)[$0], as: UTF8.self) } == "« 25 € »  l’heure")
  }
}
