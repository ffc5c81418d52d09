extension NumberLexer {
  /// What is glued to a figure: a magnitude, a unit, an ordinal's ending, or something that makes the figure unreadable.
  mutating func lexSuffix(_ word: String, at index: Int) -> Int {
    if Self.ordinalEndings.contains(word) {
      tokens[tokens.count - 1].kind = .aside
      return index + 1
    }
    let entry = NumberLexicon.entry(of: word)
    if let phrase = entry.flatMap({ self.phrase(word, $0, at: index) }), phrase.meaning.word.canBeGlued {
      add(
        .word(phrase.meaning.word), index..<phrase.end, text: phrase.text, isContinental: phrase.meaning.isContinental)
      return phrase.end
    }
    if word.first == "k", let currency = NumberLexicon.entry(of: String(word.dropFirst()))?.meaning?.word,
      currency.isCurrency
    {
      add(.word(.scale(1_000)), index..<index + 1, text: "k")
      add(.word(currency), index..<index + 1, text: String(word.dropFirst()))
    } else {
      add(.unreadable(.form), index..<index + 1, text: word)
    }
    return index + 1
  }

  private static let ordinalEndings: Set<String> = [
    "st", "nd", "rd", "th", "er", "re", "ere", "e", "eme", "ieme", "nde",
  ]

  /// A dollar sign with the letters of its country before it.
  mutating func lexDollar(_ word: String, at index: Int) -> Int? {
    let next = index + 1
    guard next < pieces.count, pieces[next].isGlued, pieces[next].kind == .sign(.dollar) else { return nil }
    add(.word(Self.dollars[word] ?? .unclearCurrency), index..<next + 1, text: word + "$")
    tokens[tokens.count - 1].isSign = true
    return next + 1
  }

  /// A dollar sign, perhaps with the letters of its country behind it, as in `500 $CA` and `500 $ US`.
  mutating func lexDollar(at index: Int) -> Int {
    var end = index + 1
    var dollar = NumberWord.dollar
    if let word = word(at: end), let known = Self.dollars[word], pieces[end].isGlued || isCountry(at: end) {
      dollar = known
      end += 1
    }
    add(.word(dollar), index..<end, text: "$")
    tokens[tokens.count - 1].isSign = true
    return end
  }

  /// Whether the letters stand for a country and not for "ca. 500": nothing follows that they could belong to.
  func isCountry(at index: Int) -> Bool {
    guard index + 1 < pieces.count else { return true }
    switch pieces[index + 1].kind {
    case .figure, .mark(.stop), .sign: return false
    default: return word(at: index) == "us" || word(at: index) == "ca"
    }
  }

  private static let dollars: [String: NumberWord] = [
    "us": "USD", "c": "CAD", "ca": "CAD", "can": "CAD", "a": "AUD", "au": "AUD", "nz": "NZD", "hk": "HKD", "s": "SGD",
  ].mapValues { .currency(CurrencyCode(unchecked: $0)) }
}

extension NumberWord {
  /// Whether the word may follow digits without a space.
  fileprivate var canBeGlued: Bool {
    switch self {
    case .scale, .metreOrMillion, .unclearScale, .percent, .unit, .measure, .minutesOrMinimum, .span, .time, .orSo,
      .calendar,
      .oddPeriod:
      true
    default: isCurrency
    }
  }

  fileprivate var isCurrency: Bool {
    switch self {
    case .currency, .dollar, .unclearCurrency: true
    default: false
    }
  }
}
