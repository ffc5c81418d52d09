package import FoundationEssentials

/// Dates as the wire has them: ISO 8601 in UTC with three digits of milliseconds, such as `2026-02-03T04:05:06.789Z`.
///
/// Foundation's coders drop the fraction or write numbers, and its formatter loses a millisecond of every other date, so every
/// stored value writes its dates through this. The calendar is the Gregorian one for all years, as ISO 8601 demands.
package enum WireDate {
  /// What 24 characters can say, in milliseconds since 1970: the years 1 to 9999.
  package static let range: ClosedRange<Int64> = -62_135_596_800_000...253_402_300_799_999

  private static let millisecondsPerDay: Int64 = 86_400_000

  package static func text(_ date: Date) -> String {
    let milliseconds = date.milliseconds
    let time = remainder(milliseconds, millisecondsPerDay)
    let (year, month, day) = civil(days: (milliseconds - time) / millisecondsPerDay)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(24)
    func write(_ number: Int64, digits: Int, then mark: Unicode.Scalar) {
      var divisor: Int64 = digits == 4 ? 1000 : digits == 3 ? 100 : 10
      while divisor > 0 {
        bytes.append(0x30 + UInt8(truncatingIfNeeded: number / divisor % 10))
        divisor /= 10
      }
      bytes.append(UInt8(ascii: mark))
    }
    write(year, digits: 4, then: "-")
    write(month, digits: 2, then: "-")
    write(day, digits: 2, then: "T")
    write(time / 3_600_000, digits: 2, then: ":")
    write(time / 60_000 % 60, digits: 2, then: ":")
    write(time / 1000 % 60, digits: 2, then: ".")
    write(time % 1000, digits: 3, then: "Z")
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Reads the one form that ``text(_:)`` writes; nil for any other text, and for a day or an hour that does not exist.
  package static func date(_ text: String) -> Date? {
    // Year, month, day, hour, minute, second, fraction.
    var parts = SIMD8<Int64>()
    var part = 0
    var position = 0
    for byte in text.utf8 {
      let mark: Unicode.Scalar? =
        switch position {
        case 4, 7: "-"
        case 10: "T"
        case 13, 16: ":"
        case 19: "."
        case 23: "Z"
        default: nil
        }
      position += 1
      if let mark {
        guard byte == UInt8(ascii: mark) else { return nil }
        part += 1
      } else {
        guard position < 24, (0x30...0x39).contains(byte) else { return nil }
        parts[part] = parts[part] * 10 + Int64(byte - 0x30)
      }
    }
    guard position == 24, parts[3] < 24, parts[4] < 60, parts[5] < 60 else { return nil }
    let days = days(parts[0], parts[1], parts[2])
    // A day that does not exist comes back as another.
    guard civil(days: days) == (parts[0], parts[1], parts[2]) else { return nil }
    let milliseconds = days * millisecondsPerDay + ((parts[3] * 60 + parts[4]) * 60 + parts[5]) * 1000 + parts[6]
    return range.contains(milliseconds) ? Date(milliseconds: milliseconds) : nil
  }
}

/// The calendar in years that begin on the first of March, so that a leap day is a year's last.
extension WireDate {
  private static let daysPerEra: Int64 = 146_097

  /// From the first of March of the year 0 to the first of January 1970.
  private static let daysBefore1970: Int64 = 719_468

  private static func remainder(_ value: Int64, _ divisor: Int64) -> Int64 {
    let rest = value % divisor
    return rest < 0 ? rest + divisor : rest
  }

  private static func civil(days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = days + daysBefore1970
    let inEra = remainder(shifted, daysPerEra)
    let era = (shifted - inEra) / daysPerEra
    let yearInEra = (inEra - inEra / 1460 + inEra / 36_524 - inEra / 146_096) / 365
    let inYear = inEra - (365 * yearInEra + yearInEra / 4 - yearInEra / 100)
    let fromMarch = (5 * inYear + 2) / 153
    let month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
    return (yearInEra + era * 400 + (month <= 2 ? 1 : 0), month, inYear - (153 * fromMarch + 2) / 5 + 1)
  }

  private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let yearInEra = remainder(shifted, 400)
    let era = (shifted - yearInEra) / 400
    let inYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * daysPerEra + yearInEra * 365 + yearInEra / 4 - yearInEra / 100 + inYear - daysBefore1970
  }
}

extension KeyedEncodingContainer {
  package mutating func encode(date: Date, forKey key: Key) throws {
    try encode(WireDate.text(date), forKey: key)
  }

  package mutating func encodeIfPresent(date: Date?, forKey key: Key) throws {
    if let date { try encode(date: date, forKey: key) }
  }
}

extension KeyedDecodingContainer {
  package func decodeDate(forKey key: Key) throws -> Date {
    guard let date = WireDate.date(try decode(String.self, forKey: key)) else {
      throw DecodingError.dataCorruptedError(
        forKey: key, in: self, debugDescription: "not an ISO 8601 date with milliseconds in UTC")
    }
    return date
  }

  package func decodeDateIfPresent(forKey key: Key) throws -> Date? {
    guard contains(key), try !decodeNil(forKey: key) else { return nil }
    return try decodeDate(forKey: key)
  }
}
