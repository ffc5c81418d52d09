/// Turns the pieces of a text into tokens: finds phrases, numbers in words, and what is glued to digits.
struct NumberLexer {
  let pieces: [NumberPiece]
  var tokens: [NumberToken] = []

  init(_ pieces: [NumberPiece]) {
    self.pieces = pieces
    tokens.reserveCapacity(pieces.count)
  }

  mutating func lex() {
    var index = 0
    while index < pieces.count {
      let piece = pieces[index]
      switch piece.kind {
      case .word(let word):
        index = lex(word, at: index)
        continue
      case .figure(let run): add(.figure(run), index..<index + 1)
      case .foreignWord: add(.foreignWord, index..<index + 1)
      case .mark(let mark): add(.mark(mark), index..<index + 1)
      case .aside: add(.aside, index..<index + 1)
      case .unreadable(let reason): add(.unreadable(reason), index..<index + 1)
      case .sign(.dollar):
        index = lexDollar(at: index)
        continue
      case .sign(let word):
        add(.word(word), index..<index + 1)
        tokens[tokens.count - 1].isSign = true
      }
      index += 1
    }
  }

  mutating func add(
    _ kind: NumberToken.Kind, _ span: Range<Int>, text: String = "", isContinental: Bool = false
  ) {
    let first = pieces[span.lowerBound]
    let range = first.range.lowerBound..<pieces[span.upperBound - 1].range.upperBound
    tokens.append(
      NumberToken(kind: kind, range: range, isGlued: first.isGlued, text: text, isContinental: isContinental))
  }

  func word(at index: Int) -> String? {
    guard index < pieces.count, case .word(let word) = pieces[index].kind else { return nil }
    return word
  }

  private func isGlued(_ mark: NumberPiece.Mark, at index: Int) -> Bool {
    index < pieces.count && pieces[index].isGlued && pieces[index].kind == .mark(mark)
  }
}

extension NumberLexer {
  /// Adds the longest thing that begins with the word, and answers where it ends.
  private mutating func lex(_ word: String, at index: Int) -> Int {
    if pieces[index].isGlued, case .figure? = tokens.last?.kind { return lexSuffix(word, at: index) }
    if let end = lexDollar(word, at: index) { return end }
    let entry = NumberLexicon.entry(of: word)
    let phrase = entry.flatMap { self.phrase(word, $0, at: index) }
    let spelled = spelled(word, entry, at: index)
    if let spelled, spelled.end > phrase?.end ?? index || !(phrase?.isOne ?? false) && spelled.end == phrase?.end {
      add(spelled.kind, index..<spelled.end, text: spelled.end == index + 1 ? word : "")
      return spelled.end
    }
    guard let phrase else {
      add(GermanCompound.meaning(of: word).map { .word($0) } ?? .unknownWord, index..<index + 1, text: word)
      return index + 1
    }
    add(.word(phrase.meaning.word), index..<phrase.end, text: phrase.text, isContinental: phrase.meaning.isContinental)
    return phrase.end
  }

  struct Phrase {
    let meaning: NumberMeaning
    let text: String
    let end: Int

    var isOne: Bool { if case .one = meaning.word { true } else { false } }
  }

  /// The longest phrase of the lexicon that begins here. Its words may be joined by hyphens, and abbreviations may have points.
  func phrase(_ first: String, _ entry: NumberLexicon.Entry, at index: Int) -> Phrase? {
    var text = first
    var end = index + 1
    var longest = entry.meaning.map { Phrase(meaning: $0, text: text, end: end) }
    for _ in 0..<max(0, entry.reach - 1) {
      let next = next(after: end)
      guard let word = word(at: next) else { break }
      // "In dollars, ca. 500".
      if word == "ca", !isCountry(at: next) { break }
      text += " " + word
      end = next + 1
      if let meaning = NumberLexicon.entry(of: text)?.meaning {
        longest = Phrase(meaning: meaning, text: text, end: end)
      }
    }
    guard let found = longest, isAbbreviated(at: found.end) else { return longest }
    return Phrase(meaning: found.meaning, text: found.text, end: found.end + 1)
  }

  /// Where the next word of a phrase stands.
  private func next(after end: Int) -> Int {
    let isHyphenated = isGlued(.hyphen, at: end) && end + 1 < pieces.count && pieces[end + 1].isGlued
    return isHyphenated || isAbbreviated(at: end) ? end + 1 : end
  }

  /// Whether the point of an abbreviation stands here.
  private func isAbbreviated(at end: Int) -> Bool {
    guard isGlued(.stop, at: end), let word = word(at: end - 1) else { return false }
    return NumberLexicon.entry(of: word)?.isAbbreviation == true
  }
}

extension NumberLexer {
  /// A number in words that begins here. Words of numbers that make no number together are unreadable.
  private func spelled(
    _ first: String, _ entry: NumberLexicon.Entry?, at index: Int
  ) -> (kind: NumberToken.Kind, end: Int)? {
    let isHundred = first == "a" && ["hundred", "thousand"].contains(word(at: index + 1) ?? "")
    guard isHundred || (entry?.isPartOfNumber == true && !SpelledNumber.isConjunction(first)) else {
      // What is not made of words of its own has a hundred or thousand in it.
      guard entry == nil, first.utf8.count >= 8 else { return nil }
      return SpelledNumber(first).map { (.spelled($0), index + 1) }
    }
    var words = isHundred ? "one" : first
    var end = index + 1
    var longest = SpelledNumber(words).map { ($0, end) }
    var behindLongest = ""
    var count = 1
    while count < 20 {
      let next = isGlued(.hyphen, at: end) ? end + 1 : end
      guard let word = word(at: next), NumberLexicon.entry(of: word)?.isPartOfNumber == true else { break }
      words += word
      end = next + 1
      count += 1
      if let number = SpelledNumber(words) {
        longest = (number, end)
        behindLongest = ""
      } else if behindLongest.isEmpty {
        behindLongest = word
      }
    }
    guard let (number, numberEnd) = longest else { return nil }
    guard behindLongest.isEmpty || SpelledNumber.isConjunction(behindLongest) else { return (.unreadable(.word), end) }
    return (.spelled(number), numberEnd)
  }
}

/// German words that are put together, of which there are too many to know.
private enum GermanCompound {
  /// What the beginning or the end of the word says: a time in "Jahresumsatz", a half in "dreieinhalb".
  static func meaning(of word: String) -> NumberWord? {
    if ["jahres", "monats", "wochen", "tages"].contains(where: word.hasPrefix) { return .span }
    return word.hasSuffix("einhalb") ? .fraction : nil
  }
}
