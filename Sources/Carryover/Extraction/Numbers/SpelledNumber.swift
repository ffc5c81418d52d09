/// A number in words of one language: "twenty-five", "dreihundert", "quatre-vingt-dix".
///
/// The words of 0 to 99 stand in a table that is made the way the languages make them, and hundreds and thousands are put together from
/// it. So only what spells a number in one language is read, and a mixture of two never is.
struct SpelledNumber: Hashable {
  /// The number without the hundred or thousand that ends it.
  private(set) var written: Int

  /// 100 or 1000 if the number ends with one, else 1.
  private(set) var scale: Int

  /// The languages in which the words say this.
  private(set) var languages: Languages

  struct Languages: OptionSet, Hashable {
    let rawValue: UInt8

    static let english = Languages(rawValue: 1)
    static let german = Languages(rawValue: 2)
    static let french = Languages(rawValue: 4)
  }

  private init(_ written: Int, scale: Int = 1, _ languages: Languages) {
    self.written = written
    self.scale = scale
    self.languages = languages
  }

  var value: Int { written * scale }
}

extension SpelledNumber {
  /// Reads the words of a number below one million, joined without spaces and hyphens.
  init?(_ words: String) {
    if let number = Self.belowHundred[words] {
      self = number
      return
    }
    // "Six cents" is money in English.
    guard words.utf8.count <= 80, words != "sixcents", words != "sixcent" else { return nil }
    let words = Array(words.utf8)[...]
    guard let number = Self.aboveThousand(words) ?? Self.belowThousand(words) else { return nil }
    self = number
  }

  private static func aboveThousand(_ words: ArraySlice<UInt8>) -> SpelledNumber? {
    for (word, language) in thousands {
      guard let place = words.firstPlace(of: word) else { continue }
      return joined(words[..<place.lowerBound], words[place.upperBound...], unit: 1_000, in: language) {
        belowThousand($0)
      }
    }
    return nil
  }

  private static func belowThousand(_ words: ArraySlice<UInt8>) -> SpelledNumber? {
    for (word, language) in hundreds {
      guard let place = words.firstPlace(of: word) else { continue }
      let (before, behind) = (words[..<place.lowerBound], words[place.upperBound...])
      func number(behind: ArraySlice<UInt8>) -> SpelledNumber? {
        joined(before, behind, unit: 100, in: language) { belowHundred(of: $0) }
      }
      // The plural of French, "deux cents". Alone, "cents" are money.
      let isPlural = language == .french && !before.isEmpty && behind.first == UInt8(ascii: "s")
      return number(behind: behind) ?? (isPlural ? number(behind: behind.dropFirst()) : nil)
    }
    return belowHundred(of: words)
  }

  private static func belowHundred(of words: ArraySlice<UInt8>) -> SpelledNumber? {
    belowHundred[String(decoding: words, as: UTF8.self)]
  }

  /// What comes before a hundred or thousand times it, and what comes behind.
  private static func joined(
    _ before: ArraySlice<UInt8>, _ behind: ArraySlice<UInt8>, unit: Int, in language: Languages,
    part: (ArraySlice<UInt8>) -> SpelledNumber?
  ) -> SpelledNumber? {
    var factor = SpelledNumber(1, language)
    if before.isEmpty {
      guard language != .english else { return nil }
    } else {
      guard let number = part(before), number.languages.contains(language),
        isFactor(number.value, of: unit, in: language)
      else { return nil }
      factor = number
    }
    guard !behind.isEmpty else { return SpelledNumber(factor.value, scale: unit, language) }
    let rest = behind.dropConjunction(of: language)
    guard let number = part(rest), number.languages.contains(language), number.value > 0, number.value < unit
    else { return nil }
    return SpelledNumber(factor.value * unit + number.value, language)
  }

  /// English and German count hundreds up to nineteen of them; French has no "un cent" and no "un mille".
  private static func isFactor(_ value: Int, of unit: Int, in language: Languages) -> Bool {
    switch (unit, language) {
    case (100, .french): (2...9).contains(value)
    case (100, _): (1...19).contains(value) && value != 10
    case (_, .french): value > 1
    default: value > 0
    }
  }

  private static let thousands: [([UInt8], Languages)] = [
    (Array("thousand".utf8), .english), (Array("tausend".utf8), .german), (Array("mille".utf8), .french),
  ]

  private static let hundreds: [([UInt8], Languages)] = [
    (Array("hundred".utf8), .english), (Array("hundert".utf8), .german), (Array("cent".utf8), .french),
  ]
}

extension ArraySlice<UInt8> {
  fileprivate func firstPlace(of word: [UInt8]) -> Range<Int>? {
    guard count >= word.count else { return nil }
    for start in startIndex...(endIndex - word.count) where self[start..<start + word.count].elementsEqual(word) {
      return start..<start + word.count
    }
    return nil
  }

  /// Without the "and" of "a hundred and five", which French does not have.
  fileprivate func dropConjunction(of language: SpelledNumber.Languages) -> ArraySlice<UInt8> {
    switch language {
    case .english where starts(with: "and".utf8): dropFirst(3)
    case .german where starts(with: "und".utf8): dropFirst(3)
    default: self
    }
  }
}

extension SpelledNumber {
  /// The words that numbers of several words are made of.
  static var parts: [String] { Array(belowHundred.keys) + joints }

  /// Whether the word joins two parts of a number.
  static func isConjunction(_ word: String) -> Bool { word == "and" || word == "et" || word == "und" }

  /// Numbers of one word that are other words too.
  static func isDoubtful(_ word: String) -> Bool { ["elf", "neuf", "sept", "cent"].contains(word) }

  private static let joints = [
    "hundred", "thousand", "hundert", "tausend", "cent", "cents", "mille", "une", "vingts", "and", "et", "und",
  ]

  private static let belowHundred: [String: SpelledNumber] = {
    var table: [String: SpelledNumber] = [:]
    for (language, words) in [(Languages.english, english), (.german, german), (.french, french)] {
      for (word, value) in words {
        table[word] = SpelledNumber(value, language.union(table[word]?.languages ?? []))
      }
    }
    return table
  }()
}
