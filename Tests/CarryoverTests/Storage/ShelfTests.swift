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

  @Test func `places go by order, then by the bytes of the key`() {
    let places = [
      Place(order: .min, key: .probe("z")), Place(order: -1, key: .probe("é")), Place(order: 0, key: .probe("A")),
    ]
    let ties = ["A", "a", "e\u{301}", "é"].map { Place(order: 1, key: .probe($0)) }

    #expect((places + ties).shuffled().sorted() == places + ties)
  }
}
