import Carryover
import FoundationEssentials
import Testing

@testable import CarryoverInMemory

@Suite("EV-2: the feed of the in-memory store")
struct EventLogTests {
  @Test("EV-2: the newest events are kept, whatever the retention", arguments: [1, 2, 1_023, 1_024, 1_025, 2_500])
  func retention(_ retention: Int) throws {
    var log = EventLog(epoch: 7, retention: retention)
    for number in 0..<5_000 { log.append(try event(number)) }
    let page = try log.page(after: .start, limit: 10_000)
    #expect(page.entries.map(\.event.facts["number"]) == (5_000 - retention..<5_000).map { "\($0)" })
  }

  @Test("EV-2: a position that was trimmed is gone, the oldest that was not is good")
  func trimmed() throws {
    var log = EventLog(epoch: 7, retention: 10)
    var positions = [try log.page(after: .start, limit: 1).end]
    for number in 0..<20 {
      log.append(try event(number))
      positions.append(try log.page(after: positions[number], limit: 1).end)
    }
    #expect(throws: StoreError.gone) { try log.page(after: positions[9], limit: 1) }
    #expect(try log.page(after: positions[10], limit: 1).entries.first?.event.facts["number"] == "10")
    #expect(try log.page(after: positions[20], limit: 1).entries.isEmpty)
  }

  @Test(
    "EV-2: a position of another store, or of none, is gone",
    arguments: ["8-0", "7-", "7", "-", "7--1", "7-1", "7-00", "7-0 ", "x", "7-99999999999999999999"])
  func foreign(_ text: String) {
    let log = EventLog(epoch: 7, retention: 10)
    #expect(throws: StoreError.gone) { try log.page(after: FeedPosition(text), limit: 1) }
  }

  private func event(_ number: Int) throws -> DomainEvent {
    DomainEvent(
      id: DomainEvent.ID(UUID(), ordinal: 0), kind: DomainEvent.Kind(rawValue: "probe"),
      subject: try #require(RecordKey(.probe, identity: "p")), actor: .system, time: Date(timeIntervalSince1970: 0),
      facts: ["number": "\(number)"])
  }
}
