/// The sentence in which a person states the number that an item of a reply is about, with nothing in it that could be taken for another (EX-7).
///
/// A number alone says too little: its period may stand at the other end of the sentence, where the model's evidence does not reach. And a
/// sentence with two numbers is about neither. So the whole sentence is read, and what it counts beside the number is left out.
struct QuotedNumber {
  /// The sentence, word for word but for the other quantities.
  let sentence: String

  /// Finds the one number that the evidence is about; nil if there is none, or the value does not tell which it is.
  init?(_ assertion: Assertion, at place: Range<Int>, of message: String, by reader: NumberReader) {
    let message = Array(message.utf8)
    let bounds = message.sentence(around: place)
    let sentence = String(decoding: message[bounds], as: UTF8.self)
    let evidence = place.lowerBound - bounds.lowerBound..<place.upperBound - bounds.lowerBound
    let mentions = reader.numbers(in: sentence)
    let quoted = mentions.filter { $0.range.overlaps(evidence) }
    guard let target = quoted.only ?? quoted.filter({ $0.says(reader.numbers(in: assertion.value)) }).only else {
      return nil
    }
    self.sentence = sentence.leavingOut(mentions.filter { $0 != target && target.canDoWithout($0) }.map(\.range))
  }
}

extension NumberMention {
  /// Whether these are the numbers of the mention.
  fileprivate func says(_ mentions: [NumberMention]) -> Bool {
    let values = mentions.flatMap(\.numerals).map(\.value)
    return !values.isEmpty && values.allSatisfy { value in numerals.contains { $0.value == value } }
  }

  /// Whether this says the same when the other is not there. The time in which an amount comes up may be in another quantity: "5,000 euros
  /// for two weeks", "5,000 euros in 2025".
  fileprivate func canDoWithout(_ other: NumberMention) -> Bool {
    if case .quantity(let quantity) = outcome, quantity.period != nil || quantity.unit == .percent { return true }
    guard case .quantity(let quantity) = other.outcome, quantity.period == nil else { return false }
    switch quantity.unit {
    case .money, .percent, .squareFeet, .squareMetres: return true
    case .other(let word): return !NumberLexicon.knows(word.lexical)
    default: return false
    }
  }
}

extension String {
  /// The text with a word that says nothing in the place of each of these parts, which follow each other.
  fileprivate func leavingOut(_ parts: [Range<Int>]) -> String {
    let bytes = Array(utf8)
    var rest: [UInt8] = []
    var place = 0
    for part in parts {
      rest += bytes[place..<part.lowerBound] + Array("such".utf8)
      place = part.upperBound
    }
    return String(decoding: rest + bytes[place...], as: UTF8.self)
  }
}

extension [UInt8] {
  /// The sentence that a place of a text is in, or the sentences.
  fileprivate func sentence(around place: Range<Int>) -> Range<Int> {
    var (lower, upper) = (place.lowerBound, place.upperBound)
    while lower > 0, !endsSentence(at: lower - 1) { lower -= 1 }
    while upper < count, !endsSentence(at: upper) { upper += 1 }
    return lower..<upper
  }

  /// Whether a sentence ends with this byte. A point ends one only before a capital letter, as it may belong to an abbreviation or a number.
  private func endsSentence(at place: Int) -> Bool {
    switch Unicode.Scalar(self[place]) {
    case "\n", "\r": return true
    case "!", "?": return place + 1 == count || self[place + 1] <= 0x20
    case ".":
      guard place + 1 < count else { return true }
      guard self[place + 1] <= 0x20, let next = self[(place + 1)...].first(where: { $0 > 0x20 }) else { return false }
      return (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(next)
    default: return false
    }
  }
}

extension Array {
  fileprivate var only: Element? { count == 1 ? first : nil }
}
