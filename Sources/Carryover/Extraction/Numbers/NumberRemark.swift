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
    /// A time that is no known period: "last year", "quarterly".
    case time
    /// Each of several, and not all of them: "per site", "each cleaner".
    case each
    /// A part of the calendar: "in March", `Q1`.
    case calendar
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
    case .aside where isOfCalendar(token): add(.calendar)
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
    case .article where token.text == "je": noteJe()
    case .article where token.text == "par" && isThing(at: index + 1): add(.each)
    case .calendar where isMonth(token): add(.calendar)
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

  /// "Per month" is a period, and "per shift" a time. "Per site" is neither: what is said so is said of one of several.
  private mutating func notePer() {
    switch token(at: index + 1)?.kind {
    case .word(.time(let period)) where !isRelativeTime(at: index + 2):
      add(.period(period))
      index += 1
    case .word(.unit(.hours)) where !isRelativeTime(at: index + 2):
      add(.period(.hour))
      index += 1
    case .word(.time), .word(.unit(.hours)), .word(.span), .word(.oddPeriod): add(.time)
    default: add(.each)
    }
  }

  /// In German "je" is "per", and "each" before a number. In French it is "I".
  private mutating func noteJe() {
    if token(at: index + 1)?.time != nil { return notePer() }
    if lead(from: index + 1) != nil || isNoun(at: index + 1) { add(.each) }
  }

  private func isThing(at index: Int) -> Bool { token(at: index)?.kind == .unknownWord }

  /// Whether a word is written as German writes its nouns.
  private func isNoun(at index: Int) -> Bool {
    guard let token = token(at: index), isThing(at: index) else { return false }
    return (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(bytes[token.range.lowerBound])
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
