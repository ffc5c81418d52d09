import FoundationEssentials
import Testing

@testable import Carryover

@Suite("EX-10: what an extraction reports, and how that is written")
struct ExtractionReportTests {
  private static let failures: [ExtractionFailure] = [
    .model("no route to 10.0.0.7"), .truncated, .refused, .filtered, .tooLong(maximumBytes: 262_144),
    .malformed("items[2]: not an object with the five texts and nothing else"), .cancelled,
    .trouble(.contended(attempts: 20)), .trouble(.unknown), .trouble(.cancelled),
    .trouble(.tooLarge(.keysPerLoad(limit: 3))), .trouble(.tooLarge(.changesPerCommit(limit: 4))),
    .trouble(.tooLarge(.bytesPerRecord(limit: 5))), .trouble(.gone), .trouble(.failed("no such table")),
    .trouble(.unreadable("session cannot be read")),
  ]

  private func reading() throws -> ExtractionReading {
    let scene = ReadingScene([.user("We don't have robots."), .user("3 sites. Forget the budget.")])
    return try scene.reading([
      Reported("automationExperience", "robots", "don't have robots", op: "negate"),
      Reported("siteCount", "3 sites", in: 2),
      Reported("budgetRange", "", "Forget the budget", in: 2, op: "retract"), Reported("siteCount", "4 sites", in: 2),
    ])
  }

  @Test func `EX-10: the report tells what was kept, what was dropped and why, and what it cost`() throws {
    let result = ExtractionResult(
      .updated([.answer("siteCount")]), reading: try reading(), usage: ModelUsage(inputTokens: 900, outputTokens: 80),
      model: "model-1")
    #expect(result.count == 3 && result.confidence == 0.75)
    #expect(result.fields == [.answer("automationExperience"), .answer("budgetRange"), .answer("siteCount")])
    #expect(result.dropped.map(\.reason) == [.evidenceNotFound])
    try Golden.expect(result, "extraction-updated", isStored: false)
  }

  @Test func `EX-10: the report names the fields for which there was no room`() throws {
    let result = ExtractionResult(.nothing, reading: try reading(), overLimit: [.answer("siteCount")])
    #expect(try JSONText.of(result).contains(#""overLimit":["answers.siteCount"]"#))
    #expect(try JSONText.read(JSONText.of(result)) == result)
  }

  @Test func `EX-10: every outcome has its form`() throws {
    try Golden.expect(ExtractionResult(.skipped(.nothingNew)), "extraction-skipped", isStored: false)
    try Golden.expect(
      ExtractionResult(.nothing, reading: ExtractionReading(items: [], dropped: [])), "extraction-nothing",
      isStored: false)
    let failed = try JSONText.of(Self.failures.map { ExtractionResult(.failed($0)) })
    try Golden.expect(try JSONText.read(failed, as: [ExtractionResult].self), "extraction-failed", isStored: false)
    for skip in ExtractionResult.Skip.allCases {
      let result = ExtractionResult(.skipped(skip))
      #expect(try JSONText.read(JSONText.of(result)) == result && result.count == 0 && result.confidence == 0)
    }
  }

  @Test func `EX-10: confidence is derived, and a written one is not believed`() throws {
    let text = try Golden.text("extraction-updated").replacing(
      "\"confidence\" : \"0.75\"", with: "\"confidence\" : \"1\"")
    #expect(text.contains("\"confidence\" : \"1\""))
    #expect(try JSONText.read(text, as: ExtractionResult.self).confidence == 0.75)
    #expect(try ReadingScene("x").reading([Reported]()).confidence == 0)
    #expect(try ReadingScene("x").reading([Reported("a", "b"), Reported("c", "d")]).confidence == 0)
    #expect(ExtractionResult(.failed(.truncated)).confidence == 0)
    let third = ExtractionReading(
      items: Array(try reading().items.prefix(1)), dropped: Array(repeating: try reading().dropped[0], count: 2))
    #expect(try JSONText.of(ExtractionResult(.nothing, reading: third)).contains(#""confidence":"0.3333""#))
  }

