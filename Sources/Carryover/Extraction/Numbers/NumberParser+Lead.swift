/// What stands before a number and belongs to it.
struct NumberLead {
  /// The first token that says something; nil if there is none.
  var start: Int?

  /// The token of the number.
  var end: Int

  var traits = NumberTraits()

  /// "Between" or "from", which need a second number.
  var opener: NumberWord?

  var isNegative = false
}

extension NumberParser {
  /// The longest row of words before a number that is read as belonging to it.
  private static let longestLead = 8

  /// What leads to a number from a token on; nil if no number follows.
  func lead(from start: Int) -> NumberLead? {
    var lead = NumberLead(end: start)
    for _ in 0...Self.longestLead {
      guard let token = token(at: lead.end) else { return nil }
      if isNumeral(at: lead.end) { return isLabel(lead) ? lead : nil }
      let start = lead.end
      guard let saysSomething = extend(&lead, by: token) else { return nil }
      if saysSomething {
        lead.start = lead.start ?? start
        lead.traits.isContinental = lead.traits.isContinental || token.isContinental
      }
    }
    return nil
  }

  /// Whether what the lead says of the unit is meant for the number: "hours: 120" is, "in working hours 120 people" is not.
  private func isLabel(_ lead: NumberLead) -> Bool {
    guard lead.traits.unit != nil, let start = lead.start else { return true }
    return tokens[start..<lead.end].contains { $0.isMark(.colon) || $0.isMark(.equals) || $0.isMark(.close) }
  }

  /// Takes one token into the lead. Answers whether it says something about the number, or nil if it cannot stand there.
  private func extend(_ lead: inout NumberLead, by token: NumberToken) -> Bool? {
    defer { lead.end += 1 }
    switch token.kind {
    case .mark(let mark): return extend(&lead, by: mark, token)
    case .word(let word):
      switch word {
      // "Je 20 Stunden" says of how many the hours are.
      case .article where token.text == "je": return nil
      case .filler, .article, .the, .of, .kindOfHours, .one(isArticle: true):
        // "Hours of 12 people": the unit is not the number's.
        return lead.traits.unit == nil && lead.traits.currency == nil ? false : nil
      case .per:
        guard let period = self.token(at: lead.end + 1)?.time else { return nil }
        lead.traits.add(period: period)
        lead.end += 1
      // "10:30 bis 12": the range begins with something that is no number.
      case .through where self.token(at: lead.end - 1)?.kind == .aside,
        .upTo where self.token(at: lead.end - 1)?.kind == .aside:
        lead.traits.add(doubt: .range)
      case .through: return extendThrough(&lead, token)
      default: return lead.add(word, token) ? true : nil
      }
      return true
    case .figure, .spelled, .unknownWord, .foreignWord, .aside, .unreadable: return nil
    }
  }

  /// "Bis 500" is a bound and "à 500" a price, but "to 500" may be the rest of a range that was not understood.
  private func extendThrough(_ lead: inout NumberLead, _ token: NumberToken) -> Bool {
    switch token.text {
    case "bis": lead.traits.add(bound: .atMost)
    case "à": return false
    default:
      guard !Self.verbsOfSum.contains(self.token(at: lead.end - 1)?.text ?? "") else { return false }
      lead.traits.add(doubt: .range)
    }
    return true
  }

  private static let verbsOfSum: Set<String> = [
    "amount", "amounts", "amounted", "amounting", "comes", "come", "came", "adds", "added", "sums", "equals", "equal",
  ]

  private func extend(_ lead: inout NumberLead, by mark: NumberPiece.Mark, _ token: NumberToken) -> Bool? {
    switch mark {
    case .colon, .equals, .open, .close, .other: return lead.start == nil ? nil : false
    case .hyphen, .minus, .dash, .longDash:
      guard self.token(at: lead.end + 1)?.isGlued == true else { return nil }
      let isSign = (mark == .hyphen || mark == .minus) && !lead.isNegative && isFree(token, at: lead.end)
      if isSign { lead.isNegative = true } else { lead.traits.add(doubt: .sign) }
      return true
    case .slash, .plus, .stop, .comma, .end: return nil
    }
  }

  /// Whether a minus may stand here: behind a space, a bracket, a colon or a currency.
  private func isFree(_ token: NumberToken, at index: Int) -> Bool {
    guard token.isGlued, let previous = self.token(at: index - 1) else { return true }
    switch previous.kind {
    case .mark(.open), .mark(.colon), .mark(.equals), .mark(.other): return true
    case .word(.currency), .word(.dollar): return previous.isSign
    default: return false
    }
  }
}

extension NumberToken {
  /// Whether a currency's word can stand before its amount: codes and "Euro" do, "dollars" do not.
  fileprivate var standsBeforeAmounts: Bool {
    text.utf8.count == 3 || text.hasSuffix("$") || text == "euro" || text == "fr"
  }
}

extension NumberLead {
  /// Takes a word into the lead, if it can stand there.
  fileprivate mutating func add(_ word: NumberWord, _ token: NumberToken) -> Bool {
    switch word {
    case .approximately, .orSo: traits.isApproximate = true
    case .atMost, .upTo, .maximum: traits.add(bound: .atMost)
    case .atLeast, .minimum, .minutesOrMinimum: traits.add(bound: .atLeast)
    case .between, .from: opener = word
    case .not: traits.add(doubt: .negation)
    case .few: traits.add(doubt: .word)
    case .minus, .plus: traits.add(doubt: .sign)
    case .currency, .dollar, .unclearCurrency:
      guard token.isSign || token.standsBeforeAmounts else { return false }
      traits.add(currency: word)
      traits.hasCurrencySign = traits.hasCurrencySign || token.isSign
    case .percent: traits.add(unit: .percent)
    case .unit(let unit): traits.add(unit: unit)
    case .period(let period): traits.add(period: period)
    case .oddPeriod: traits.add(doubt: .period)
    default: return false
    }
    return true
  }
}
