import Carryover
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
