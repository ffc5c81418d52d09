import Carryover
import CarryoverTesting
import FoundationEssentials
import Testing

@Suite struct ExtractionReplayTests {
  @Test func `EX-11 a script that comes true has no difference`() throws {
    let outcome = try Script().replay().run()
    #expect(outcome.isAsExpected)
    #expect("\(outcome)" == "as expected  a hall")
    #expect(outcome.end.changes == [.answer("facilitySize"): .text("12,000 m²")])
    #expect(outcome.request.schema == ExtractionSchema.text)
  }

  @Test func `EX-11 another value is a difference that shows both`() throws {
    let outcome = try Script(outcome: #""changes": { "answers.facilitySize": "120 m²" }"#).replay().run()
    #expect(outcome.differences.map(\.description) == ["answers.facilitySize: expected “120 m²”, got “12,000 m²”"])
    #expect("\(outcome)".hasPrefix("DIFFERENT    a hall\n  answers.facilitySize"))
  }

  @Test func `EX-11 values are compared to the byte`() throws {
    var script = Script(outcome: #""changes": { "answers.facilityType": "cafe\u0301" }"#)
    script.text = "caf\u{E9}"
    script.reply = Script.reply([("facilityType", "caf\u{E9}", "caf\u{E9}")])
    #expect(try script.replay().run().differences.count == 1)
  }

  @Test func `EX-11 a change too many and a change too few are differences`() throws {
    let many = try Script(outcome: #""changes": {}"#).replay().run()
    #expect(many.differences.map(\.description) == ["answers.facilitySize: expected nothing, got “12,000 m²”"])
    var script = Script()
    script.reply = #"{"items":[]}"#
    let few = try script.replay().run()
    #expect(few.differences.map(\.description) == ["answers.facilitySize: expected “12,000 m²”, got nothing"])
  }

  @Test func `EX-11 an item that is dropped and should not be is a difference, and so is the other way round`() throws {
    var script = Script(outcome: #""changes": {}, "drops": [{ "key": "siteCount", "reason": "tooLong" }]"#)
    script.reply = Script.reply([("colour", "red", "12,000 m²")])
    #expect(
      try script.replay().run().differences.map(\.description).sorted() == [
        "an item about (no such key): expected nothing, got dropped as unknownKey",
        "an item about siteCount: expected dropped as tooLong, got nothing",
      ])
  }

  @Test func `EX-11 what stands although the reply speaks of it has to be named`() throws {
    let known = #"[{ "field": "answers.facilitySize", "value": "9 m²", "by": "account", "at": 900 }]"#
    var script = Script(known: known, outcome: #""changes": {}"#)
    #expect(
      try script.replay().run().differences.map(\.description) == [
        "answers.facilitySize: expected nothing, got unchanged"
      ])
    script.outcome = #""changes": {}, "unchanged": ["answers.facilitySize"]"#
    #expect(try script.replay().run().isAsExpected)
  }

  @Test func `EX-11 a reply that fails and should not misses all that it should bring`() throws {
    var script = Script()
    script.finish = "truncated"
    #expect(
      try script.replay().run().differences.map(\.description) == [
        "the reply: expected read, got truncated", "answers.facilitySize: expected “12,000 m²”, got nothing",
      ])
    script.outcome = #""failure": "truncated""#
    #expect(try script.replay().run().isAsExpected)
    script.outcome = #""failure": "refused""#
    #expect(
      try script.replay().run().differences.map(\.description) == ["the reply: expected refused, got truncated"])
    script.finish = "complete"
    #expect(try script.replay().run().differences.map(\.description) == ["the reply: expected refused, got read"])
  }

  @Test func `EX-11 what was known has its source and its time`() throws {
    let known = """
      [{ "field": "answers.siteCount", "value": "4", "by": "import", "at": -60 },
       { "field": "answers.floorTypes", "value": null, "by": "visitor" },
       { "field": "answers.facilityType", "value": "zoo", "by": "model", "at": 0 },
       { "field": "answers.shiftPattern", "value": "two", "by": "m2" },
       { "field": "roiInputs.laborRate", "value": { "amount": "25.50", "currency": "EUR" }, "by": "account" },
       { "field": "roiInputs.manualMonthlyHours", "value": { "low": "160", "high": "180" }, "by": "visitor" }]
      """
    let replay = try Script(known: known).replay()
    let content = replay.known
    let sites = try #require(content.sourcedAnswers["siteCount"])
    #expect(sites.value?.label == "Number of sites")
    #expect(sites.source == .imported)
    let zoo = try #require(content.sourcedAnswers["facilityType"])
    #expect(zoo.at.timeIntervalSince(sites.at) == 60)
    #expect(content.sourcedAnswers["floorTypes"]?.value == .some(nil))
    let shifts = try #require(content.sourcedAnswers["shiftPattern"])
    #expect(shifts.at.timeIntervalSince(zoo.at) == 60)
    #expect(shifts.source == .model(message: try #require(replay.messages.last).id))
    #expect(zoo.source != shifts.source)
    let rate = try #require(content.roiInputs.laborRate)
    #expect("\(rate.figure) \(rate.currency)" == "25.5 EUR")
    #expect(content.roiInputs.manualMonthlyHours?.description == "160–180")
  }

  @Test func `EX-11 messages come a minute apart unless they say otherwise`() throws {
    let script = """
      { "name": "times", "changes": {}, "messages": [
        { "role": "user", "text": "a" }, { "role": "assistant", "text": "b" },
        { "role": "user", "text": "c", "at": 600 }, { "role": "system", "text": "d" }] }
      """
    let messages = try ExtractionReplay(script: script, reply: "").messages
    let start = try #require(messages.first).createdAt
    #expect(messages.map { $0.createdAt.timeIntervalSince(start) } == [0, 60, 600, 660])
    #expect(messages.map(\.sequence) == [1, 2, 3, 4])
    #expect(messages.map(\.role) == [.user, .assistant, .user, .system])
    #expect(Set(messages.map(\.id)).count == 4)
  }

  @Test(arguments: [
    #""drop": []"#, #""changes": {}, "failure": "refused""#, #""failure": "refused", "drops": []"#,
    #""finish": "stop""#,
    #""changes": { "answers": "x" }"#, #""changes": { "facilitySize": "x" }"#, #""failure": "tired""#,
    #""meaning": {}"#,
    #""changes": {}, "drops": [{ "key": "siteCount", "reason": "boring" }]"#,
  ])
  func `EX-11 a script that demands nothing, or what cannot be, is refused`(_ outcome: String) {
    #expect(throws: DecodingError.self) { try Script(outcome: outcome).replay() }
  }

  @Test(arguments: [
    #"{ "field": "answers.facilitySize", "value": "9 m²", "by": "nobody" }"#,
    #"{ "field": "answers.facilitySize", "value": "9 m²", "by": "m3" }"#,
    #"{ "field": "answers.facilitySize", "value": "9 m²", "by": "mx" }"#,
    #"{ "field": "answers.colour", "value": "red", "by": "visitor" }"#,
    #"{ "field": "phase", "value": "roi", "by": "visitor" }"#,
    #"{ "field": "roiInputs.laborRate", "value": "25 EUR", "by": "visitor" }"#,
    #"{ "field": "answers.facilitySize", "value": "9 m²", "by": "visitor", "since": 3 }"#,
  ])
  func `EX-11 what cannot have been known is refused`(_ known: String) {
    #expect(throws: (any Error).self) { try Script(known: "[\(known)]").replay() }
  }
}
