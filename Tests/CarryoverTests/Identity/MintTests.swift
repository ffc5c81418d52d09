import CarryoverTesting
import FoundationEssentials
import Testing

@testable import Carryover

@Suite("ID-1: minted identifiers")
struct MintTests {
  @Test("ID-1: a minted identifier is a UUIDv7 of its moment")
  func layout() throws {
    let surroundings = Surroundings.manual(clock: ManualClock(.distantPast), seed: 1)
    let now = try #require(WireDate.date("2022-02-22T19:22:22.000Z"))
    for _ in 0..<1_000 {
      let text = (surroundings.mint(at: now) as Session.ID).description
      // The moment of the example in RFC 9562, appendix A.6.
      #expect(text.hasPrefix("017f22e2-79b0-7"))
      #expect("89ab".contains(text[text.index(text.startIndex, offsetBy: 19)]))
    }
  }

  @Test("ID-1: identifiers sort by the moment they were minted, to a fraction of a millisecond")
  func order() {
    let surroundings = Surroundings.manual(clock: ManualClock(.distantPast), seed: 2)
    let start = Date(timeIntervalSince1970: 1_700_000_000)
    let ids: [Session.ID] = (0..<2_000).map { surroundings.mint(at: start.addingTimeInterval(Double($0) / 100_000)) }
    #expect(ids == ids.sorted())
    #expect(Set(ids).count == ids.count)
  }
}
