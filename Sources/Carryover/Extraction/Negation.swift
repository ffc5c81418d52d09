/// How English, German and French deny. Words of other languages are not known here: what they say is stored as the model put it.
enum Negation {
  private static let words: Set<String> = [
    "no", "not", "none", "never", "nothing", "nobody", "without", "neither", "nor", "cannot",
    "nein", "nicht", "nichts", "nie", "niemals", "niemand", "ohne", "weder",
    "kein", "keine", "keinen", "keinem", "keiner", "keines",
    "non", "pas", "aucun", "aucune", "jamais", "rien", "sans", "ni", "ne",
  ]

  /// Answers that are nothing but yes or no, so that denying is all they say.
  private static let bare: Set<String> = [
    "yes", "yeah", "yep", "y", "true", "no", "nope", "n", "false",
    "ja", "nein", "wahr", "falsch", "oui", "si", "non", "vrai", "faux",
  ]

  /// Words that may stand between a denial and what is denied, as in "do not have any".
  private static let fillers: Set<String> = [
    "a", "an", "any", "the", "have", "has", "got", "use", "using", "own", "need", "yet",
    "ein", "eine", "einen", "einem", "einer", "mehr", "de", "d", "des", "du", "un", "une",
  ]

  /// Words before which a "no" answers a question and denies nothing.
  private static let subjects: Set<String> = [
    "i", "i'm", "we", "we're", "we've", "you", "he", "she", "it", "it's", "they", "they're", "there", "there's",
    "the", "this", "that", "that's", "these", "those", "my", "our", "its", "their",
  ]

  private static func isNegation(_ word: String) -> Bool {
    words.contains(word) || word.hasSuffix("n't") || word.hasPrefix("n'")
  }

  /// Whether nothing is said but yes or no.
  static func isBare(_ text: FoldedText) -> Bool { bare.contains(text.phrase) }

  /// Whether the text itself begins with a denial.
  static func begins(_ text: FoldedText) -> Bool { text.words.first.map { isNegation(String($0)) } ?? false }

  /// Whether the text denies anything at all.
  static func stands(in text: FoldedText) -> Bool { text.words.contains { isNegation(String($0)) } }

  /// Whether what begins at a place is denied by the words just before it, with no punctuation between.
  static func denies(_ place: Int, of text: FoldedText) -> Bool {
    var end = place
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
  /// The words with one space between them, without punctuation around any of them.
  var phrase: String {
    var phrase: [UInt8] = []
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != 0x20 { end += 1 }
      let next = end + 1
      while start < end, bytes[start].isPunctuation { start += 1 }
      while end > start, bytes[end - 1].isPunctuation { end -= 1 }
      if start < end {
        if !phrase.isEmpty { phrase.append(0x20) }
        phrase += bytes[start..<end]
      }
      start = next
    }
    return String(decoding: phrase, as: UTF8.self)
  }

  /// The words, without punctuation around any of them.
  var words: [Substring] { phrase.split(separator: " ") }
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
