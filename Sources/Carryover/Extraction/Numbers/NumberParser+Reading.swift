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
      case .each where quantity.canBePeriodic || isNear && quantity.canBeOfEach: return .period
      case .calendar where quantity.canBePeriodic && loosePeriod(for: quantity) == nil: return .period
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

  /// Whether it would be another one for all than for each of them. What is paid for an hour is not added up.
  fileprivate var canBeOfEach: Bool {
    switch unit {
    case .plain, .money, .hours: period != .hour
    case .percent, .squareFeet, .squareMetres, .other: false
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
