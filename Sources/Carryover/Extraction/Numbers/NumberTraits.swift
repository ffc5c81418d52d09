/// What the words around a number say about it.
struct NumberTraits {
  /// Which side of a quantity a bound closes.
  enum Bound: Hashable {
    case atMost, atLeast
  }

  /// A currency, the dollar sign or an unclear currency.
  private(set) var currency: NumberWord?

  /// What is counted, if it is no money.
  private(set) var unit: Quantity.Unit?

  private(set) var period: Quantity.Period?
  private(set) var bound: Bound?
  var isApproximate = false

  /// Whether a word is German or French and not English.
  var isContinental = false

  /// Whether the unit is a word for hours that also tells the time of day.
  var canBeTimeOfDay = false

  /// Whether a currency stands here as a sign.
  var hasCurrencySign = false

  /// The first thing that makes the number doubtful.
  private(set) var doubt: NumberDoubt.Reason?

  mutating func add(doubt new: NumberDoubt.Reason) { doubt = doubt ?? new }

  mutating func add(bound new: Bound) {
    if let bound, bound != new { add(doubt: .bound) }
    bound = new
  }

  mutating func add(period new: Quantity.Period) {
    if let period, period != new { add(doubt: .period) }
    period = new
  }

  mutating func add(unit new: Quantity.Unit) {
    if currency != nil || (unit ?? new) != new { add(doubt: .unit) }
    unit = new
  }

  mutating func add(currency new: NumberWord) {
    if unit != nil { add(doubt: .unit) }
    guard let currency, currency != new else {
      currency = new
      return
    }
    // In "$500 CAD" the code says which dollar it is.
    if new == .dollar, currency.isDollar { return }
    if currency != .dollar || !new.isDollar { add(doubt: .currency) }
    self.currency = new
  }

  /// What both ends of a range say together. The unit and the period of a range stand behind its upper end, or behind both.
  mutating func join(upper: NumberTraits) {
    if unit != nil, upper.unit == nil { add(doubt: .unit) }
    if period != nil, upper.period == nil { add(doubt: .period) }
    if bound != nil || upper.bound != nil { add(doubt: .bound) }
    if let doubt = upper.doubt { add(doubt: doubt) }
    if let currency = upper.currency { add(currency: currency) }
    if let unit = upper.unit { add(unit: unit) }
    if let period = upper.period { add(period: period) }
    isApproximate = isApproximate || upper.isApproximate
    isContinental = isContinental || upper.isContinental
    canBeTimeOfDay = canBeTimeOfDay || upper.canBeTimeOfDay
    hasCurrencySign = hasCurrencySign || upper.hasCurrencySign
  }
}

extension NumberWord {
  private static let dollars: Set<String> = ["USD", "CAD", "AUD", "NZD", "HKD", "SGD"]

  fileprivate var isDollar: Bool {
    switch self {
    case .dollar: true
    case .currency(let code): Self.dollars.contains(code.text)
    default: false
    }
  }
}
