extension FoldedText {
  /// Whether a cut here would go through a number of several words or of figures and words: "twenty | five", "5 | million".
  func cutsNumber(at place: Int) -> Bool {
    let gap = gap(around: place)
    guard !gap.isEmpty, let before = word(endingAt: gap.lowerBound), let behind = word(from: gap.upperBound) else {
      return false
    }
    if before == .joint { return wordBefore(gap.lowerBound).isPart && behind.isPart }
    if behind == .joint { return before.isPart && wordBehind(gap.upperBound).isPart }
    return before.makesOne(with: behind)
  }

  /// The spaces and hyphens around a place.
  private func gap(around place: Int) -> Range<Int> {
    var (lower, upper) = (place, place)
    while lower > 0, place - lower < 3, bytes[lower - 1].isJoint { lower -= 1 }
    while upper < bytes.count, upper - place < 3, bytes[upper].isJoint { upper += 1 }
    return lower..<upper
  }

  /// What the word that ends at a place is to a number; nil if none ends there.
  private func word(endingAt end: Int) -> NumberPart? {
    let word = bytes[..<end].suffix(Self.longestWord).suffix(while: \.isOfNumber)
    return word.isEmpty ? nil : NumberPart(word)
  }

  private func word(from start: Int) -> NumberPart? {
    let word = bytes[start...].prefix(Self.longestWord).prefix(while: \.isOfNumber)
    return word.isEmpty ? nil : NumberPart(word)
  }

  /// The word before the one that ends at a place, if there is but a space between them.
  private func wordBefore(_ end: Int) -> NumberPart {
    let start = end - bytes[..<end].suffix(Self.longestWord).suffix(while: \.isOfNumber).count
    return word(endingAt: gap(around: start).lowerBound) ?? .other
  }

  private func wordBehind(_ start: Int) -> NumberPart {
    let end = start + bytes[start...].prefix(Self.longestWord).prefix(while: \.isOfNumber).count
    return word(from: gap(around: end).upperBound) ?? .other
  }

  /// Longer words are no numbers that matter here.
  private static let longestWord = 64
}

/// What a word can be in a number of several.
private enum NumberPart {
  /// Digits alone.
  case digits
  /// A number in words.
  case word
  /// What multiplies a number: "million", `k`.
  case scale
  /// "One", which is an article too.
  case one
  /// "And" between two parts.
  case joint
  case other

  init(_ bytes: ArraySlice<UInt8>) {
    let word = String(decoding: bytes, as: UTF8.self)
    guard !SpelledNumber.isConjunction(word) else {
      self = .joint
      return
    }
    switch NumberLexicon.kind(of: word) {
    case .digits where bytes.allSatisfy(\.isDigit): self = .digits
    case .digits, .other: self = .other
    case .word where word.hasSuffix("²"): self = .other
    case .word: self.init(lexical: word.lexical)
    }
  }

  private init(lexical word: String) {
    switch NumberLexicon.entry(of: word)?.meaning?.word {
    case .one?: self = .one
    case .scale?, .metreOrMillion?, .unclearScale?, .dozen?, .crowd?, .fraction?: self = .scale
    default: self = (SpelledNumber(word)?.scale ?? 1) > 1 ? .scale : .word
    }
  }

  /// Whether it is a word of a number.
  var isPart: Bool { self == .word || self == .scale || self == .one }

  /// Whether two of them, one behind the other, are parts of one number. "2024 five" is not, and behind a figure "one" is an article.
  func makesOne(with next: NumberPart) -> Bool {
    switch (self, next) {
    case (.digits, .scale), (.one, .scale): true
    case (.word, let next), (.scale, let next): next.isPart
    default: false
    }
  }
}

extension UInt8 {
  fileprivate var isJoint: Bool { self == 0x20 || self == UInt8(ascii: "-") }

  fileprivate var isOfNumber: Bool { self >= 0x80 || isDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) }
}

extension ArraySlice {
  fileprivate func suffix(while isWanted: (Element) -> Bool) -> ArraySlice {
    self[((lastIndex { !isWanted($0) }).map { $0 + 1 } ?? startIndex)...]
  }
}
