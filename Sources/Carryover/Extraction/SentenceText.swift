/// A text by its sentences and lines.
struct SentenceText {
  private let bytes: [UInt8]

  init(_ text: String) { bytes = Array(text.utf8) }

  subscript(range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The sentence that a place is in, or the sentences. A line ends one.
  func sentence(around place: Range<Int>) -> Range<Int> {
    var (lower, upper) = (place.lowerBound, place.upperBound)
    while lower > 0, !endsSentence(at: lower - 1) { lower -= 1 }
    while upper < bytes.count, !endsSentence(at: upper) { upper += 1 }
    return lower..<upper
  }

  /// What is before a sentence and behind it, and the heading of the lines that it is among.
  func surroundings(of sentence: Range<Int>) -> [String] {
    var found: [Range<Int>] = []
    var lower = sentence.lowerBound
    while lower > 0, isBetweenSentences(at: lower - 1) { lower -= 1 }
    if lower > 0 {
      let before = self.sentence(around: lower - 1..<lower)
      found.append(before)
      if let heading = heading(above: before.lowerBound) { found.append(heading) }
    }
    var upper = sentence.upperBound
    while upper < bytes.count, isBetweenSentences(at: upper) { upper += 1 }
    if upper < bytes.count { found.append(self.sentence(around: upper..<upper + 1)) }
    return found.map { self[$0] }
  }

  private func isBetweenSentences(at place: Int) -> Bool { bytes[place] <= 0x20 || endsSentence(at: place) }

  /// The last line above a place that ends with a colon.
  private func heading(above place: Int) -> Range<Int>? {
    var end = place
    while let colon = bytes[..<end].lastIndex(of: UInt8(ascii: ":")) {
      let rest = bytes[(colon + 1)..<place].prefix { $0 == 0x20 || $0 == 0x09 || $0.endsLine }
      if rest.contains(where: \.endsLine) { return sentence(around: colon..<colon + 1) }
      end = colon
    }
    return nil
  }
}

extension SentenceText {
  /// Whether a sentence ends with this byte. A point ends one only before a capital letter, as it may belong to a number, and not behind an
  /// abbreviation.
  private func endsSentence(at place: Int) -> Bool {
    switch Unicode.Scalar(bytes[place]) {
    case "\n", "\r": return true
    case "!", "?": return place + 1 == bytes.count || bytes[place + 1] <= 0x20
    case ".":
      guard place + 1 < bytes.count else { return true }
      guard bytes[place + 1] <= 0x20, let next = bytes[(place + 1)...].first(where: { $0 > 0x20 }) else { return false }
      return (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(next) && !abbreviates(before: place)
    default: return false
    }
  }

  /// Whether a point belongs to the word before it. A single letter is never the last word of a sentence that matters here.
  private func abbreviates(before place: Int) -> Bool {
    let word = bytes[..<place].suffix(Self.longest + 1).reversed().prefix { CharacterClass.isLetter($0) || $0 >= 0x80 }
    guard let last = word.first, word.count <= Self.longest else { return false }
    if word.count == 1 { return last < 0x80 }
    let text = String(decoding: Array(word.reversed()), as: UTF8.self).lexical
    return Self.abbreviations.contains(text) || NumberLexicon.entry(of: text)?.isAbbreviation == true
  }

  private static let longest = 10

  /// Beside those that stand before or behind numbers and that the lexicon has.
  private static let abbreviations: Set<String> = [
    "inkl", "zzgl", "exkl", "abzgl", "einschl", "incl", "excl", "inc", "corp", "ltd", "co", "dept", "est", "avg", "vs",
    "etc", "resp", "ungef", "durchschn", "usw", "ggf", "evtl", "bzgl", "vgl", "mwst", "ust", "ges", "str", "dr",
    "prof", "mr", "mrs", "ms", "mme", "st", "approximativ", "jan", "feb", "apr", "jun", "jul", "aug", "sep", "sept",
    "oct", "okt", "nov", "dec", "dez",
  ]
}

extension UInt8 {
  fileprivate var endsLine: Bool { self == 0x0A || self == 0x0D }
}
