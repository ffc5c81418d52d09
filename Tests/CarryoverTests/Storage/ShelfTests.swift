import Carryover
import Testing

@Suite("ST-1 shelves and places")
struct ShelfTests {
  private var shelves: [Shelf] {
    Shelf.Name.allCases.flatMap { name in
      [Shelf(name)] + RecordKeyTests.hostile.map { Shelf(name, of: .probe($0)) }
    }
  }

  @Test func `a shelf's text form reads back as the same shelf`() throws {
    for shelf in shelves {
      let read = try #require(Shelf(shelf.description), "\(shelf)")
      #expect(read == shelf)
      #expect(read.description.utf8.elementsEqual(shelf.description.utf8))
    }
    #expect(Set(shelves).count == shelves.count)
    #expect(Set(shelves.map { Array($0.description.utf8) }).count == shelves.count)
  }

  @Test(arguments: ["", "/", "unknown", "probe/", "probe/a", "probe/unknown/a", "Probe", "probe/probe/", "\u{0}"])
  func `another text is no shelf`(text: String) {
    #expect(Shelf(text) == nil)
  }

  private var places: [Place] {
    [Int64.min, -1, 0, 7, .max].flatMap { order in
      RecordKeyTests.hostile.map { Place(order: order, key: .probe($0)) }
    }
  }

  @Test func `WI-1: a place's text form reads back as the same place, and so does its JSON`() throws {
    for place in places {
      let read = try #require(Place(place.description), "\(place)")
      #expect(read == place)
      #expect(read.description.utf8.elementsEqual(place.description.utf8))
      #expect(try JSONText.read(JSONText.of(place)) == place)
    }
    #expect(Set(places.map { Array($0.description.utf8) }).count == places.count)
  }

  @Test func `WI-1: a place's wire form is the golden file`() throws {
    let id = try #require(Conversation.ID("017f22e2-79b0-7000-8000-000000000001"))
    let places = [Place(order: 1_800_000_000_000, key: .conversation(id)), Place(order: -1, key: .probe("a/ä"))]
    try Golden.expect(places, "places")
  }

  @Test(arguments: [
    "", "/", "7", "7/", "/probe/a", "7/probe", "7/unknown/a", "+7/probe/a", "07/probe/a", "-0/probe/a", " 7/probe/a",
    "7 /probe/a",
    "7.0/probe/a", "9223372036854775808/probe/a", "7//probe/a", "7/probe/a\u{0}", "\u{0667}/probe/a", "7/Probe/a",
  ])
  func `WI-1: another text is no place`(text: String) throws {
    #expect(Place(text) == nil)
    let json = try JSONText.of(text)
    #expect(throws: DecodingError.self) { try JSONText.read(json, as: Place.self) }
  }

  @Test func `places go by order, then by the bytes of the key`() {
    let places = [
      Place(order: .min, key: .probe("z")), Place(order: -1, key: .probe("é")), Place(order: 0, key: .probe("A")),
    ]
    let ties = ["A", "a", "e\u{301}", "é"].map { Place(order: 1, key: .probe($0)) }

    #expect((places + ties).shuffled().sorted() == places + ties)
  }
}
