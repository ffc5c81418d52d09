/// The words of a text that make numbers, in unbroken rows: `12,500`, `50k`, "five million", "twenty five".
///
/// Most values repeat the numbers of their evidence as they are. Comparing rows finds that out without reading numbers, which takes twenty times
/// as long.
struct NumberRuns {
  private var runs: [String] = []

  /// Whether something but digits takes part, so that digits alone do not tell what is meant.
  private(set) var hasWords = false

  var isEmpty: Bool { runs.isEmpty }

  /// Whether the other text has each of these rows, in the very same words.
  func allStand(in other: NumberRuns) -> Bool { runs.allSatisfy(other.runs.contains) }

  init(_ text: FoldedText) {
    let bytes = text.bytes
    var continues = false
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != 0x20 { end += 1 }
      var (first, last) = (start, end)
      while first < last, bytes[first].isPunctuation { first += 1 }
      while last > first, bytes[last - 1].isPunctuation { last -= 1 }
      if first < last {
        let word = String(decoding: bytes[first..<last], as: UTF8.self)
        let kind = NumberLexicon.kind(of: word)
        if kind != .other { append(word, kind, continues: continues && first == start) }
        continues = kind != .other && last == end
      }
      start = end + 1
    }
  }

  private mutating func append(_ word: String, _ kind: NumberLexicon.Kind, continues: Bool) {
    if kind == .word { hasWords = true }
    if continues, let run = runs.popLast() { runs.append(run + " " + word) } else { runs.append(word) }
  }
}

extension NumberLexicon {
  /// What a small word is to a number.
  enum Kind {
    /// Digits, perhaps behind letters, as in `m2`.
    case digits
    /// A number, a part or a multiple of one, or digits with letters behind them, as in `50k`.
    case word
    case other
  }

  static func kind(of word: String) -> Kind {
    guard let first = word.utf8.first else { return .other }
    if word.utf8.contains(where: \.isDigit) {
      return first.isDigit && word.utf8.contains { $0 >= 0x61 && !$0.isPunctuation } ? .word : .digits
    }
    let isASCII = word.utf8.allSatisfy { $0 < 0x80 }
    if !isASCII, word.unicodeScalars.contains(where: { $0.properties.numericType == .decimal }) { return .digits }
    return makesNumbers(isASCII ? word : word.lexical) ? .word : .other
  }

  private static func makesNumbers(_ word: String) -> Bool {
    if let entry = entry(of: word) {
      switch entry.meaning?.word {
      case .scale, .metreOrMillion, .unclearScale, .dozen, .crowd, .fraction, .one: return true
      default: if entry.isPartOfNumber { return true }
      }
    }
    if word.utf8.contains(UInt8(ascii: "-")) {
      return word.split(separator: "-").contains { makesNumbers(String($0)) }
    }
    // Hundreds and thousands in one word are German, and long.
    return belowHundred.contains(word) || (word.utf8.count >= 7 && SpelledNumber(word) != nil)
  }

  private static let belowHundred = Set(
    (SpelledNumber.english + SpelledNumber.german + SpelledNumber.french).map(\.0))
}

extension String {
  /// The word as the lexicon of numbers spells it: small letters without accents.
  var lexical: String {
    String(decoding: unicodeScalars.flatMap { LatinFold.letters(of: $0) ?? [] }, as: UTF8.self)
  }
}
