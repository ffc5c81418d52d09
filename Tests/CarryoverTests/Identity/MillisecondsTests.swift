import CarryoverTesting
import FoundationEssentials
import Testing

@testable import Carryover

@Suite("ID-2 dates are whole milliseconds")
struct MillisecondsTests {
  /// Years 1 to 9999, and narrow ranges where the precision of a double changes.
  static let ranges: [ClosedRange<Int64>] = [
    -62_135_596_800_000...253_402_300_799_999,
    -2_208_988_800_000 ... -1,
    -2_000...2_000,
    0...978_307_200_000,
    978_307_199_000...978_307_201_000,
    978_307_200_000...2_147_483_648_000,
    2_147_483_648_000...2_199_023_256_000,
    2_199_023_256_000...4_102_444_800_000,
  ]

  @Test(arguments: ranges)
  func `a date made of milliseconds gives them back`(range: ClosedRange<Int64>) {
    var chance = SeededGenerator(seed: 1)
    let wrong = (0..<20_000).map { _ in Int64.random(in: range, using: &chance) }.filter {
      let date = Date(milliseconds: $0)
      return date.milliseconds != $0 || date.wholeMilliseconds != date
    }

    #expect(wrong.isEmpty, "\(wrong.prefix(3))")
  }

  @Test(arguments: ranges)
  func `a date's text reads back as the very same date`(range: ClosedRange<Int64>) {
    var chance = SeededGenerator(seed: 2)
    let wrong = (0..<20_000).map { _ in Int64.random(in: range, using: &chance) }.filter {
      let text = WireDate.text(Date(milliseconds: $0))
      return text.utf8.count != 24 || WireDate.date(text) != Date(milliseconds: $0)
    }

    #expect(wrong.isEmpty, "\(wrong.prefix(3))")
  }

  @Test(arguments: [
    (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"), (1, "1970-01-01T00:00:00.001Z"),
    (778_396_832_311, "1994-09-01T05:20:32.311Z"), (-530_719_420_588, "1953-03-08T09:56:19.412Z"),
    (951_782_400_000, "2000-02-29T00:00:00.000Z"), (-2_203_891_200_000, "1900-03-01T00:00:00.000Z"),
    (2_180_316_599_778, "2039-02-03T03:29:59.778Z"), (1_770_091_506_789, "2026-02-03T04:05:06.789Z"),
    (-12_219_292_800_001, "1582-10-14T23:59:59.999Z"), (-62_135_596_800_000, "0001-01-01T00:00:00.000Z"),
    (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
  ])
  func `known moments have their known texts`(milliseconds: Int64, text: String) {
    #expect(WireDate.text(Date(milliseconds: milliseconds)) == text)
    #expect(WireDate.date(text) == Date(milliseconds: milliseconds))
  }

  @Test func `a fraction of a millisecond is cut off, before 1970 too`() {
    #expect(Date(timeIntervalSince1970: 1_770_091_506.7899).milliseconds == 1_770_091_506_789)
    #expect(Date(timeIntervalSince1970: 0.0019).milliseconds == 1)
    #expect(Date(timeIntervalSince1970: -0.0011).milliseconds == -2)
    #expect(Date(timeIntervalSince1970: -1_770_091_506.7895).milliseconds == -1_770_091_506_790)
  }

  @Test(arguments: [Double.infinity, 1e300, 253_402_300_800])
  func `a date beyond the year 9999 stops at its end`(seconds: Double) {
    let date = Date(timeIntervalSince1970: seconds)

    #expect(WireDate.text(date) == "9999-12-31T23:59:59.999Z")
    #expect(date.wholeMilliseconds == WireDate.date("9999-12-31T23:59:59.999Z"))
  }

  @Test(arguments: [-Double.infinity, -1e300, -62_135_596_801, Date.distantPast.timeIntervalSince1970, .nan])
  func `a date before the year 1 stops at its beginning, and so does one that is no number`(seconds: Double) {
    #expect(WireDate.text(Date(timeIntervalSince1970: seconds)) == "0001-01-01T00:00:00.000Z")
  }

  @Test(arguments: [
    "", "2026-02-03", "2026-02-03T04:05:06Z", "2026-02-03T04:05:06.78Z", "2026-02-03T04:05:06.7890Z",
    "2026-02-03T04:05:06.789z", "2026-02-03t04:05:06.789Z", "2026-02-03 04:05:06.789Z", "2026-02-03T04:05:06,789Z",
    "2026-02-29T00:00:00.000Z", "2026-13-01T00:00:00.000Z", "2026-00-01T00:00:00.000Z", "2026-01-00T00:00:00.000Z",
    "2026-02-03T24:00:00.000Z", "2026-02-03T23:60:00.000Z", "2026-02-03T23:59:60.000Z", "0000-01-01T00:00:00.000Z",
    "+026-02-03T04:05:06.789Z", "2026-02-03T04:05:06.789+", "2026-02-03T04:05:06.7٨9Z", "-026-02-03T04:05:06.789Z",
    "2026-02-03T04:05:06.789Z ", "1900-02-29T00:00:00.000Z", "2026-04-31T00:00:00.000Z",
  ])
  func `any other text is no date`(text: String) {
    #expect(WireDate.date(text) == nil)
  }

  @Test func `a duration is cut to milliseconds downwards and never overflows`() {
    #expect(Duration.microseconds(1_999).milliseconds == 1)
    #expect(Duration.microseconds(-1).milliseconds == -1)
    #expect(Duration.milliseconds(-1_500).wholeSeconds == -2)
    #expect(Duration.milliseconds(1_500).wholeSeconds == 1)
    #expect(Duration.seconds(Int64.max).milliseconds == .max)
    #expect(Duration.seconds(Int64.min).milliseconds == .min)
  }

  @Test func `adding more time than there is stops at the last date`() {
    let now = Date(milliseconds: 1_770_091_506_789)

    #expect(now.adding(.milliseconds(211)).milliseconds == 1_770_091_507_000)
    #expect(now.adding(.seconds(Int64.max)).milliseconds == 253_402_300_799_999)
    #expect(now.adding(.seconds(Int64.min)).milliseconds == -62_135_596_800_000)
  }
}
