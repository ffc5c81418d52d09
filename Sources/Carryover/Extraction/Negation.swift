/// How English, German and French deny. Words of other languages are not known here: what they say is stored as the model put it.
package enum Negation {
  private static let words: Set<String> = [
    "no", "not", "none", "never", "nothing", "nobody", "without", "neither", "nor", "cannot",
    "nope", "nah", "nay",
    "nein", "nicht", "nichts", "nie", "niemals", "niemand", "ohne", "weder", "nö",
    "kein", "keine", "keinen", "keinem", "keiner", "keines",
    "non", "pas", "aucun", "aucune", "jamais", "rien", "sans", "ni", "ne",
  ]

  /// Answers that are nothing but yes or no, so that denying is all they say.
  private static let bare: Set<String> = [
    "yes", "yeah", "yep", "y", "true", "no", "nope", "nah", "nay", "n", "false",
    "ja", "nein", "nö", "wahr", "falsch", "oui", "si", "non", "vrai", "faux",
  ]

  /// Words that may stand between a denial and what is denied, as in "do not have any" and "don't currently use".
  private static let fillers: Set<String> = [
    "a", "an", "any", "the", "have", "has", "had", "got", "use", "used", "using", "own", "need", "yet", "longer",
    "currently", "really", "actually", "even", "ever", "presently", "anymore",
    "ein", "eine", "einen", "einem", "einer", "mehr", "derzeit", "aktuell", "momentan", "wirklich", "einmal",
    "de", "d", "des", "du", "un", "une", "plus", "encore", "actuellement", "vraiment",
  ]

  /// Denials that answer a question and say nothing about the words behind them.
  private static let answers: Set<String> = ["nein", "nö", "nope", "nah", "nay"]

  /// Words before which a "no" answers a question and denies nothing.
  private static let subjects: Set<String> = [
    "i", "i'm", "we", "we're", "we've", "you", "he", "she", "it", "it's", "they", "they're", "there", "there's",
    "the", "this", "that", "that's", "these", "those", "my", "our", "its", "their",
    "nous", "on", "je", "il", "elle", "ils", "elles", "c'est", "ce", "vous", "tu", "notre", "nos",
  ]

  /// What denies from behind in German: "Roboter nutzen wir nicht".
  private static let behind: Set<String> = ["nicht", "nie", "niemals"]

  private static let behindAtTheEnd: Set<String> = ["kein", "keine", "keinen", "keinem", "keiner", "keines"]

  private static let conjunctions: Set<String> = [
    "und", "oder", "aber", "sondern", "doch", "denn", "weil", "dass", "wenn", "obwohl",
  ]

  private static func isNegation(_ word: String) -> Bool {
    words.contains(word) || word.hasSuffix("n't") || word.hasPrefix("n'")
  }

  /// Whether nothing is said but yes or no.
  static func isBare(_ text: FoldedText) -> Bool { bare.contains(text.phrase) }

  /// Whether the text itself begins with a denial.
  static func begins(_ text: FoldedText) -> Bool { text.words.first.map { isNegation(String($0)) } ?? false }

  /// Whether the text denies anything at all.
  package static func stands(in text: String) -> Bool { stands(in: FoldedText(text)) }

  /// Whether the text denies anything at all.
  static func stands(in text: FoldedText) -> Bool { text.words.contains { isNegation(String($0)) } }

  /// Whether what begins at a place is denied by the words just before it, with no punctuation between.
  static func denies(_ place: Int, of text: FoldedText) -> Bool {
    var end = place
    for _ in 0..<6 {
      guard end > 0, text.bytes[end - 1] == 0x20 else { return false }
      let start = text.bytes[..<(end - 1)].lastIndex(of: 0x20).map { $0 + 1 } ?? 0
      let word = String(decoding: text.bytes[start..<(end - 1)], as: UTF8.self)
      if answers.contains(word) { return false }
      let next = text.bytes[end...].prefix { $0 != 0x20 }
      if isNegation(word) { return !isAnswer(word, before: String(decoding: next, as: UTF8.self)) }
      // "Pas plus de 50" is a bound.
      guard fillers.contains(word), word != "plus" || !text.bytes[place].isDigit else { return false }
      end = start
    }
    return false
  }

  /// Whether a "no" before this word answers a question: "no we have 5".
  private static func isAnswer(_ word: String, before next: String) -> Bool {
    guard word == "no" || word == "non" else { return false }
    return subjects.contains(next) || (word == "non" && next.hasPrefix("j'"))
  }

  /// Whether what ends at a place is denied by what follows it, with no punctuation and no conjunction between, as German does it.
  static func deniesBehind(_ place: Int, of text: FoldedText) -> Bool {
    var words = text.bytes[place...].prefix { $0 == 0x20 || !$0.endsClause }.split(separator: 0x20).map {
      String(decoding: $0, as: UTF8.self)
    }[...]
    while let word = words.popFirst() {
      if conjunctions.contains(word) { return false }
      if behind.contains(word) { return words.first != "nur" }
      if behindAtTheEnd.contains(word) { return words.isEmpty || words.elementsEqual(["mehr"]) }
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
  /// Whether a clause ends with it. An apostrophe, a hyphen and a slash stand inside of words.
  fileprivate var endsClause: Bool { isPunctuation && !"'-/".utf8.contains(self) }

  /// Whether it is a visible character of ASCII, but neither a letter nor a digit.
  var isPunctuation: Bool {
    switch self {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }
}
