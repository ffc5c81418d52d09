internal import FoundationEssentials

/// The figures of a text as they are written, for those that cannot be read as numbers.
///
/// Separators may differ, digits may not. A figure that can be read in two ways, such as `1.234`, has both readings.
struct WrittenFigures {
  private var readings: Set<[UInt8]> = []
  private var figures: [[[UInt8]]] = []

  /// Whether each of these figures stands in the other text, in one of its readings, or amounts to one of its numbers if its marks group
  /// thousands.
  func allStand(in other: WrittenFigures, or amounts: [Decimal] = []) -> Bool {
    figures.allSatisfy { readings in
      readings.contains { reading in
        other.readings.contains(reading)
          || reading.allSatisfy(\.isDigit)
            && DecimalText.decimal(String(decoding: reading, as: UTF8.self)).map(amounts.contains) ?? false
      }
    }
  }

  init(_ text: FoldedText) {
    let bytes = text.bytes.allSatisfy { $0 < 0x80 } ? text.bytes : Self.plain(text)
    var place = 0
    while let start = bytes[place...].firstIndex(where: \.isDigit) {
      place = Self.end(of: start, in: bytes)
      if Self.isPower(start..<place, in: bytes) { continue }
      let figure = Self.readings(of: bytes[start..<place])
      figures.append(figure)
      readings.formUnion(figure)
    }
  }

  /// The text with the digits of all scripts as those of ASCII. Nothing else of it counts.
  private static func plain(_ text: FoldedText) -> [UInt8] {
    String(decoding: text.bytes, as: UTF8.self).unicodeScalars.map { scalar in
      if scalar.isASCII { return UInt8(truncatingIfNeeded: scalar.value) }
      switch scalar {
      case "\u{66B}": return UInt8(ascii: ".")
      case "\u{66C}": return UInt8(ascii: ",")
      default: break
      }
      guard scalar.properties.numericType == .decimal, let digit = scalar.properties.numericValue else {
        return UInt8(ascii: "_")
      }
      return UInt8(ascii: "0") + UInt8(digit)
    }
  }

  /// Where a figure ends that starts here: behind its last digit. Between its digits there is one mark at most, or a space that groups.
  private static func end(of start: Int, in bytes: [UInt8]) -> Int {
    var (end, group) = (start, start)
    while true {
      while end < bytes.count, bytes[end].isDigit { end += 1 }
      guard end + 1 < bytes.count, bytes[end + 1].isDigit else { return end }
      switch Unicode.Scalar(bytes[end]) {
      case ".", ",", "'": break
      case " ":
        guard end - group <= 3, bytes[(end + 1)...].prefix(4).prefix(while: \.isDigit).count == 3 else { return end }
      default: return end
      }
      end += 1
      group = end
    }
  }

  /// Whether the digit is the power of a unit, as in `m2`, and no figure.
  private static func isPower(_ place: Range<Int>, in bytes: [UInt8]) -> Bool {
    guard place.count == 1, bytes[place.lowerBound] == UInt8(ascii: "2") || bytes[place.lowerBound] == UInt8(ascii: "3")
    else { return false }
    let unit = bytes[..<place.lowerBound].suffix(3)
    let letters = unit.suffix { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
    return ["m", "km", "cm", "ft", "qm"].contains(String(decoding: letters, as: UTF8.self))
  }

  /// What a figure can mean: digits with a point before the fraction, or, where that makes no sense, its very spelling.
  private static func readings(of figure: ArraySlice<UInt8>) -> [[UInt8]] {
    let groups = figure.split(omittingEmptySubsequences: false) { !$0.isDigit }
    let marks = figure.filter { !$0.isDigit }
    guard let last = marks.last else { return [Array(figure)] }
    var readings: [[UInt8]] = []
    if areGrouped(groups[...], by: marks[...]) { readings.append(Array(groups.joined())) }
    if last != 0x20, last != UInt8(ascii: "'"), areGrouped(groups.dropLast(), by: marks.dropLast()),
      !marks.dropLast().contains(last)
    {
      readings.append(Array(groups.dropLast().joined()) + [UInt8(ascii: ".")] + groups[groups.count - 1])
    }
    return readings.isEmpty ? [Array(figure)] : readings
  }

  /// Whether one mark groups the digits, by threes or, as in India, by twos before the last three.
  private static func areGrouped(_ groups: ArraySlice<ArraySlice<UInt8>>, by marks: ArraySlice<UInt8>) -> Bool {
    guard let first = groups.first, let last = groups.last, let mark = marks.first else { return true }
    return (1...3).contains(first.count) && last.count == 3 && marks.allSatisfy { $0 == mark }
      && groups.dropFirst().dropLast().allSatisfy { (2...3).contains($0.count) }
  }
}

extension BidirectionalCollection {
  fileprivate func suffix(while isWanted: (Element) -> Bool) -> SubSequence {
    self[(lastIndex { !isWanted($0) }.map(index(after:)) ?? startIndex)...]
  }
}