  @Test(
    arguments: [
      (#""op" : "negate""#, #""op" : "retract""#, "op"), (#""op" : "retract""#, #""op" : "set""#, "op"),
      (#""op" : "negate""#, #""op" : "add""#, "op"), (#""reason" : "evidenceNotFound""#, #""reason" : "x""#, "reason"),
      (#""field" : "answers.siteCount""#, #""field" : "answers.floorTypes""#, "answers.floorTypes"),
      (#""field" : "answers.budgetRange""#, #""field" : "phase""#, "op"),
      (#""kind" : "model""#, #""kind" : "visitor""#, "op"),
      (#""outcome" : "updated""#, #""outcome" : "skipped""#, "skip"),
      (#""outcome" : "updated""#, #""outcome" : "done""#, "outcome"),
    ])
  func `WI-1: what no extraction comes to is not read`(good: String, bad: String, names: String) throws {
    let golden = try Golden.text("extraction-updated")
    #expect(golden.contains(good))
    let error = #expect(throws: DecodingError.self) {
      try JSONText.read(golden.replacing(good, with: bad, maxReplacements: 1), as: ExtractionResult.self)
    }
    #expect("\(try #require(error))".contains(names))
  }

  private func plan() throws -> ExtractionPlan {
    let content = try DiscoveryContent.with {
      let answer = try DiscoveryAnswer(
        "5", to: try #require(DiscoveryCatalogue.standard["siteCount"]), maximumBytes: 99)
      $0.answers["siteCount"] = Sourced(value: answer, source: .visitor, at: ReadingScene.at(0))
    }
    return try reading().plan(on: content)
  }

  @Test func `WI-1: a plan has a golden file`() throws {
    try Golden.expect(try plan(), "extraction-plan", isStored: false)
  }

  @Test(arguments: [
    (#""3 sites""#, #""9 sites""#), (#""result" : "tookSession""#, #""result" : "keptAccount""#),
    (#""field" : "answers.siteCount""#, #""field" : "answers.automationExperience""#),
  ])
  func `WI-1: a plan whose decisions do not lead to its content is not read`(good: String, bad: String) throws {
    let golden = try Golden.text("extraction-plan")
    #expect(golden.contains(good))
    #expect(throws: DecodingError.self) {
      try JSONText.read(golden.replacing(good, with: bad, maxReplacements: 1), as: ExtractionPlan.self)
    }
  }

  @Test func `WI-1: two items about one field are not read`() throws {
    let item = try #require(try reading().items.last)
    let text = try JSONText.of(ExtractionReading(items: [item, item], dropped: []))
    #expect(throws: DecodingError.self) { try JSONText.read(text, as: ExtractionReading.self) }
  }

  @Test func `EX-10: no kept or dropped item puts a person's words where they do not belong`() throws {
    let scene = ReadingScene("Our secret is 42.")
    let reading = try scene.reading([Reported("siteCount", "Our secret is 43")])
    let text = try JSONText.of(reading)
    #expect(reading.dropped.count == 1 && !text.contains("secret") && !text.contains("43"))
  }

  @Test(arguments: failures)
  func `ER-1: a failure has a code, a face that tells nothing, and a detail`(failure: ExtractionFailure) throws {
    #expect(failure.code.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2D } && !failure.code.isEmpty)
    #expect(failure.message.hasSuffix(".") && (400...599).contains(failure.status) && !failure.detail.isEmpty)
    let problem = try JSONText.of(failure.problem)
    #expect(!problem.contains(failure.detail) && !problem.contains("10.0.0.7") && !problem.contains("texts"))
    if case .trouble(let trouble) = failure {
      #expect(failure.problem == trouble.problem && failure.detail == trouble.detail)
    }
  }

  @Test(arguments: failures)
  func `ER-1: a failure is written without the words for the log`(failure: ExtractionFailure) throws {
    let text = try JSONText.of(ExtractionResult(.failed(failure)))
    for words in ["10.0.0.7", "items[2]", "no such table"] { #expect(!text.contains(words)) }
    guard case .failed(let read) = try JSONText.read(text, as: ExtractionResult.self).outcome else {
      Issue.record("\(text) is no failure")
      return
    }
    #expect(read.code == failure.code && read.problem == failure.problem)
  }

  @Test func `ER-1: one code has one face`() {
    for (_, group) in Dictionary(grouping: Self.failures, by: \.code) { #expect(Set(group.map(\.problem)).count == 1) }
    #expect(Set(Self.failures.map(\.code)).count == 13)
    #expect(ExtractionFailure.cancelled.problem == StoreTrouble.cancelled.problem)
  }

  @Test func `WI-1: the prompts have a golden file`() throws {
    try Golden.expect(ExtractionPrompts(version: "7", instructions: "Read."), "extraction-prompts")
  }
}
