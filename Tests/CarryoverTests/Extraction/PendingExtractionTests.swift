import FoundationEssentials
import Testing

@testable import Carryover

@Suite("WI-1: how extractions are written")
struct PendingExtractionTests {
  private static let start = Date(timeIntervalSince1970: 1_800_000_000)

  private func id<Subject>(_ number: UInt64) -> MintedID<Subject> {
    MintedID(bits: Bits128(high: 0x017f_22e2_79b0_7000, low: 0x8000_0000_0000_0000 | number))
  }

  private func pending() throws -> PendingExtraction {
    let messages = [
      Message(
        id: id(11), conversation: id(1), sequence: 1, role: .assistant, text: "What is it?", createdAt: Self.start),
      Message(
        id: id(12), conversation: id(1), sequence: 2, role: .user, text: "A \"warehouse\"",
        createdAt: Self.start.addingTimeInterval(1)),
    ]
    return PendingExtraction(
      id: id(5), conversation: id(1), account: try Account.ID("auth0|42"), sequence: 2, messages: messages,
      request: ModelRequest(system: "Read.", transcript: "2 user: A", schema: "{}", temperature: 0.1, version: "1"),
      lapsesAt: Self.start.addingTimeInterval(120))
  }

  private var log: ExtractionLog {
    var log = ExtractionLog(of: id(1), at: Self.start, by: id(5))
    _ = log.hold(ExtractionLog.Pending(id: id(5), sequence: 2, lapsesAt: Self.start), at: Self.start)
    _ = log.hold(
      ExtractionLog.Pending(id: id(6), sequence: 4, lapsesAt: Self.start.addingTimeInterval(120)), at: Self.start)
    log.commit(
      ExtractionLog.Committed(id: id(5), updated: [.answer("facilityType")], overLimit: [.roiInput(.laborRate)]), of: 2,
      at: Self.start.addingTimeInterval(3), by: id(5))
    return log
  }

  @Test func `WI-1: what is under way, what was done, and whose a place is have golden files`() throws {
    try Golden.expect(try pending(), "pending-extraction", isStored: false)
    try Golden.expect(log, "extraction-log")
    let place = AccountPlace(id: id(8), account: try Account.ID("auth0|42"))
    try Golden.expect(place, "account-place")

    let (record, other) = (Record(log), Record(place))
    #expect(try Record(key: record.key, body: try record.body).value(as: ExtractionLog.self) == log)
    #expect(record.key.description == "extraction/\(id(1) as Conversation.ID)" && record.entries.isEmpty)
    #expect(try Record(key: other.key, body: try other.body).value(as: AccountPlace.self) == place)
    #expect(other.key == Home.account(id(8)).key && other.target == nil && record.target == nil)
  }

  @Test(arguments: [
    (#""sequence" : 2,"#, #""sequence" : 1,"#), (#""role" : "user""#, #""role" : "assistant""#),
    (
      #""conversation" : "017f22e2-79b0-7000-8000-000000000001",\#n  "id""#,
      #""conversation" : "017f22e2-79b0-7000-8000-000000000002",\#n  "id""#
    ),
    (#""sequence" : 1,"#, #""sequence" : 3,"#), (#""role" : "user""#, #""role" : "tool""#),
  ])
  func `WI-1: an extraction of other messages than it names is not read`(good: String, bad: String) throws {
    let text = try Golden.text("pending-extraction")
    try #require(text.contains(good))
    #expect(throws: DecodingError.self) {
      try JSONText.read(text.replacing(good, with: bad, maxReplacements: 1), as: PendingExtraction.self)
    }
  }

  @Test(arguments: [
    (#""through" : 2"#, #""through" : -1"#), (#""sequence" : 4"#, #""sequence" : 0"#),
    (#""answers.facilityType""#, #""answer.facilityType""#),
  ])
  func `WI-1: a log that could not have been built is not read`(good: String, bad: String) throws {
    let text = try Golden.text("extraction-log")
    try #require(text.contains(good))
    #expect(throws: DecodingError.self) { try JSONText.read(text.replacing(good, with: bad), as: ExtractionLog.self) }
  }

  @Test func `EX-2: another process can commit what this one began`() async throws {
    let scene = try await TalkScene()
    let sent = try JSONText.of(try await scene.begin())
    let pending: PendingExtraction = try JSONText.read(sent)
    let result = await scene.extractions.commit(try .saying(["facilityType": "warehouse"]), of: pending)
    #expect(result.outcome == .updated([.answer("facilityType")]))
  }
}
