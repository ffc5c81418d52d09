import CarryoverTesting
import FoundationEssentials
import Testing

@testable import Carryover

@Suite("EX-5: of several items about one field the latest statement is kept")
struct DuplicateTests {
  private let scene = ReadingScene([
    .user("We have 3 sites. No, wait, 4 sites. Or was it 3 sites?"), .assistant("Well?"),
    .user("It is 5 sites, certainly."),
  ])

  private func kept(_ items: [Reported]) throws -> [String?] {
    let reading = try scene.reading(items)
    #expect(reading.items.count + reading.dropped.count == items.count)
    #expect(Set(reading.dropped.map(\.reason)).subtracting([.duplicate, .evidenceNotFound]).isEmpty)
    return reading.items.map { $0.statement.value?.spoken }
  }

  @Test func `EX-5: the item from the later message is kept, wherever it stands in the reply`() throws {
    let (early, late) = (Reported("siteCount", "4 sites"), Reported("SiteCount", "5 sites", in: 3))
    #expect(try kept([early, late]) == ["5 sites"])
    #expect(try kept([late, early]) == ["5 sites"])
    #expect(try kept([early, late, early]) == ["5 sites"])
  }

  @Test func `EX-5: within one message the item is kept whose evidence stands further on`() throws {
    let (first, second) = (
      Reported("siteCount", "3", "We have 3 sites"), Reported("siteCount", "4", "No, wait, 4 sites")
    )
    #expect(try kept([first, second]) == ["4"])
    #expect(try kept([second, first]) == ["4"])
    #expect(try kept([Reported("siteCount", "4 sites"), Reported("siteCount", "3 sites")]) == ["3 sites"])
  }

  @Test func `EX-5: of two items from the very same words the later in the reply is kept`() throws {
    let items = [Reported("siteCount", "3", "3 sites"), Reported("siteCount", "3 sites", "3 sites")]
    #expect(try kept(items) == ["3 sites"])
    #expect(try kept(items.reversed()) == ["3"])
  }

  @Test func `EX-5: an item that is not believed replaces none that is`() throws {
    let (good, bad) = (Reported("siteCount", "4 sites"), Reported("siteCount", "6 sites", in: 3))
    #expect(try kept([good, bad]) == ["4 sites"])
    #expect(try kept([bad, good]) == ["4 sites"])
  }

  @Test func `EX-5: a retraction competes like a value`() throws {
    let (set, retraction) = (
      Reported("siteCount", "4 sites"), Reported("siteCount", "", "5 sites", in: 3, op: "retract")
    )
    for items in [[set, retraction], [retraction, set]] {
      let reading = try scene.reading(items)
      #expect(reading.items.map(\.op) == [.retract] && reading.dropped.map(\.reason) == [.duplicate])
    }
  }

  @Test func `EX-5: fields that compete leave one statement each, never none`() throws {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<300 {
      let items = (0..<Int.random(in: 1...8, using: &generator)).map { _ -> Reported in
        let (value, message) =
          [("3 sites", 1), ("4 sites", 1), ("5 sites", 3)].randomElement(using: &generator) ?? ("", 0)
        return Reported(
          Bool.random(using: &generator) ? "siteCount" : "facilityType", value, in: message,
          op: Bool.random(using: &generator) ? "set" : "negate")
      }
      let reading = try scene.reading(items)
      #expect(Set(reading.items.map(\.field)) == Set(items.map { .answer($0.key) }))
      #expect(reading.items.count == Set(items.map(\.key)).count)
      #expect(reading.items.map(\.field) == reading.items.map(\.field).sorted())
      #expect(reading.items.count + reading.dropped.count == items.count)
    }
  }
}
