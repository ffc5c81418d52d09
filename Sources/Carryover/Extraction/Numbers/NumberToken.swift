/// A figure, a number in words, a word or phrase by its meaning, or punctuation.
struct NumberToken {
  enum Kind: Hashable {
    case figure(DigitRun)
    case spelled(SpelledNumber)
    case word(NumberWord)
    case unknownWord
    /// A word of another script.
    case foreignWord
    case mark(NumberPiece.Mark)
    case aside
    case unreadable(NumberDoubt.Reason)
  }

  var kind: Kind

  /// Its place in the text's UTF-8.
  let range: Range<Int>

  /// Whether it follows the token before it without a space.
  let isGlued: Bool

  /// The word or phrase, small and without accents; empty for anything else.
  var text = ""

  /// Whether it is a German or French word that English does not have.
  var isContinental = false

  /// Whether it is a sign and not a word.
  var isSign = false
}

extension NumberToken {
  func isMark(_ mark: NumberPiece.Mark) -> Bool { kind == .mark(mark) }

  func isWord(_ word: NumberWord) -> Bool { kind == .word(word) }

  /// The dash that this is.
  var dash: NumberPiece.Mark? {
    if case .mark(let mark) = kind, mark.isDash { mark } else { nil }
  }

  /// The period that this is behind "per" or "the".
  var time: Quantity.Period? {
    switch kind {
    case .word(.time(let period)): period
    case .word(.unit(.hours)): .hour
    default: nil
    }
  }
}
