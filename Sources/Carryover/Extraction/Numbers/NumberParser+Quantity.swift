import FoundationEssentials

extension NumberParser {
  /// The quantity that a number, or both ends of a range, and the words around it make.
  func quantity(_ lead: NumberLead, _ low: NumberSide, _ high: NumberSide?) throws(NumberDoubtful) -> Quantity {
    var traits = low.traits
    if let high { traits.join(upper: high.traits) }
    if let doubt = low.doubt ?? high?.doubt ?? traits.doubt { throw NumberDoubtful(doubt) }
    if lead.opener != nil, high == nil { throw NumberDoubtful(.range) }
    if let doubt = doubtOfForm(lead, low, high, traits) { throw NumberDoubtful(doubt) }
    let unit = try unit(traits)
    let amount = try amount(lead, low, high, traits.bound)
    return Quantity(amount, unit, period: traits.period, isApproximate: traits.isApproximate)
  }

  private func unit(_ traits: NumberTraits) throws(NumberDoubtful) -> Quantity.Unit {
    switch traits.currency {
    case .currency(let code): return .money(code)
    case .dollar:
      guard let dollar = reader.dollar else { throw NumberDoubtful(.currency) }
      return .money(dollar)
    case nil: return traits.unit ?? .plain
    default: throw NumberDoubtful(.currency)
    }
  }

  private func amount(
    _ lead: NumberLead, _ low: NumberSide, _ high: NumberSide?, _ bound: NumberTraits.Bound?
  ) throws(NumberDoubtful) -> Quantity.Amount {
    guard let numeral = low.numeral else { throw NumberDoubtful(.form) }
    if let high {
      guard let upper = high.numeral else { throw NumberDoubtful(.form) }
      guard !lead.isNegative else { throw NumberDoubtful(.sign) }
      guard numeral.value < upper.value else { throw NumberDoubtful(.range) }
      guard let figure = try? Figure(low: numeral.value, high: upper.value) else { throw NumberDoubtful(.size) }
      return .figure(figure)
    }
    let value = lead.isNegative ? -numeral.value : numeral.value
    guard let figure = try? Figure(value) else { throw NumberDoubtful(.size) }
    switch bound {
    case nil: return .figure(figure)
    case .atMost: return .atMost(value)
    case .atLeast: return .atLeast(value)
    }
  }
}

extension NumberParser {
  /// What makes a well-formed number doubtful by the look of it and the word before it.
  private func doubtOfForm(
    _ lead: NumberLead, _ low: NumberSide, _ high: NumberSide?, _ traits: NumberTraits
  ) -> NumberDoubt.Reason? {
    let previous = tokenBefore(lead.start ?? lead.end)
    if low.isSpaced || high?.isSpaced == true, !settlesSpaces(traits, behind: previous) { return .separator }
    if isBehindDecimalMark(lead) { return .separator }
    if low.mayBeMetres || high?.mayBeMetres == true, traits.currency == nil { return .scale }
    if high == nil, low.needsCompany, !traits.keepsCompany { return .word }
    let neighbours = [token(at: lead.end - 1), previous].compactMap(\.self)
    if isTimeOfDay(low, high, traits, behind: neighbours) { return .calendar }
    guard traits.currency == nil, !traits.hasKnownUnit else { return nil }
    if high == nil, low.run?.isYear == true,
      neighbours.contains(where: { isDating($0, hasThing: traits.unit != nil) })
    {
      return .calendar
    }
    guard traits.period == nil else { return nil }
    if let high { return doubtOfBareRange(low, high, traits) }
    switch previous?.kind {
    case .word(.calendar): return .calendar
    case .word(.time), .word(.span): return .label
    default: break
    }
    if Self.labels.contains(previous?.text ?? "") { return .label }
    guard let run = low.run else { return nil }
    let isOrdinal = run.isPlain(digits: 1) || run.isPlain(digits: 2) || run.isDayAndMonth
    let isBeforeStop = token(at: low.end)?.isMark(.stop) == true && token(at: low.end + 1) != nil
    return isOrdinal && isBeforeStop && Self.articles.contains(previous?.text ?? "") ? .label : nil
  }

  /// "Null Komma fünf" and "point five": the number is what stands behind a decimal mark in words. "At this point five" is not.
  private func isBehindDecimalMark(_ lead: NumberLead) -> Bool {
    let place = (lead.start ?? lead.end) - 1
    guard let word = token(at: place)?.text else { return false }
    guard Self.decimalMarks.contains(word) else { return false }
    return word != "point" || !["this", "that", "some", "the", "ce"].contains(token(at: place - 1)?.text ?? "")
  }

  /// Decimal marks in words.
  static let decimalMarks: Set<String> = ["komma", "virgule", "comma", "point"]

