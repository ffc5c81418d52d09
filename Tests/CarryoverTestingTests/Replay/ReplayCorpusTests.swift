import Carryover
import CarryoverTesting
import FoundationEssentials
import Testing

/// Answers every request with the same reply, or throws.
private struct ConstantModel: ExtractionModel {
  var reply: ModelReply?
  var error: any Error = NoModel()

  func reply(to request: ModelRequest) async throws -> ModelReply {
    guard let reply else { throw error }
    return reply
  }
}

private struct NoModel: Error {}

@Suite struct ReplayCorpusTests {
  private func corpus() throws -> ReplayCorpus {
    var broken = Script(outcome: #""failure": "malformed", "meaning": { "answers.facilitySize": "12,000 m²" }"#)
    broken.reply = "```"
    var other = Script(outcome: #""changes": {}, "drops": [{ "key": "colour", "reason": "unknownKey" }]"#)
    other.reply = Script.reply([("colour", "grey", "12,000 m²")])
    return ReplayCorpus([try Script().replay(), try broken.replay(), try other.replay()])
  }

  @Test func `EX-11 the tally counts what was kept and dropped by key`() throws {
    let report = try corpus().run()
    #expect(report.isAsExpected)
    #expect(
      "\(report)" == """
        key              kept  dropped  wrong  missed
        (no such key)       0        1      0       0
        facilitySize        1        0      0       0
        all                 1        1      0       0
        3 of 3 as expected; replies that failed: 1 malformed
        """)
  }

  @Test func `EX-11 the tally counts what is wrong and what is missed`() throws {
    var swapped = Script(outcome: #""changes": { "answers.facilitySize": "9", "answers.siteCount": "3" }"#)
    swapped.finish = "unknown"
    let report = try ReplayCorpus([swapped.replay()]).run()
    #expect(!report.isAsExpected)
    #expect(report.tally.keys["facilitySize"]?.wrong == 1)
    #expect(report.tally.keys["siteCount"]?.missed == 1)
    #expect(report.tally.total.wrong == 1)
    #expect("\(report)".hasPrefix("DIFFERENT    a hall\n"))
    #expect("\(report)".hasSuffix("0 of 1 as expected"))
  }

  @Test func `EX-11 the tally survives its JSON`() throws {
    let tally = try corpus().run().tally
    let data = try JSONEncoder().encode(tally)
    #expect(try JSONDecoder().decode(ReplayTally.self, from: data) == tally)
    let text = String(decoding: data, as: UTF8.self).replacing("malformed", with: "unwell")
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(ReplayTally.self, from: Data(text.utf8)) }
  }

  @Test func `EX-11 a model is held against what the conversations mean`() async throws {
    let good = ConstantModel(reply: ModelReply(Script.reply([("facilitySize", "a hall of 12,000 m²", "12,000 m²")])))
    let report = try await corpus().ask(good)
    // The second script's own reply is broken; what it means is known all the same. The third says that nothing changes.
    #expect(report.outcomes.map(\.isAsExpected) == [true, true, false])
    #expect(report.tally.keys["facilitySize"]?.kept == 3)
    #expect(report.tally.keys["facilitySize"]?.wrong == 1)
    #expect(report.outcomes.compactMap(\.reply?.text).count == 3)
  }

  @Test func `EX-11 a host may compare in its own way`() async throws {
    let model = ConstantModel(reply: ModelReply(Script.reply([("facilitySize", "a hall of 12,000 m²", "12,000 m²")])))
    let outcome = try await Script().replay().ask(model) { field, expected, actual in expected == actual }
    #expect(!outcome.isAsExpected)
  }

  @Test func `EX-11 a model that cannot be asked is a failure of each script, and ends no run`() async throws {
    let report = try await corpus().ask(ConstantModel())
    #expect(report.tally.failures == [.model: 3])
    #expect(report.tally.keys["facilitySize"]?.missed == 2)
    #expect(report.outcomes.allSatisfy { $0.reply == nil })
    let cancelled = try await corpus().ask(ConstantModel(error: CancellationError()))
    #expect(cancelled.tally.failures == [.cancelled: 3])
  }

  @Test func `EX-11 a script that does not say what it means is counted and not judged`() async throws {
    var script = Script(outcome: #""failure": "malformed""#)
    script.reply = "?"
    let outcome = try await script.replay().ask(ConstantModel(reply: ModelReply(Script().reply)))
    #expect(outcome.isAsExpected)
    #expect(outcome.end.changes.count == 1)
  }

  @Test func `EX-11 a folder of scripts is read with its subfolders, and a file that is none is named`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "replays-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder.appending(path: "sub"), withIntermediateDirectories: true)
    func write(_ text: String, _ path: String) throws { try Data(text.utf8).write(to: folder.appending(path: path)) }
    try write(Script().script, "sub/hall.json")
    try write(Script().reply, "sub/hall.reply")
    #expect(try ReplayCorpus(folder: folder.path()).replays.map(\.name) == ["a hall"])

    try write("{}", "bare.json")
    let bare = #expect(throws: ReplayCorpus.Unreadable.self) { try ReplayCorpus(folder: folder.path()) }
    #expect(bare?.path == "bare")
    try FileManager.default.removeItem(at: folder.appending(path: "bare.json"))
    try write("", "orphan.reply")
    let orphan = #expect(throws: ReplayCorpus.Unreadable.self) { try ReplayCorpus(folder: folder.path()) }
    #expect("\(orphan.map(\.description) ?? "")" == "orphan.reply: there is no script beside it")
  }
}

@Suite struct FieldTextTests {
  @Test(arguments: [
    ("hospital", "A hospital.", true), ("12,000 m²", "about 12000 m²", true), ("8 500 EUR", "8500 EUR", true),
    ("12,000 m²", "120,000 m²", false), ("10–20", "1020", false), ("no robots", "robots yet", false),
    ("no robots", "robots", false), ("No: 3 shifts", "3 shifts", false),
    ("No: 3 shifts", "no, 3 shifts", true), ("12.5 EUR", "125 EUR", false), ("12.50 EUR", "12,5 EUR", true),
    ("1.234,50 EUR", "1234.5 EUR", true), ("0.125", "125", false), ("5, 6 sites", "56 sites", false),
    ("tiles", "carpet", false), ("3 sites", "sites", false),
  ])
  func `EX-11 words agree where figures are the same and one has all the words of the other`(
    a: String, b: String, agree: Bool
  ) {
    #expect(FieldText.text(a).agrees(with: .text(b)) == agree)
    #expect(FieldText.text(b).agrees(with: .text(a)) == agree)
  }

  @Test func `EX-11 a tombstone agrees with a tombstone alone`() {
    #expect(FieldText.tombstone.agrees(with: .tombstone))
    #expect(!FieldText.tombstone.agrees(with: .text("")))
  }
}
