import FoundationEssentials

extension NumberParser {
  /// Reads what stands behind a number: currency, unit, period, "or more".
  ///
  /// It ends at the first token that cannot belong to the number. A word that is not known is what is counted, unless that is known
  /// already.
  func readTraits(of side: inout NumberSide) {
    var isInBrackets = false
    while let token = token(at: side.end) {
      let start = side.end
      switch token.kind {
      case .word(.filler) where isMillionOf(token, side): side.end += 1
      case .word(let word): readTrait(word, token, of: &side)
      case .unknownWord where Self.decimalMarks.contains(token.text): break
      case .unknownWord: readThing(token, of: &side)
      case .foreignWord:
        side.traits.add(doubt: .form)
        side.end += 1
      case .mark(.slash): readRate(of: &side)
      case .mark(.plus):
        if token.isGlued { side.traits.add(bound: .atLeast) } else { side.traits.add(doubt: .bound) }
        side.end += 1
      case .mark(.comma) where isPeriod(at: side.end + 1): side.end += 1
      case .mark(.open) where !isInBrackets && isTrait(at: side.end + 1):
        isInBrackets = true
        side.end += 1
      case .mark(.close) where isInBrackets:
        isInBrackets = false
        side.end += 1
      case .mark(.stop) where token.isGlued && self.token(at: side.end + 1)?.isWord(.calendar) == true:
        side.traits.add(doubt: .calendar)
        side.end += 2
      case .unreadable(let reason) where token.isGlued:
        side.traits.add(doubt: reason)
        passUnreadable(of: &side)
      case .mark(.hyphen) where token.isGlued && self.token(at: side.end + 1)?.isWord(.orSo) == true: side.end += 1
      case .figure, .spelled, .mark, .aside, .unreadable: break
      }
      guard side.end > start else { return }
      side.hasOwnTraits = true
      side.traits.isContinental = side.traits.isContinental || token.isContinental
    }
  }

  private func isPeriod(at index: Int) -> Bool {
    switch token(at: index)?.kind {
    case .word(.period): true
    case .word(.per): token(at: index + 1)?.time != nil
    default: false
    }
  }

  /// Whether this is the "d'" of "un million d'euros".
  private func isMillionOf(_ token: NumberToken, _ side: NumberSide) -> Bool {
    guard let scale = side.numeral?.scale, scale >= 1_000_000 else { return false }
    return token.text == "d" || token.text == "de"
  }

  /// Whether a word in brackets says something about the number before them.
  private func isTrait(at index: Int) -> Bool {
    switch token(at: index)?.kind {
    case .word(.currency), .word(.dollar), .word(.unclearCurrency), .word(.unit), .word(.percent), .word(.period),
      .word(.per),
      .word(.oddPeriod), .word(.maximum), .word(.minimum):
      true
    default: false
    }
  }

  private func readTrait(_ word: NumberWord, _ token: NumberToken, of side: inout NumberSide) {
    switch word {
    case .currency, .dollar, .unclearCurrency:
      side.traits.add(currency: word)
      side.traits.hasCurrencySign = side.traits.hasCurrencySign || token.isSign
    case .percent: side.traits.add(unit: .percent)
    case .unit(let unit):
      side.traits.add(unit: unit)
      side.traits.canBeTimeOfDay = side.traits.canBeTimeOfDay || ["h", "heure", "heures"].contains(token.text)
    case .kindOfHours:
      guard self.token(at: side.end + 1)?.isWord(.unit(.hours)) == true else { return readThing(token, of: &side) }
    case .measure, .time, .span, .few: return readThing(token, of: &side)
    case .approximately:
      guard isEnd(at: side.end + 1) else { return }
      side.traits.isApproximate = true
    case .atMost, .atLeast:
      // "500 more than before" is a difference.
      guard side.traits.unit == nil, token.text.contains(" ") else { return }
      side.traits.add(doubt: .change)
    case .minutesOrMinimum:
      guard side.traits.currency != nil || side.traits.unit != nil else { return readThing(token, of: &side) }
      side.traits.add(doubt: .bound)
    case .period(let period):
      side.traits.add(period: period)
      noteRelativeTime(at: side.end + 1, of: &side)
    case .oddPeriod: side.traits.add(doubt: .period)
    case .per, .article, .the: return readPeriod(word, of: &side)
    case .maximum, .orLess: side.traits.add(bound: .atMost)
    case .minimum, .orMore: side.traits.add(bound: .atLeast)
    case .plus: side.traits.add(doubt: .bound)
    case .orSo: side.traits.isApproximate = true
    case .more, .changing: side.traits.add(doubt: .change)
    case .calendar: side.traits.add(doubt: .calendar)
    case .fraction: side.traits.add(doubt: .fraction)
    case .of:
      // "5 of them" counts something else than 5 does.
      guard side.traits.currency == nil, side.traits.unit == nil else { return }
      side.traits.add(doubt: .unit)
    default: return
    }
    side.end += 1
  }

  /// A word for what is counted, kept as the text spells it.
  private func readThing(_ token: NumberToken, of side: inout NumberSide) {
    if side.traits.currency == nil, side.traits.unit == nil {
      guard side.traits.period == nil else { return }
      side.traits.add(unit: .other(quote(token.range)))
    } else if case .word(.time) = token.kind {
      // "500 USD month" and "40 hours week" lack the word that would say how the two belong together.
      side.traits.add(doubt: .period)
    } else if side.traits.currency == nil, !side.hasOwnTraits {
      // "Hours: 12 people".
      side.traits.add(doubt: .unit)
    } else if side.traits.currency != nil, side.traits.unit == nil, isCode(token) {
      // "$500 MXN".
      side.traits.add(doubt: .currency)
    } else {
      return
    }
    side.end += 1
  }

  /// Whether a word looks like the code of a currency.
  private func isCode(_ token: NumberToken) -> Bool {
    token.range.count == 3 && bytes[token.range].allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
  }

  private func isEnd(at index: Int) -> Bool {
    switch token(at: index)?.kind {
    case nil, .mark: true
    default: false
    }
  }

  /// "A year ago" and "le mois dernier" are no periods.
  private func noteRelativeTime(at index: Int, of side: inout NumberSide) {
    if isRelativeTime(at: index) { side.traits.add(doubt: .period) }
  }

  /// "Per month", "a month", "the hour". Whatever else a number is counted by, it is not known here.
  private func readPeriod(_ word: NumberWord, of side: inout NumberSide) {
    let next = token(at: side.end + 1)
    if let period = next?.time {
      side.traits.add(period: period)
      side.traits.isContinental = side.traits.isContinental || next?.isContinental == true
      side.end += 2
      noteRelativeTime(at: side.end, of: &side)
      return
    }
    let isCountedBy =
      switch next?.kind {
      case .word(.unit), .word(.measure), .word(.span), .word(.oddPeriod), .word(.percent): true
      case .unknownWord, .foreignWord: word != .the
      default: word == .per
      }
    guard isCountedBy else { return }
    side.traits.add(doubt: .period)
    side.end += 1
  }

  /// A slash and what is behind it.
  private func readRate(of side: inout NumberSide) {
    let next = token(at: side.end + 1)
    if let period = next?.time ?? (next?.text == "an" ? .year : nil) {
      side.traits.add(period: period)
      side.end += 2
    } else {
      side.traits.add(doubt: .period)
      side.end += 1
    }
  }
}
