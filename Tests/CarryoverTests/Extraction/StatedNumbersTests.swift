import FoundationEssentials
import Testing

@testable import Carryover

@Suite("EX-5: a value has no figure that its evidence does not have")
struct StatedNumbersTests {
  private func outcome(_ value: String, _ evidence: String) throws -> ReadingScene.Outcome {
    try ReadingScene("So: " + evidence + ", more or less").outcome(Reported("facilitySize", value, evidence))
  }

  @Test(
    arguments: [
      ("50", "50 sites"), ("about 50", "50"), ("1,500", "1500 m2"), ("1500", "1,500 m2"), ("1500", "1.500 m²"),
      ("1500", "1'500"),
      ("1500", "1 500"), ("1500", "1\u{A0}500"), ("1500.5", "1,500.5"), ("1.5", "1,5"), ("1,234,567.89", "1234567.89"),
      ("1234567,89", "1.234.567,89"), ("1,00,000", "100000"), ("1500 m2", "1500 sqm"), ("1500 m2", "1500 m²"),
      ("20", "10 to 20"),
      ("10-20", "10 to 20"), ("7:30", "7:30"), ("21.11.2026", "21.11.2026"), ("50", "٥٠"), ("large", "2000 m2"),
      ("1.234", "1,234"),
      ("Halle 3", "halle 3"),
    ])
  func `EX-5: separators may differ`(value: String, evidence: String) throws {
    #expect(try outcome(value, evidence) == .stored(value))
  }

  @Test(
    arguments: [
      ("3", "three sites"), ("three sites", "3 sites"), ("drei Standorte", "3 Standorte"), ("deux", "2 sites"),
      ("2000", "2 thousand"), ("2,000", "two thousand"), ("50,000", "50k"), ("50-60", "50 to 60"),
      ("50,000 to 60,000", "50-60k"), ("5 billion", "about 5 billion"),
      ("five thousand", "five thousand sites"), ("one of three", "three"), ("1", "one site"), ("no one", "5 people"),
    ])
  func `EX-7: a number may be written in words or in digits`(value: String, evidence: String) throws {
    #expect(try outcome(value, evidence) == .stored(value))
  }

  @Test(
    arguments: [
      ("three sites", "two sites"), ("3 sites", "two sites"), ("5 million", "5 thousand"), ("50", "50k"),
      ("5", "5 million"),
      ("20", "twenty-five"), ("five", "five thousand sites"), ("one", "one hundred sites"), ("5", "5 billion"),
      ("5", "5 grand"), ("5", "5 lakh"), ("5", "5 T€"), ("5 euros", "5 million euros"), ("drei", "zwei Standorte"),
      ("two", "a few"),
    ])
  func `EX-7: what a number amounts to may not differ`(value: String, evidence: String) throws {
    #expect(try outcome(value, evidence) == .dropped(.figuresDiffer), "\(value) from \(evidence)")
  }

  @Test(
    arguments: [
      ("51", "50 sites"), ("500", "50 sites"), ("5", "50 sites"), ("50.5", "50"), ("5.0", "50"), ("3.14", "314"),
      ("314", "3,14"),
      ("1234.5", "12345"), ("12.345", "123.45"), ("1.5", "1.50"), ("1500", "15.00"), ("15", "1,5"), ("2", "1 500"),
      ("10-25", "10 to 20"), ("60", "an hour"), ("12 months", "a year"), ("0.5", "50 %"),
      ("Q3", "Q2"),
      ("050", "50"), ("21.11.2027", "21.11.2026"), ("A4", "A5"), ("٥١", "٥٠"),
    ])
  func `EX-5: digits may not`(value: String, evidence: String) throws {
    let expected: DroppedItem.Reason = .figuresDiffer
    #expect(try outcome(value, evidence) == .dropped(expected), "\(value) from \(evidence)")
  }
}
