extension FoldedText {
  /// Whether a cut here would go through a word, a figure or a number of several words: `50` is not what somebody says who writes `1500`,
  /// `50.5`, `2,500`, `10-50` or `50k`, and "five" is not said by "twenty-five" and "five million".
  func cuts(at place: Int) -> Bool { cutsWord(at: place) || cutsNumber(at: place) }

  /// Whether a cut here would go through a word or a figure.
  func cutsWord(at place: Int) -> Bool {
    guard place > 0, place < bytes.count else { return false }
    if scalar(before: place).isOfWord, scalar(at: place).isOfWord { return true }
    return cutsFigure(at: place)
  }

  /// Whether there are digits on both sides, with nothing between them but what can stand in a figure.
  private func cutsFigure(at place: Int) -> Bool {
    var (lower, upper) = (place, place)
    while lower > 0, place - lower < 3, bytes[lower - 1].canStandInFigure { lower -= 1 }
    while upper < bytes.count, upper - place < 3, bytes[upper].canStandInFigure { upper += 1 }
    guard upper < bytes.count, bytes[upper].isDigit else { return false }
    let gap = bytes[lower..<upper]
    guard lower > 0, bytes[lower - 1].isDigit else {
      // A figure can begin with its decimal mark, as .5 does.
      return upper == place && gap.count > 0 && (gap.last == UInt8(ascii: ".") || gap.last == UInt8(ascii: ","))
        && (gap.count > 1 || lower == 0)
    }
    if gap.elementsEqual([0x20]) { return isGrouped(before: lower, behind: upper) }
    return gap.count == 1 || (gap.count(where: { $0 == UInt8(ascii: "-") }) == 1 && gap.allSatisfy(\.isDashOrSpace))
  }

  /// Whether digits around a space are groups of one figure, as in 12 500.
  private func isGrouped(before lower: Int, behind upper: Int) -> Bool {
    let left = bytes[..<lower].suffix(4).reversed().prefix(while: \.isDigit).count
    let right = bytes[upper...].prefix(4).prefix(while: \.isDigit).count
    return left <= 3 && right == 3
  }

  private func scalar(before place: Int) -> Unicode.Scalar {
    if bytes[place - 1] < 0x80 { return Unicode.Scalar(bytes[place - 1]) }
    return String(decoding: bytes[max(0, place - 4)..<place], as: UTF8.self).unicodeScalars.last ?? " "
  }

  private func scalar(at place: Int) -> Unicode.Scalar {
    if bytes[place] < 0x80 { return Unicode.Scalar(bytes[place]) }
    return String(decoding: bytes[place..<min(bytes.count, place + 4)], as: UTF8.self).unicodeScalars.first ?? " "
  }
}

extension Unicode.Scalar {
  /// Whether words are made of this and have spaces around them. From the scripts of East Asia on, words follow each other without any.
  fileprivate var isOfWord: Bool {
    if isASCII { return value >= 0x30 && !UInt8(truncatingIfNeeded: value).isPunctuation && value != 0x7F }
    if properties.numericType == .decimal { return true }
    return value < 0x2E80 && properties.isAlphabetic
  }
}

extension UInt8 {
  /// Whether it is one of the ten digits of ASCII.
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  fileprivate var isDashOrSpace: Bool { self == UInt8(ascii: "-") || self == 0x20 }

  fileprivate var canStandInFigure: Bool {
    switch Unicode.Scalar(self) {
    case ".", ",", "'", ":", "/", "-", " ": true
    default: false
    }
  }
}
