/// How English, German and French deny. Words of other languages are not known here: what they say is stored as the model put it.
enum Negation {
  private static let words: Set<String> = [
    "no", "not", "none", "never", "nothing", "nobody", "without", "neither", "nor", "cannot",
    "nein", "nicht", "nichts", "nie", "niemals", "niemand", "ohne", "weder", "kein", "keine", "keinen", "keinem",
    "keiner",
    "keines", "non", "pas", "aucun", "aucune", "jamais", "rien", "sans", "ni", "ne",
  ]

  /// Answers that are nothing but yes or no, so that denying is all they say.
  private static let bare: Set<String> = [
    "yes", "yeah", "yep", "y", "true", "no", "nope", "n", "false", "ja", "nein", "wahr", "falsch", "oui", "si", "non",
    "vrai",
    "faux",
  ]

  /// Words that may stand between a denial and what is denied, as in "do not have any".
  private static let fillers: Set<String> = [
    "a", "an", "any", "the", "have", "has", "got", "use", "using", "own", "need", "yet", "ein", "eine", "einen",
    "einem", "einer",
    "mehr", "de", "d", "des", "du", "un", "une",
  ]

  /// Words before which a "no" answers a question and denies nothing.
  private static let subjects: Set<String> = [
    "i", "i'm", "we", "we're", "we've", "it", "it's", "they", "they're", "he", "she", "you", "the", "our", "my", "its",
    "their",
    "there", "there's", "this", "that", "that's", "these", "those",
  ]

  private static func isNegation(_ word: String) -> Bool {
    words.contains(word) || word.hasSuffix("n't") || word.hasPrefix("n'")
  }

  /// Whether nothing is said but yes or no.
  static func isBare(_ text: FoldedText) -> Bool { bare.contains(text.words.joined(separator: " ")) }

  /// Whether the text itself begins with a denial.
  static func begins(_ text: FoldedText) -> Bool { text.words.first.map(isNegation) ?? false }

  /// Whether the text denies anything at all.
  static func stands(in text: FoldedText) -> Bool { text.words.contains(where: isNegation) }

  /// Whether what stands at a place is denied by the words just before it, with no punctuation between.
  static func denies(_ place: Range<Int>, of text: FoldedText) -> Bool {
    var end = place.lowerBound
    for _ in 0..<4 {
      guard end > 0, text.bytes[end - 1] == 0x20 else { return false }
      let start = text.bytes[..<(end - 1)].lastIndex(of: 0x20).map { $0 + 1 } ?? 0
      let word = String(decoding: text.bytes[start..<(end - 1)], as: UTF8.self)
      if word == "nein" { return false }
      if isNegation(word) {
        let denied = text.bytes[end...].prefix { $0 != 0x20 }
        return word != "no" || !subjects.contains(String(decoding: denied, as: UTF8.self))
      }
      guard fillers.contains(word) else { return false }
      end = start
    }
    return false
  }
}

extension FoldedText {
  /// The words without punctuation around them.
  var words: [String] {
    bytes.split(separator: 0x20).compactMap { word in
      guard let first = word.firstIndex(where: { !$0.isPunctuation }),
        let last = word.lastIndex(where: { !$0.isPunctuation })
      else { return nil }
      return String(decoding: word[first...last], as: UTF8.self)
    }
  }
}

extension UInt8 {
  /// Whether it is a visible character of ASCII, but neither a letter nor a digit.
  var isPunctuation: Bool {
    switch self {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }
}
