/// A piece of a text: digits, a word or a sign.
struct NumberPiece {
  enum Kind: Hashable {
    case figure(DigitRun)
    /// A word of Latin letters, small and without accents.
    case word(String)
    /// A word of another script.
    case foreignWord
    /// A sign that means something by itself, such as `€` or `%`.
    case sign(NumberWord)
    case mark(Mark)
    /// What has digits and is certainly no quantity: a date, a time, `COVID-19`, `24/7`.
    case aside
    /// What may be a part of a number and cannot be read.
    case unreadable(NumberDoubt.Reason)
  }

  /// Punctuation that matters around numbers.
  enum Mark: Hashable {
    case hyphen, dash, longDash, minus
    case slash, plus, stop, comma, colon, equals, open, close
    /// The end of a sentence or of a line.
    case end
    case other
  }

  let kind: Kind

  /// Its place in the text's UTF-8.
  let range: Range<Int>

  /// Whether it follows the piece before it without a space.
  let isGlued: Bool
}

extension NumberPiece.Mark {
  /// Whether it joins two numbers to a range, or two parts of a word.
  var isDash: Bool { self == .hyphen || self == .dash || self == .longDash || self == .minus }
}
