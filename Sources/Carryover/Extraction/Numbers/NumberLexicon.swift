/// The words and phrases that the number reader knows, small and without accents.
///
/// A word that means different things in two of the languages has the meaning that leads to a doubt and not to a number.
enum NumberLexicon {
  /// What is known of a word.
  struct Entry {
    /// What the word means by itself, or the phrase.
    var meaning: NumberMeaning?

    /// How many words the longest phrase has that begins with this one; 0 if it only ends one.
    var reach = 0

    /// Whether a point behind the word belongs to it.
    var isAbbreviation = false

    /// Whether a number can have the word as one of several.
    var isPartOfNumber = false
  }

  /// What is known of a word, or of a phrase by its words with single spaces between them.
  static func entry(of phrase: String) -> Entry? { entries[phrase] }

  /// Whether the word, or a phrase that begins with it, is known, or it is a number.
  static func knows(_ word: String) -> Bool { entries[word] != nil || SpelledNumber(word) != nil }

  /// Whether digits may be glued to the word, as in `USD500`.
  static func standsBeforeDigits(_ word: String) -> Bool {
    switch entries[word]?.meaning?.word {
    case .currency, .approximately: word.utf8.count > 1
    default: false
    }
  }

  /// The phrases of each meaning, separated by commas.
  typealias Vocabulary = [(NumberWord, String)]

  private static let entries: [String: Entry] = {
    var entries: [String: Entry] = [:]
    func enter(_ phrase: some StringProtocol, _ meaning: NumberMeaning) {
      entries[String(phrase), default: Entry()].meaning = meaning
      let words = phrase.split(separator: " ")
      guard let first = words.first.map({ String($0) }) else { return }
      entries[first, default: Entry()].reach = max(entries[first]?.reach ?? 0, words.count)
    }
    for (vocabulary, isContinental) in [(french, true), (german, true), (english, false), (common, false)] {
      for (word, phrases) in vocabulary {
        for phrase in phrases.split(separator: ",") {
          enter(phrase.drop { $0 == " " || $0 == "\n" }, NumberMeaning(word: word, isContinental: isContinental))
        }
      }
    }
    for code in codes.split(separator: " ") {
      let currency = CurrencyCode(unchecked: String(code))
      enter(code.lowercased(), NumberMeaning(word: .currency(currency), isContinental: false))
    }
    for word in abbreviations.split(separator: " ") { entries[String(word), default: Entry()].isAbbreviation = true }
    for word in SpelledNumber.parts { entries[word, default: Entry()].isPartOfNumber = true }
    return entries
  }()

  /// Currencies that are read from their codes in any case. Codes that are words are left out.
  private static let codes = "USD EUR GBP CHF CAD AUD NZD JPY CNY NOK DKK PLN CZK HUF INR BRL ZAR SGD HKD KRW ILS AED"

  private static let abbreviations = """
    approx ca max min sq ft hr hrs h mo mth yr yrs wk p a m std mio mrd tsd mtl jahrl stdl wchtl tgl env pct nr no fr mind v sqm sqft \
    qm bzw c ct wochentl monatl
    """
}