  /// The token before this one, or before the point of an abbreviation.
  private func tokenBefore(_ index: Int) -> NumberToken? {
    guard let token = token(at: index - 1), token.isMark(.stop), token.isGlued else { return self.token(at: index - 1) }
    return self.token(at: index - 2)
  }

  /// `555-1234` is a telephone number and `1990-2000` are years, unless a unit says otherwise.
  private func doubtOfBareRange(_ low: NumberSide, _ high: NumberSide, _ traits: NumberTraits) -> NumberDoubt.Reason? {
    guard let lower = low.run, let upper = high.run, traits.unit == nil, !traits.isApproximate else { return nil }
    if lower.isYear, upper.isYear { return .calendar }
    return lower.isPlain(digits: 3) && upper.isPlain(digits: 4) ? .label : nil
  }

  /// Whether groups behind plain spaces are one number. "3 200 sq ft rooms" may be three rooms; whoever has a decimal comma, or writes the
  /// currency as a sign, groups by spaces. A word that may have a number of its own must not stand before them.
  private func settlesSpaces(_ traits: NumberTraits, behind previous: NumberToken?) -> Bool {
    guard decimalMark == .comma || traits.isContinental || traits.hasCurrencySign else { return false }
    switch previous?.kind {
    case nil, .mark: return true
    case .word(let word):
      switch word {
      case .time, .span, .unit, .measure, .calendar: return false
      default: return true
      }
    default: return false
    }
  }

  /// "8 h à 18 h", "à 20 heures", "um 8": hours of a day, and not so many of them.
  private func isTimeOfDay(
    _ low: NumberSide, _ high: NumberSide?, _ traits: NumberTraits, behind neighbours: [NumberToken]
  ) -> Bool {
    guard traits.period == nil, traits.currency == nil, let value = (high ?? low).numeral?.value, value <= 24 else {
      return false
    }
    if traits.canBeTimeOfDay {
      return high != nil || neighbours.contains { Self.timesOfDay.contains($0.text) }
    }
    guard high == nil, low.run != nil else { return false }
    return neighbours.contains { $0.text == "um" || ($0.text == "at" && traits.unit == nil) }
  }

  private static let timesOfDay: Set<String> = [
    "à", "a", "jusqu à", "jusqu a", "vers", "des", "avant", "apres", "at", "until", "till", "by", "from", "after",
    "before", "ab", "um", "gegen",
    "bis", "bis zu", "vor", "nach",
  ]

  private func isDating(_ token: NumberToken, hasThing: Bool) -> Bool {
    Self.datings.contains(token.text) || (!hasThing && Self.prepositions.contains(token.text))
  }

  /// Words before a year, whatever follows it.
  private static let datings: Set<String> = [
    "in", "since", "until", "till", "during", "year", "end", "mid", "early", "late", "fy",
    "im", "seit", "bis", "ab", "im jahr", "jahr", "anno", "ende", "anfang", "mitte", "stand",
    "en", "depuis", "annee", "fin", "debut", "mi",
  ]

  /// Words that stand before a year, and before a number of things too.
  private static let prepositions: Set<String> = [
    "by", "before", "after", "from", "for", "of", "to", "vor", "nach", "fur", "fuer", "von", "avant", "apres", "pour",
    "de", "d",
  ]

  /// Words before a number that is a name.
  private static let labels: Set<String> = [
    "no", "nr", "number", "num", "nummer", "numero", "n", "room", "rooms", "raum", "zimmer", "salle", "chambre",
    "building", "gebaude",
    "gebaeude", "batiment", "floor", "level", "stock", "etage", "ebene", "niveau", "phase", "step", "schritt", "etape",
    "version", "v",
    "page", "seite", "zone", "halle", "hall", "gate", "tor", "line", "linie", "ligne", "chapter", "kapitel", "chapitre",
    "article",
    "artikel", "section", "abschnitt", "option", "type", "typ", "class", "klasse", "classe", "iso", "din", "en", "norm",
    "norme",
    "phone", "tel", "telephone", "telefon", "mobile", "handy", "fax", "plz", "zip", "id", "ref", "sku", "model",
    "modell", "modele",
    "tier", "stufe", "quarter", "quartal", "kw", "block", "haus", "street", "suite", "apartment", "question", "frage",
    "figure", "tabelle", "ticket", "invoice", "code", "pin", "rev", "factor", "faktor", "facteur",
  ]

  private static let articles: Set<String> = [
    "der", "die", "das", "dem", "den", "des", "im", "am", "zum", "zur", "vom", "beim", "seit", "bis", "ab", "jeden",
    "jeder",
  ]
}

extension NumberTraits {
  /// Whether a word that is a number only in company is one here.
  fileprivate var keepsCompany: Bool { currency != nil || period != nil || bound != nil || hasKnownUnit }

  /// Whether what is counted is one of the units known here, and no word taken from the text.
  fileprivate var hasKnownUnit: Bool {
    switch unit {
    case nil, .other: false
    default: true
    }
  }
}
