import FoundationEssentials
import Testing

@testable import Carryover

@Suite("EX-5: what is believed of a reply, and what is dropped with which reason")
struct ItemCheckTests {
  private let scene = ReadingScene("We run 3 sites, a warehouse and two shops. Cleaning costs us a lot.")

  @Test func `EX-5: an item that the message bears out is kept, with all that the catalogue knows of it`() throws {
    let reading = try scene.reading([Reported("facilityType", "a warehouse", "3 sites, a warehouse and two shops")])
    let item = try #require(reading.items.first)

    #expect(item.field == .answer("facilityType") && item.op == .set)
    #expect(item.evidence == "3 sites, a warehouse and two shops")
    #expect(item.statement.source == .model(message: ReadingScene.id(1)))
    #expect(item.statement.at == ReadingScene.at(1) && item.statement.replaced == nil)
    guard case .answer(let answer) = item.statement.value else {
      Issue.record("no answer")
      return
    }
    let question = try #require(DiscoveryCatalogue.standard["facilityType"])
    #expect(answer.value == "a warehouse" && answer.questionID == question.id && answer.label == question.label)
    #expect(answer.group == question.group && answer.key == "facilityType")
    #expect(reading.dropped.isEmpty && reading.confidence == 1)
  }

  @Test(arguments: ["facilityType", "FacilityType", "FACILITYTYPE", "facilitytype"])
  func `EX-5: keys match without regard to case, and the catalogue's spelling counts`(key: String) throws {
    let reading = try scene.reading([Reported(key, "a warehouse")])
    #expect(reading.items.map(\.field) == [.answer("facilityType")])
  }

  @Test(arguments: ["facility", "facilityType ", "answers.facilityType", "phase", "timeframe", "", "q01", "İ", "items"])
  func `EX-5: keys that nothing defines are dropped`(key: String) throws {
    #expect(try scene.outcome(Reported(key, "a warehouse")) == .dropped(.unknownKey))
  }

  @Test func `EX-5: a host's own catalogue is the one that counts`() throws {
    let catalogue = try DiscoveryCatalogue([try DiscoveryQuestion(id: "7", key: "Gebäude", label: "L", group: "G")])
    #expect(try scene.outcome(Reported("GEBÄUDE", "a warehouse"), catalogue: catalogue) == .stored("a warehouse"))
    #expect(try scene.outcome(Reported("facilityType", "a warehouse"), catalogue: catalogue) == .dropped(.unknownKey))
  }

  @Test(arguments: ["set", "SET", "Set"])
  func `EX-4: the case of an operation is not kept by every provider`(op: String) throws {
    #expect(try scene.outcome(Reported("facilityType", "a warehouse", op: op)) == .stored("a warehouse"))
  }

  @Test(arguments: ["", "add", "delete", "set ", "none", "null", "sеt"])
  func `EX-5: other operations are dropped`(op: String) throws {
    #expect(try scene.outcome(Reported("facilityType", "a warehouse", op: op)) == .dropped(.unknownOp))
  }

  @Test(arguments: ["", " ", "\n\t", "\u{A0}\u{2003}"])
  func `EX-5: an empty value is dropped`(value: String) throws {
    #expect(try scene.outcome(Reported("facilityType", value, "a warehouse")) == .dropped(.emptyValue))
  }

  @Test(
    arguments: [
      "N/A", "n/a", "n.a.", "NA", "None given", "none provided", "(none given)", "[unknown]", "<UNKNOWN>", "Unknown.",
      "unspecified",
      "Not specified", "not  mentioned", "not stated", "TBD", "tbc", "to be determined",
      "-", "–", "—",
      "--", "?", "???", "...", "…", ". . .", "null", "NULL", "nil", "undefined", "NaN", "\"\"",
      "''", "{}", "string",
      "keine Angabe", "Keine Angaben", "k.A.", "KA", "unbekannt", "nicht angegeben",
      "nicht erwähnt",
      "entfällt", "non précisé", "Non précisée", "non renseigné", "inconnu", "sans objet", "s.o.", "à définir",
      "aucune information",
    ])
  func `EX-5: a placeholder is no value`(value: String) throws {
    #expect(try scene.outcome(Reported("facilityType", value, "a warehouse")) == .dropped(.placeholder))
    #expect(try scene.outcome(Reported("facilityType", value, "a warehouse", op: "negate")) == .dropped(.placeholder))
  }

  @Test(arguments: ["unknown soldier memorial", "NA tower", "0", "no", "5?", "?5", "nilpferd", "k", "👍"])
  func `EX-5: a value that only resembles a placeholder is one`(value: String) throws {
    let scene = ReadingScene("no, it is \(value)")
    #expect(try scene.outcome(Reported("facilityType", value, "no, it is \(value)")) == .stored(value))
  }

  @Test func `EX-5: a value longer than an answer may be is dropped, not cut`() throws {
    let long = String(repeating: "ä", count: 20)
    let scene = ReadingScene(long)
    let message = ModelReply(try ReadingScene.reply([Reported("facilityType", long)]))
    for (limit, isKept) in [(40, true), (39, false)] {
      let reading = try scene.policy.read(message, of: scene.messages, limits: DiscoveryLimits(answerBytes: limit))
      #expect(reading.items.isEmpty != isKept)
      #expect(reading.dropped.map(\.reason) == (isKept ? [] : [.tooLong]))
    }
  }

  @Test(arguments: ["\u{0}", "a\u{0}b", "\u{1B}[31mred", "bell\u{7}", "a\u{85}b", "del\u{7F}"])
  func `EX-5: a value with control characters is dropped`(value: String) throws {
    #expect(try scene.outcome(Reported("facilityType", value, "a warehouse")) == .dropped(.controlCharacters))
  }

  @Test func `EX-5: white space around a value is no part of it, and lines within it are`() throws {
    #expect(
      try scene.outcome(Reported("facilityType", "  a warehouse\n\tand shops \n", "a warehouse"))
        == .stored("a warehouse\n\tand shops"))
  }

  @Test func `EX-5: what is dropped is reported in the order of the reply, and safe to log`() throws {
    let flood = "x\n" + String(repeating: "y", count: 100)
    var last = Reported("siteCount", "4 sites", "4 sites")
    last.messageRef = flood
    let reading = try scene.reading([
      Reported(flood, "v", "3 sites"), Reported("facilityType", "warehouse", "a warehouse"),
      Reported("siteCount", "", "3 sites"), last,
    ])
    let safe = "x\u{FFFD}" + String(repeating: "y", count: 62)
    #expect(reading.dropped.map(\.index) == [0, 2, 3])
    #expect(reading.dropped.map(\.reason) == [.unknownKey, .emptyValue, .unknownMessage])
    #expect(reading.dropped.map(\.key) == [safe, "siteCount", "siteCount"])
    #expect(reading.dropped.map(\.messageRef) == ["m1", "m1", safe])
    #expect(reading.confidence == 0.25)
  }
}
