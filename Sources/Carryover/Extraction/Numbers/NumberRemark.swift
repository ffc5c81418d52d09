/// Where in a text something stands.
struct NumberPlace: Hashable {
  var token = 0
  var sentence = 0
  var clause = 0

  /// Of a range, whether a word and no dash joins its ends.
  var isThrough = false
}

/// A word that matters for a number without standing beside it.
struct NumberRemark: Hashable {
  enum Kind: Hashable {
    case currency(NumberWord)
    case unit
    case period(Quantity.Period)
    /// A time that is no known period: "last year", "quarterly", "per site".
    case time
    case bound
    case not
    case changing
  }

  let kind: Kind
  let place: NumberPlace
}

extension NumberParser {
  /// Notes what a token outside of any number says about the numbers of the text, and where its sentences end.
  mutating func noteRemark() {
    guard let token = token(at: index) else { return }
    switch token.kind {
    case .mark(let mark): notePunctuation(mark, token)
    case .word(let word): note(word, token)
    case .unknownWord, .foreignWord, .figure, .spelled, .aside, .unreadable: break
    }
  }

  private mutating func notePunctuation(_ mark: NumberPiece.Mark, _ token: NumberToken) {
    switch mark {
    case .end: endSentence()
    case .stop where self.token(at: index + 1)?.isGlued != true: endSentence()
    case .comma: place.clause += opensWithPeriod ? 0 : 1
    case .slash: place.clause += 1
    case .hyphen, .dash, .longDash: place.clause += token.isGlued ? 0 : 1
    default: break
    }
  }

  private mutating func endSentence() {
    place.sentence += 1
    place.clause += 1
    startOfSentence = index + 1
  }

  /// Whether the sentence has nothing before the comma here but a period, as in "Per month, we spend 500".
  private var opensWithPeriod: Bool {
    guard let remark = remarks.last, case .period = remark.kind else { return false }
    return remark.place.token == startOfSentence && index - startOfSentence <= 2
  }

  private mutating func note(_ word: NumberWord, _ token: NumberToken) {
    switch word {
    case .currency, .dollar, .unclearCurrency: add(.currency(word))
    case .percent: add(.unit)
    case .unit(let unit): noteUnit(unit)
    case .period(let period): add(isOfAmount(token) ? .period(period) : .time)
    case .per: notePer()
    case .and: place.clause += 1
    case .oddPeriod, .time, .span: add(.time)
    case .maximum, .minimum: add(.bound)
    case .not: add(.not)
    case .changing: add(.changing)
    case .plain where ["but", "aber", "sondern", "mais"].contains(token.text): place.clause += 1
    default: break
    }
  }

  /// "Hours" says what is counted, if anything; "an hour" says in which time.
  private mutating func noteUnit(_ unit: Quantity.Unit) {
    guard unit == .hours else { return add(.unit) }
    switch token(at: index - 1)?.kind {
    case .word(.article), .word(.the), .word(.one): add(.time)
    default: break
    }
  }

  private mutating func notePer() {
    guard let period = token(at: index + 1)?.time, !isRelativeTime(at: index + 2) else { return add(.time) }
    add(.period(period))
    index += 1
  }

  /// Whether a period that stands alone is that of the amount: "monthly" in "our monthly spend is 500" and in "500 is paid monthly", but
  /// not in "500 for monthly reports".
  private func isOfAmount(_ token: NumberToken) -> Bool {
    guard let next = self.token(at: index + 1) else { return true }
    if isRelativeTime(at: index + 1) { return false }
    if token.text.contains(" ") || Self.amounts.contains(where: token.text.hasSuffix) { return true }
    switch next.kind {
    case .unknownWord: return Self.amounts.contains(next.text)
    case .word(.kindOfHours):
      return self.token(at: index + 2)?.isWord(.unit(.hours)) == true || Self.amounts.contains(next.text)
    case .word(.unit(.hours)), .mark: return true
    case .word(let word): return word.canFollowAdverb
    case .foreignWord, .figure, .spelled, .aside, .unreadable: return false
    }
  }

  /// Whether a word makes a time out of the period before it: "a year ago", "le mois dernier".
  func isRelativeTime(at index: Int) -> Bool {
    guard let token = token(at: index) else { return false }
    return token.isWord(.calendar) || Self.relativeTimes.contains(token.text)
  }

