import FoundationEssentials
import Testing

@testable import Carryover

@Suite("EX-2, EX-5: a reading that comes back from elsewhere is believed no more than a reply")
struct ReadingCheckTests {
  private let text = "No robots. We run 3 sites, a warehouse and two shops. It costs 60000 euros a year."

  /// A talk, and what a model's reply to it comes to.
  private func talk() async throws -> (TalkScene, PendingExtraction, ExtractionReading) {
    let scene = try await TalkScene(text)
    let pending = try await scene.begin()
    let reply = ModelReply(
      try ReadingScene.reply([
        Reported("facilityType", "warehouse", "3 sites, a warehouse", in: 2),
        Reported("automationExperience", "robots", "No robots", in: 2, op: "negate"),
        Reported("floorTypes", "", "a warehouse", in: 2, op: "retract"),
        Reported("manualMonthlySpend", "60000 euros", "60000 euros", in: 2),
      ]))
    return (scene, pending, try scene.extractions.read(reply, of: pending))
  }

  private func edited(_ reading: ExtractionReading, _ good: String, _ bad: String) throws -> ExtractionReading {
    let text = try JSONText.of(reading)
    try #require(text.contains(good), "\(good) is not in \(text)")
    return try JSONText.read(text.replacing(good, with: bad), as: ExtractionReading.self)
  }

  @Test func `EX-5: what nobody has touched is committed as it was read`() async throws {
    let (scene, pending, reading) = try await talk()
    #expect(reading.items.count == 4 && reading.dropped.isEmpty)
    let sent: ExtractionReading = try JSONText.read(try JSONText.of(reading))
    let result = await scene.extractions.commit(sent, of: pending)
    #expect(result.reading == reading)
    let content = try await scene.session().discovery
    #expect(content.answers["automationExperience"]?.value == "No: robots")
    #expect(await scene.extractions.commit(sent, of: pending) == result)
  }

  @Test(
    arguments: [
      (#""3 sites, a warehouse""#, #""a hospital""#, DroppedItem.Reason.evidenceNotFound),
      (#""3 sites, a warehouse""#, #""""#, .evidenceNotFound),
      (#""value":"warehouse""#, #""value":"4 warehouses""#, .figuresDiffer),
      (#""value":"warehouse""#, #""value":"N/A""#, .placeholder),
      (#""amount":"5000""#, #""amount":"6000""#, .ambiguousNumber),
      (#""currency":"EUR""#, #""currency":"USD""#, .ambiguousNumber),
    ])
  func `EX-5: what the messages do not bear out is dropped and reported, and the rest stands`(
    good: String, bad: String, reason: DroppedItem.Reason
  ) async throws {
    let (scene, pending, reading) = try await talk()
    let result = await scene.extractions.commit(try edited(reading, good, bad), of: pending)
    #expect(result.dropped.map(\.reason) == [reason])
    #expect(result.count == 3)
    #expect(try await scene.session().discovery.answers["facilityType"]?.value != "4 warehouses")
  }

  @Test func `DP-6: labels are the catalogue's, whatever the reading says`() async throws {
    let (scene, pending, reading) = try await talk()
    let label = try #require(DiscoveryCatalogue.standard["facilityType"]).label
    let forged = try edited(reading, "\"label\":\"\(label)\"", #""label":"Buy now""#)
    #expect(await scene.extractions.commit(forged, of: pending).reading == reading)
    #expect(try await scene.session().discovery.answers["facilityType"]?.label == label)
  }

  @Test func `EX-5: a key that the catalogue lacks is dropped`() async throws {
    let (scene, pending, reading) = try await talk()
    let forged = try edited(reading, "facilityType", "facilitykind")
    let result = await scene.extractions.commit(forged, of: pending)
    #expect(result.dropped.map(\.reason) == [.unknownKey] && result.dropped.map(\.key) == ["facilitykind"])
    #expect(try await scene.session().discovery.answers["facilitykind"] == nil)
  }

  @Test func `EX-3: the assistant's message and another date prove nothing`() async throws {
    let (scene, pending, reading) = try await talk()
    let (asked, said) = (pending.messages[0], pending.messages[1])
    let forged = try edited(reading, "\(said.id)", "\(asked.id)")
    #expect(
      await scene.extractions.commit(forged, of: pending).dropped.map(\.reason) == [
        .unknownMessage, .unknownMessage, .unknownMessage, .unknownMessage,
      ])
    #expect(try await scene.session().discovery.isEmpty)

    let (other, begun, read) = try await talk()
    let items = read.items.map { item in
      ExtractedItem(
        field: item.field, op: item.op,
        statement: Sourced(
          value: item.statement.value, source: item.statement.source, at: said.createdAt.addingTimeInterval(1e9)),
        evidence: item.evidence)
    }
    let late = ExtractionReading(items: items, dropped: [])
    let plan = try #require(try await other.extractions.plan(late, for: begun))
    #expect(plan.changed.isEmpty)
    #expect(await other.extractions.commit(late, of: begun).dropped.count == 4)
    #expect(try await other.session().discovery.isEmpty)
  }
}
