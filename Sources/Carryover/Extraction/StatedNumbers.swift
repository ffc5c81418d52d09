internal import FoundationEssentials

/// The numbers of a text, to find out whether a value has one that its evidence does not have (EX-5).
///
/// Where every digit was read as part of a number, numbers are compared by what they amount to, however they are written: `2000` is "two
/// thousand", and `5 million` is not "5 thousand". Elsewhere their digits are.
struct StatedNumbers {
  private let written: WrittenFigures
  private let isRead: Bool

  /// What the numbers amount to, those in words too.
  private let amounts: [Decimal]

  /// Those of them that something is said by. A "one" may be an article, and some words are numbers only now and then.
  private let weighty: [(amount: Decimal, isSpelled: Bool)]

  init(_ text: String, _ folded: FoldedText, by reader: NumberReader) {
    let mentions = reader.numbers(in: text)
    written = WrittenFigures(folded)
    amounts = mentions.filter { !$0.lacksScale }.flatMap(\.numerals).map(\.value)
    weighty = mentions.flatMap { mention in
      mention.numerals.filter { !$0.isSpelled || (mention.isQuantity && $0.value > 1) }.map { ($0.value, $0.isSpelled) }
    }
    var places: [Range<Int>] = []
    for mention in mentions { places += mention.isQuantity ? [mention.range] : mention.numerals.map(\.range) }
    isRead = text.digitPlaces.map { places.coverAll($0) } ?? false
  }

  /// Whether each of these numbers is one of the other text's.
  func allStand(in other: StatedNumbers) -> Bool {
    if isRead, other.isRead { return weighty.allSatisfy { other.amounts.contains($0.amount) } }
    return written.allStand(in: other.written, or: other.amounts)
      && weighty.allSatisfy { !$0.isSpelled || other.amounts.contains($0.amount) }
  }
}

extension NumberMention {
  fileprivate var isQuantity: Bool { if case .quantity = outcome { true } else { false } }

  /// Whether a magnitude stands behind the number that is not known here, as in "5 billion", so that its digits are not what it amounts to.
  fileprivate var lacksScale: Bool { outcome == .doubt(.scale) && numerals.contains { $0.scale == 1 } }
}

extension String {
  /// Where the digits stand, by bytes, in order; nil if one of them is of another script than the reader's.
  fileprivate var digitPlaces: [Int]? {
    guard utf8.allSatisfy({ $0 < 0x80 }) || !unicodeScalars.contains(where: \.isForeignDigit) else { return nil }
    return utf8.enumerated().filter { $0.element.isDigit }.map(\.offset)
  }
}

extension Unicode.Scalar {
  fileprivate var isForeignDigit: Bool { !isASCII && properties.numericType == .decimal }
}

extension [Range<Int>] {
  /// Whether each place is in one of the ranges. Both are in order.
  fileprivate func coverAll(_ places: [Int]) -> Bool {
    var index = 0
    return places.allSatisfy { place in
      while index < count, self[index].upperBound <= place { index += 1 }
      return index < count && self[index].contains(place)
    }
  }
}
