import FoundationEssentials
import Testing

@testable import Carryover

@Suite("EX-5: evidence stands in the message, and whole")
struct EvidenceTests {
  private func outcome(_ evidence: String, in message: String) throws -> ReadingScene.Outcome {
    try ReadingScene(message).outcome(Reported("facilityType", "x", evidence))
  }

  @Test(
    arguments: [
      ("We run a warehouse in Kiel.", "a warehouse"), ("We run a warehouse in Kiel.", "We run a warehouse in Kiel."),
      ("We run a  warehouse\n in\tKiel.", "we run a warehouse in kiel"), ("a\u{A0}warehouse", "a warehouse"),
      ("It’s a “cold” store – mostly", "it's a \"cold\" store - mostly"),
      ("It's a \"cold\" store - mostly", "It‘s a „cold“ store — mostly"),
      ("«Entrepôt» à Évry", "\"ENTREPÔT\" À ÉVRY"), ("GROẞE HALLE", "große halle"), ("1 200 m²", "1 200 m²"),
      ("我们有三个仓库和一家店", "三个仓库"), ("50 sites.", "50 sites"), ("(50)", "50"), ("50% of it", "50%"), ("2,500", "2,500"),
      ("$2,500/month", "$2,500/month"), ("sites: 5, 6", "6"), ("We have 5. 6 are new.", "5"),
      ("in 2024 500 came", "500 came"),
      ("5 (five)", "five"), ("in 2024 five people came", "in 2024"), ("5 and six", "5"), ("five, six", "five"),
      ("five sites", "five"), ("22 000 m² de moquette", "m² de moquette"), ("500 m² and two shops", "500 m²"),
      ("👍", "👍"), ("no.5 sites", "5 sites"), ("yes", " yes "),
    ])
  func `EX-5: white space, quotes, dashes and case may differ`(message: String, evidence: String) throws {
    #expect(try outcome(evidence, in: message) == .stored("x"))
  }

  @Test(
    arguments: [
      ("We run a warehouse.", "We run two warehouses"), ("We run a warehouse.", "we run warehouse"),
      ("a warehouse", ""),
      ("a warehouse.", "."), ("a warehouse", " \n"), ("a warehouse", "a ware"), ("warehouse", "house"), ("café", "caf"),
      ("1500 hours", "50"), ("1500 hours", "15"), ("1500 hours", "500 hours"), ("50.5 hours", "50"),
      ("50.5 hours", "5 hours"),
      ("2,500 hours", "500 hours"), ("2,500 hours", "2"), ("2'500 hours", "500 hours"), ("2’500 hours", "500 hours"),
      ("2 500 hours", "500 hours"), ("2\u{A0}500 hours", "500 hours"), ("2\u{202F}500 hours", "2"),
      ("1 200 300", "200 300"),
      ("10-20 people", "20 people"), ("10–20 people", "10"), ("10 - 20 people", "20 people"), (".5 of it", "5 of it"),
      ("about .5", "5"), ("50k a month", "50"), ("1e5", "1"), ("7:30", "30"), ("24/7", "24"), ("٣٤ sites", "٣"),
      ("five sites", "5 sites"), ("50 sites", "51 sites"), ("50 sites", "５０ sites"), ("1.5", "1,5"), ("1,500", "1500"),
      ("we have... sites", "we have 3 sites"), ("we run a large warehouse", "we run … warehouse"),
      ("a budget of 5 million euros", "a budget of 5"), ("twenty-five people", "twenty"),
      ("twenty-five people", "five people"),
      ("one hundred and five sites", "five sites"), ("one hundred and five", "one hundred"), ("5 T€", "5"),
      ("5 grand a month", "5"), ("fünf Millionen Euro", "fünf"), ("vingt et un", "vingt"),
      ("naïve", "naive"), ("a warehouse", "a\u{200B}warehouse"),
    ])
  func `EX-5: words and figures may not differ, and are not cut`(message: String, evidence: String) throws {
    #expect(try outcome(evidence, in: message) == .dropped(.evidenceNotFound))
  }

  @Test func `EX-5: evidence is sought in the named message alone, and that is the person's`() throws {
    let scene = ReadingScene([
      .user("a warehouse"), .assistant("a hotel?"), .system("a hospital"), .user("and a shop"),
    ])
    #expect(try scene.outcome(Reported("facilityType", "shop", "a shop", in: 4)) == .stored("shop"))
    #expect(try scene.outcome(Reported("facilityType", "shop", "a shop", in: 1)) == .dropped(.evidenceNotFound))
    #expect(try scene.outcome(Reported("facilityType", "hotel", "a hotel", in: 2)) == .dropped(.unknownMessage))
    #expect(try scene.outcome(Reported("facilityType", "hospital", "a hospital", in: 3)) == .dropped(.unknownMessage))
    for reference in ["m5", "m0", "m", "1", "M1", " m1", "m01", "known", ""] {
      var item = Reported("facilityType", "warehouse", "a warehouse")
      item.messageRef = reference
      #expect(try scene.outcome(item) == .dropped(.unknownMessage), "\(reference)")
    }
  }

  @Test func `EX-5: a message that the model did not see proves nothing`() throws {
    let scene = ReadingScene([.user("a warehouse"), .user("3 sites")], policy: ExtractionPolicy(messages: 1))
    #expect(try scene.outcome(Reported("facilityType", "warehouse", "a warehouse", in: 1)) == .dropped(.unknownMessage))
    #expect(try scene.outcome(Reported("siteCount", "3 sites", in: 2)) == .stored("3 sites"))
  }

  @Test func `EX-5: what is found is found for the last time`() {
    let text = FoldedText("3 sites, no, wait: 3 SITES and 13 sites")
    #expect(text.lastPlace(of: FoldedText("3 sites")) == 19..<26)
    #expect(FoldedText("aaaa").lastPlace(of: FoldedText("aaaa")) == 0..<4)
    #expect(FoldedText("aaa").lastPlace(of: FoldedText("aaaa")) == nil)
    #expect(FoldedText("- - - - x").lastPlace(of: FoldedText("- -")) == 4..<7)
  }

  @Test func `EX-5: texts made to be slow to search are not`() throws {
    let message = String(repeating: "a ", count: 8000) + "b"
    let evidence = String(repeating: "a ", count: 1000) + "c"
    let items = (0..<100).map { _ in Reported("facilityType", "x", evidence) }
    let reading = try ReadingScene(message, policy: ExtractionPolicy(replyBytes: .max)).reading(items)
    #expect(reading.dropped.count == 100)
  }
}
