import Carryover
import CarryoverTesting
import Testing

@Suite("ST-1 record keys")
struct RecordKeyTests {
  /// Texts that Swift's own comparison, a sloppy parser or a sloppy sort would confuse.
  static let hostile = [
    "a", "A", "b", "ab", "a/b", "/", "//", " ", "a ", "é", "e\u{301}", "\u{301}", "/\u{301}", "ß", "ss", "İ", "i",
    "\u{FFFF}", "😀", "👨‍👩‍👧", "\r\n", "\n", "\u{7F}", "%2F", "'; drop table records; --", "probe/probe/a", "\u{E000}",
    String(repeating: "x", count: 128), String(repeating: "é", count: 64),
  ]

  private func minted(_ number: UInt64) -> RecordKey {
    RecordKey(.session, .minted(Bits128(high: number &* 0x9E37_79B9_7F4A_7C15, low: number)))
  }

  private func digest(_ number: UInt64) -> RecordKey {
    RecordKey(.tokenSlot, .digest(Bits256(number &* 0x9E37_79B9_7F4A_7C15, number, ~number, number &<< 60)))
  }

  private var all: [RecordKey] {
    Self.hostile.map { RecordKey(.probe, .text($0)) } + (0..<20).flatMap { [minted($0), digest($0)] }
  }

  @Test func `every kind's text form reads back as the same key`() throws {
    for key in all {
      let text = key.description
      let read = try #require(RecordKey(text), "\(text)")
      #expect(read == key)
      #expect(read.description.utf8.elementsEqual(text.utf8))
      #expect(RecordKey(key.kind, identity: key.identityText) == key)
    }
  }

  @Test func `keys are equal exactly if their text forms are, byte by byte`() {
    for one in all {
      for other in all {
        let same = one.description.utf8.elementsEqual(other.description.utf8)
        #expect((one == other) == same)
        if same { #expect(one.hashValue == other.hashValue) }
      }
    }
    #expect(RecordKey.probe("é") != RecordKey.probe("e\u{301}"))
    #expect(Set(all).count == all.count)
  }

  @Test func `their order is the byte order of the text forms`() {
    let byText = all.sorted { Array($0.description.utf8).lexicographicallyPrecedes(Array($1.description.utf8)) }

    #expect(all.shuffled().sorted() == byText)
    for one in all { for other in all { #expect(!(one < other && other < one)) } }
  }

  @Test(arguments: [
    "", "/", "probe", "probe/", "Probe/a", "probe /a", "/a", "unknown/a", "probe/a\u{0}", "\u{0}probe/a",
    "probe/" + String(repeating: "x", count: 129), "probe/" + String(repeating: "é", count: 65), "session/",
    "session/0190A1B2-0000-7000-8000-000000000001", "session/0190a1b200007000800000000000001",
    "session/0190a1b2-0000-7000-8000-00000000000", "session/0190a1b2-0000-7000-8000-0000000000011",
    "session/0190a1b2-0000-7000-8000-00000000000g", "session/0190a1b2-0000-7000-8000-00000000000\u{0661}",
    "session/ 190a1b2-0000-7000-8000-000000000001", "tokenSlot/00", "tokenSlot/" + String(repeating: "A", count: 64),
    "tokenSlot/" + String(repeating: "0", count: 63) + "\u{0660}", "pro\u{301}be/a",
  ])
  func `another text is no key`(text: String) {
    #expect(RecordKey(text) == nil)
  }

  @Test func `every kind can be read back`() {
    for kind in RecordKind.allCases {
      let identity = ["x", "0190a1b2-0000-7000-8000-000000000001", String(repeating: "0a", count: 32)]
      #expect(identity.contains { RecordKey("\(kind.rawValue)/\($0)")?.kind == kind }, "\(kind)")
    }
  }
}

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

@Suite("ST-1 limits of a store")
struct StoreLimitsTests {
  private let limits = StoreLimits(keysPerLoad: 2, changesPerCommit: 2, bytesPerRecord: 100)

  private func record(_ name: String, bytes: Int) -> Record {
    Record(key: .probe(name), body: String(repeating: "x", count: bytes))
  }

  @Test func `what is at a limit is taken`() throws {
    try limits.check(load: [.probe("a"), .probe("b")])
    try limits.check(Commit([.insert(record("a", bytes: 100)), .replace(record("b", bytes: 100), RecordVersion(1))]))
  }

  @Test func `what is beyond is refused by name and number`() {
    #expect(throws: StoreError.tooLarge(.keysPerLoad(limit: 2))) {
      try limits.check(load: [.probe("a"), .probe("b"), .probe("c")])
    }
    #expect(throws: StoreError.tooLarge(.changesPerCommit(limit: 2))) {
      try limits.check(
        Commit([.keep(.probe("a"), RecordVersion(1)), .keepAbsent(.probe("b")), .keepAbsent(.probe("c"))]))
    }
    #expect(throws: StoreError.tooLarge(.bytesPerRecord(limit: 100))) {
      try limits.check(Commit([.replace(record("b", bytes: 101), RecordVersion(1))]))
    }
  }

  @Test func `bytes count, not characters, and events do not count`() throws {
    let event = DomainEvent.test(.test(1), "a")
    try limits.check(Commit([], events: Array(repeating: event, count: 10)))

    #expect(throws: StoreError.tooLarge(.bytesPerRecord(limit: 100))) {
      try limits.check(Commit([.insert(Record(key: .probe("a"), body: String(repeating: "é", count: 51)))]))
    }
  }
}

@Suite("ST-1 patience")
struct PatienceTests {
  private let patience = Patience(attempts: 20, firstDelay: .milliseconds(2), longestDelay: .seconds(1))

  @Test func `a wait lies anywhere from nothing to a bound that doubles and is capped`() {
    let bounds: [(attempt: Int, bound: Duration)] = [
      (2, .milliseconds(2)), (3, .milliseconds(4)), (4, .milliseconds(8)), (10, .milliseconds(512)), (11, .seconds(1)),
      (20, .seconds(1)), (.max, .seconds(1)),
    ]
    for (attempt, bound) in bounds {
      #expect(patience.delay(before: attempt, chance: 0) == .zero)
      #expect(patience.delay(before: attempt, chance: .max) < bound)
      #expect(patience.delay(before: attempt, chance: .max) > bound * 0.999)
      #expect(abs(patience.delay(before: attempt, chance: 1 << 63) / bound - 0.5) < 1e-9)
    }
  }

  @Test func `chances spread evenly`() {
    var chance = SeededGenerator(seed: 3)
    let waits = (0..<10_000).map { _ in patience.delay(before: 11, chance: chance.next()) / .seconds(1) }

    #expect(abs(waits.reduce(0, +) / 10_000 - 0.5) < 0.02)
    #expect(waits.filter { $0 < 0.1 }.count > 800)
    #expect(waits.filter { $0 > 0.9 }.count > 800)
  }

  @Test func `strange bounds bring nothing down`() {
    for first in [Duration.zero, .seconds(-1), .seconds(Int64.max), .seconds(Int64.min)] {
      for longest in [Duration.zero, .seconds(-1), .seconds(Int64.max)] {
        for attempt in [Int.min, 1, 2, 40, .max] {
          let patience = Patience(attempts: 1, firstDelay: first, longestDelay: longest)
          let wait = patience.delay(before: attempt, chance: 1)
          #expect(wait >= .zero)
          #expect(wait <= max(longest, .zero))
        }
      }
    }
  }
}