  private static let relativeTimes: Set<String> = [
    "ago", "before", "after", "later", "earlier", "last", "next", "davor", "zuvor", "danach", "darauf", "vorher",
    "spater",
    "dernier", "derniere", "derniers", "prochain", "prochaine", "passe", "passee", "suivant", "suivante", "precedent",
    "precedente", "avant",
  ]

  private static let amounts: Set<String> = [
    "spend", "spending", "cost", "costs", "budget", "rate", "rates", "wage", "wages", "fee", "fees", "price", "bill",
    "expense", "expenses",
    "salary", "amount", "rent", "charge", "charges", "payment", "payments", "outlay", "pay", "labor", "labour",
    "ausgaben", "kosten", "betrag", "miete", "aufwand", "gesamtkosten", "satz", "lohn", "gehalt", "gebuhr", "preis",
    "rechnung",
    "depense", "depenses", "cout", "couts", "salaire", "loyer", "montant", "taux", "facture", "prix", "frais",
  ]

  private mutating func add(_ kind: NumberRemark.Kind) {
    var place = place
    place.token = index
    remarks.append(NumberRemark(kind: kind, place: place))
  }
}

extension NumberParser {
  /// The most doubts that a reading lists.
  private static let mostDoubts = 8

  /// What the whole text says about one quantity.
  var reading: NumberReading {
    guard let first = mentions.first else { return .none }
    if mentions.count == 1, case .quantity(let quantity) = first.outcome {
      return .of(quantity, doubt: doubt(of: quantity), quote(first.range), period: loosePeriod(for: quantity))
    }
    return .ambiguous(
      mentions.prefix(Self.mostDoubts).map { mention in
        switch mention.outcome {
        case .quantity: NumberDoubt(.several, quote(mention.range))
        case .doubt(let reason): NumberDoubt(reason, quote(mention.range))
        }
      })
  }

  /// What the rest of the text makes doubtful about the only quantity.
  private func doubt(of quantity: Quantity) -> NumberDoubt.Reason? {
    for remark in remarks {
      let isNear = remark.place.sentence == firstPlace.sentence
      switch remark.kind {
      case .not where remark.place.clause == firstPlace.clause && remark.place.token < firstPlace.token:
        return .negation
      case .bound where isNear: return .bound
      case .changing where isNear && firstPlace.isThrough: return .change
      case .currency(let word) where quantity.contradicts(word, dollar: reader.dollar): return .currency
      case .unit where quantity.unit == .plain: return .unit
      case .time where quantity.canBePeriodic: return .period
      case .period(let period) where quantity.canBePeriodic:
        guard remark.place.clause == firstPlace.clause, period == loosePeriod(for: quantity) else { return .period }
      default: break
      }
    }
    return nil
  }

  /// The period that the quantity's clause names, wherever it stands in it.
  private func loosePeriod(for quantity: Quantity) -> Quantity.Period? {
    guard quantity.canBePeriodic else { return nil }
    for remark in remarks where remark.place.clause == firstPlace.clause {
      if case .period(let period) = remark.kind { return period }
    }
    return nil
  }
}

extension NumberWord {
  /// Whether the word before this one, "monthly", stands for itself and does not belong to a noun.
  fileprivate var canFollowAdverb: Bool {
    switch self {
    case .plain, .filler, .of, .article, .the, .and, .or, .not, .one, .approximately, .atMost, .atLeast, .upTo,
      .maximum,
      .minimum, .currency, .dollar:
      true
    default: false
    }
  }
}

extension NumberReading {
  fileprivate static func of(
    _ quantity: Quantity, doubt: NumberDoubt.Reason?, _ text: String, period: Quantity.Period?
  ) -> NumberReading {
    if let doubt { return .ambiguous([NumberDoubt(doubt, text)]) }
    guard let period else { return .one(quantity) }
    return .one(
      Quantity(quantity.amount, quantity.unit, period: period, isApproximate: quantity.isApproximate))
  }
}

extension Quantity {
  /// Whether it has no period and would mean something else with one.
  fileprivate var canBePeriodic: Bool {
    guard period == nil else { return false }
    switch unit {
    case .plain, .money, .hours: return true
    case .percent, .squareFeet, .squareMetres, .other: return false
    }
  }

  /// Whether a currency elsewhere in the text makes it unclear what is meant.
  fileprivate func contradicts(_ word: NumberWord, dollar: CurrencyCode?) -> Bool {
    switch (unit, word) {
    case (.plain, _): true
    case (.money(let own), .currency(let code)): own != code
    case (.money(let own), .dollar): own != dollar
    case (.money, _): true
    default: false
    }
  }
}
