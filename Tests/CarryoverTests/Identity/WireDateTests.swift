import FoundationEssentials
import Testing

@testable import Carryover

@Suite("ID-2, WI-1 dates on the wire")
struct WireDateTests {
  @Test func `every millisecond of a second is written as itself and reads back`() {
    for start in [1_770_000_000_000, 0, -5_000, 32_503_680_000_000] as [Int64] {
      for milliseconds in start..<start + 1_000 {
        let text = WireDate.text(Date(milliseconds: milliseconds))

        #expect(WireDate.date(text)?.milliseconds == milliseconds)
      }
    }
    #expect(WireDate.text(Date(milliseconds: 1_770_000_000_007)) == "2026-02-02T02:40:00.007Z")
    #expect(WireDate.text(Date(milliseconds: -1)) == "1969-12-31T23:59:59.999Z")
  }
}
