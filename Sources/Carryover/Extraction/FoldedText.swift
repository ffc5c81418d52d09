/// A text in the form in which evidence is compared (EX-5).
///
/// Runs of white space are one space, quotes, apostrophes and dashes have one spelling each, letters are small. Everything else stays as
/// it is, digits above all: nothing that changes what is said is folded away.
struct FoldedText {
  /// The folded text in UTF-8.
  private(set) var bytes: [UInt8] = []

  init(_ text: String) {
    bytes.reserveCapacity(text.utf8.count)
    let ascii = text.utf8.prefix { $0 < 0x80 }
    for byte in ascii { append(ascii: byte) }
    for scalar in text.unicodeScalars[ascii.endIndex...] { append(scalar) }
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    if scalar.isASCII { append(ascii: UInt8(truncatingIfNeeded: scalar.value)) } else { append(beyondASCII: scalar) }
  }

  private mutating func append(ascii byte: UInt8) {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): bytes.append(byte | 0x20)
    case 0x09...0x0D, 0x20: appendSpace()
    case UInt8(ascii: "`"): bytes.append(UInt8(ascii: "'"))
    default: bytes.append(byte)
    }
  }

  private mutating func append(beyondASCII scalar: Unicode.Scalar) {
    switch scalar {
    case "‘", "’", "‚", "‛", "′", "´", "‹", "›": bytes.append(UInt8(ascii: "'"))
    case "“", "”", "„", "‟", "″", "«", "»": bytes.append(UInt8(ascii: "\""))
    case "\u{2010}"..."\u{2015}", "\u{2212}", "\u{FE58}", "\u{FE63}", "\u{FF0D}": bytes.append(UInt8(ascii: "-"))
    default:
      if scalar.properties.isWhitespace {
        appendSpace()
      } else {
        bytes.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
      }
    }
  }

  private mutating func appendSpace() {
    if bytes.last != 0x20 { bytes.append(0x20) }
  }
}

extension FoldedText {
  /// Which bytes of a text were folded into a range.
  static func source(of range: Range<Int>, in text: String) -> Range<Int> {
    var folded = FoldedText("")
    var (lower, upper) = (0, 0)
    for scalar in text.unicodeScalars where folded.bytes.count < range.upperBound {
      if folded.bytes.count <= range.lowerBound { lower = upper }
      folded.append(scalar)
      upper += UTF8.width(scalar)
    }
    return lower..<upper
  }

  /// Where other text stands whole for the last time; nil if it does not, or only as a part of other words or figures.
  ///
  /// In linear time (Knuth, Morris and Pratt), because both texts may be written to be slow.
  func lastPlace(of other: FoldedText) -> Range<Int>? { lastPlace(of: other) { cuts(at: $0) } }

  /// The same, with a say in what a place may not cut.
  func lastPlace(of other: FoldedText, whereCut isCut: (Int) -> Bool) -> Range<Int>? {
    let (sought, count) = (other.bytes, other.bytes.count)
    guard count > 0, count <= bytes.count else { return nil }
    var borders = [Int](repeating: 0, count: count)
    var matched = 0
    for index in 1..<max(1, count) {
      while matched > 0, sought[index] != sought[matched] { matched = borders[matched - 1] }
      if sought[index] == sought[matched] { matched += 1 }
      borders[index] = matched
    }
    var last: Range<Int>?
    matched = 0
    for index in bytes.indices {
      while matched > 0, bytes[index] != sought[matched] { matched = borders[matched - 1] }
      if bytes[index] == sought[matched] { matched += 1 }
      guard matched == count else { continue }
      matched = borders[count - 1]
      let place = index + 1 - count..<index + 1
      if !isCut(place.lowerBound), !isCut(place.upperBound) { last = place }
    }
    return last
  }
}
