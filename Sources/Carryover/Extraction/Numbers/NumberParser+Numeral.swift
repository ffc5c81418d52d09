import FoundationEssentials

/// One number with what was made of it.
struct NumberSide {
  /// The number; nil if it cannot be read.
  var numeral: NumberNumeral?

  /// Its figure, if it is not in words.
  var run: DigitRun?

  /// Whether it is a word that is a number only beside a unit, a currency or another number.
  var needsCompany = false

  /// Whether its groups stand behind plain spaces.
  var isSpaced = false

  var traits = NumberTraits()

  /// Why it cannot be read.
  var doubt: NumberDoubt.Reason?

  /// Its first token, and the one behind the last that belongs to it.
  let start: Int
  var end: Int

  /// Whether a word or sign stands behind it that belongs to it.
  var hasOwnTraits = false

  /// Whether it is the upper end of a range and has a currency of its own before it.
  var leadsWithCurrency = false

  /// Whether a small m stands behind it.
  var mayBeMetres = false
}

extension NumberParser {
  /// Whether a number, or what may be one, stands here.
  func isNumeral(at index: Int) -> Bool {
    guard let token = token(at: index) else { return false }
    switch token.kind {
    case .figure, .spelled, .unreadable, .word(.fraction), .word(.crowd), .word(.dozen), .word(.one(isArticle: false)):
      return true
    case .word(.scale): return token.text.utf8.count > 1
    case .word(.article), .word(.one(isArticle: true)): return isOne(at: index)
    default: return false
    }
  }

  /// Whether an article is the number one here: "a million", "ein bis zwei".
  private func isOne(at index: Int) -> Bool {
    guard let token = token(at: index), let next = self.token(at: index + 1) else { return false }
    switch next.kind {
    case .word(.scale): return next.text.utf8.count > 1 && token.text.first != "j" && token.text != "par"
    case .word(.dozen): return token.text.first != "j" && token.text != "par"
    case .word(.through), .word(.upTo), .mark(.hyphen), .mark(.dash), .word(.or):
      guard token.isWord(.one(isArticle: true)), let number = self.token(at: index + 2) else { return false }
      switch number.kind {
      case .figure, .spelled: return true
      default: return false
      }
    default: return false
    }
  }

  /// The number here with the thousand or million behind it.
  func numeral(at index: Int) -> NumberSide? {
    guard isNumeral(at: index), let token = token(at: index) else { return nil }
    var side = NumberSide(start: index, end: index + 1)
    switch token.kind {
    case .figure(let run): read(run, token, into: &side)
    case .spelled(let number):
      side.numeral = NumberNumeral(
        range: token.range, written: Decimal(number.written), scale: Decimal(number.scale), isSpelled: true)
      side.needsCompany = SpelledNumber.isDoubtful(token.text)
    case .unreadable(let reason):
      side.doubt = reason
      passUnreadable(of: &side)
    case .word(.one), .word(.article):
      side.numeral = NumberNumeral(range: token.range, written: 1, scale: 1, isSpelled: true)
      side.needsCompany = true
    case .word(.fraction): side.doubt = .fraction
    default: side.doubt = .word
    }
    readScale(of: &side)
    return side
  }

  private func read(_ run: DigitRun, _ token: NumberToken, into side: inout NumberSide) {
    side.run = run
    let decimals: Int
    switch run.form {
    case .number(let count, _): decimals = count
    case .spaced(let count, _):
      decimals = count
      side.isSpaced = true
    case .undecided(let mark):
      guard let decimalMark else {
        side.doubt = .separator
        return
      }
      decimals = mark == decimalMark ? 3 : 0
    case .malformed:
      side.doubt = .form
      return
    }
    guard let value = run.value(decimals: decimals) else {
      side.doubt = .size
      return
    }
    side.numeral = NumberNumeral(range: token.range, written: value, scale: 1, isSpelled: false)
  }
}

extension NumberParser {
  /// Passes over the digits and signs that are glued to something unreadable.
  func passUnreadable(of side: inout NumberSide) {
    while let token = token(at: side.end), token.isGlued {
      switch token.kind {
      case .figure, .unreadable: side.end += 1
      default: return
      }
    }
  }

  /// Multiplies the number by the words of magnitude behind it.
  private func readScale(of side: inout NumberSide) {
    var count = 0
    while count < 3, let token = token(at: side.end) {
      switch token.kind {
      case .word(.scale(let scale)): side.multiply(by: scale)
      case .word(.dozen): side.multiply(by: 12)
      case .word(.metreOrMillion):
        // A capital M is no metre.
        side.mayBeMetres = bytes[token.range.lowerBound] == UInt8(ascii: "m")
        side.multiply(by: 1_000_000)
      case .word(.unclearScale), .word(.crowd): side.doubt = side.doubt ?? .scale
      case .spelled(let number) where number.written == 1 && number.scale > 1 && token.text != "":
        if token.text == "cent" { side.doubt = side.doubt ?? .currency } else { side.multiply(by: number.scale) }
      default: return
      }
      side.end += 1
      count += 1
    }
  }

}

extension NumberSide {
  fileprivate mutating func multiply(by scale: Int) {
    numeral?.scale *= Decimal(scale)
    needsCompany = false
  }

  /// Settles what the magnitude of this number is, and of the lower end if this is the upper one.
  ///
  /// `15-20k` is 15,000 to 20,000. But `500-1k` cannot be 500,000 to 1,000, and in `$15-$20k` the lower end has a sign of its own and may
  /// mean what it says.
  ///
  /// In `20-25 000` the lower end may have left its thousands to the upper one.
  mutating func settleScale(lower: inout NumberSide) {
    if mayGroup(for: lower) { lower.doubt = lower.doubt ?? .scale }
    guard let upperEnd = numeral, let lowerEnd = lower.numeral, lowerEnd.scale == 1, upperEnd.scale > 1,
      lowerEnd.written < upperEnd.written
    else { return }
    if lower.hasOwnTraits || leadsWithCurrency { lower.doubt = lower.doubt ?? .scale }
    lower.numeral?.scale = upperEnd.scale
    lower.mayBeMetres = mayBeMetres
  }

  /// Whether the marks of this number group thousands that the lower end, which has none, may be meant in as well.
  private func mayGroup(for lower: NumberSide) -> Bool {
    guard let run, run.groups.count > 1, let upperEnd = numeral, upperEnd.written >= 1_000,
      let lowerEnd = lower.numeral, lowerEnd.scale == 1, lower.run?.marks.isEmpty ?? true,
      let first = run.groups.first, first <= 3
    else { return false }
    let leading = run.digits[..<first].reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    return lowerEnd.written <= Decimal(leading)
  }
}
