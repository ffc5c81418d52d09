/// What is to be bought or leased, and on which terms: the other half of a calculation, beside ``ROIInputs`` (RO-1).
///
/// Whether it is a purchase or a lease is always known. Everything else is optional, and a figure that needs what is missing says
/// so. What is known to cost nothing is 0, not nil.
public struct ROIScenario: Hashable, Sendable {
  /// The two ways to get it.
  public enum Acquisition: Hashable, Sendable {
    /// Paid once; maintenance takes a yearly share of the price, the inputs' ``ROIInputs/maintenanceFactor``.
    case purchase(price: MoneyFigure?)
    /// Paid every month, maintenance included.
    case lease(monthlyPayment: MoneyFigure?)
  }

  /// How it is paid for.
  public let acquisition: Acquisition

  /// What setting it up costs, once.
  public let setUpCost: MoneyFigure?

  /// The hours a month in which somebody looks after it, each at the labor rate.
  public let monthlySupervisionHours: Figure?

  /// How many months are looked at.
  public let termMonths: Int?

  /// The share by which money loses value if it comes a year later, between 0 and 1.
  public let yearlyDiscountRate: Figure?

  /// The longest term, in months: fifty years.
  public static let longestTerm = 600

  /// Accepts terms of 1 to 600 months, a discount rate between 0 and 1, and other figures that are not negative.
  public init(
    _ acquisition: Acquisition,
    setUpCost: MoneyFigure? = nil,
    monthlySupervisionHours: Figure? = nil,
    termMonths: Int? = nil,
    yearlyDiscountRate: Figure? = nil
  ) throws(FieldError) {
    switch acquisition {
    case .purchase(let price): try ROIField.scenario(.price).checkNotNegative(price?.figure)
    case .lease(let payment): try ROIField.scenario(.monthlyPayment).checkNotNegative(payment?.figure)
    }
    try ROIField.scenario(.setUpCost).checkNotNegative(setUpCost?.figure)
    try ROIField.scenario(.monthlySupervisionHours).checkNotNegative(monthlySupervisionHours)
    try ROIField.scenario(.yearlyDiscountRate).checkShare(yearlyDiscountRate)
    if let termMonths, !(1...Self.longestTerm).contains(termMonths) {
      throw FieldError(
        ROIField.scenario(.termMonths).description,
        .outOfRange(lower: "1", upper: "\(Self.longestTerm)", hint: "It is a number of months."))
    }
    self.acquisition = acquisition
    self.setUpCost = setUpCost
    self.monthlySupervisionHours = monthlySupervisionHours
    self.termMonths = termMonths
    self.yearlyDiscountRate = yearlyDiscountRate
  }
}

extension ROIScenario {
  /// The inputs of a scenario, by their wire names.
  public enum Input: String, CodingKey, Codable, Sendable, CaseIterable {
    /// What a purchase costs.
    case price
    /// What a lease costs in a month.
    case monthlyPayment
    /// What setting it up costs.
    case setUpCost
    /// The hours of supervision in a month.
    case monthlySupervisionHours
    /// How many months are looked at.
    case termMonths
    /// The yearly discount rate.
    case yearlyDiscountRate
  }
}

/// The acquisition is a word, `purchase` or `lease`, beside the inputs. A price in a lease and a payment in a purchase are refused.
extension ROIScenario: Codable {
  private enum Kind: String, Codable {
    case purchase, lease

    /// The input that the other kind has in place of this one's.
    var foreignInput: Input {
      switch self {
      case .purchase: .monthlyPayment
      case .lease: .price
      }
    }
  }

  private enum KindKey: String, CodingKey {
    case acquisition
  }

  /// Reads the wire form, and refuses what construction refuses.
  public init(from decoder: any Decoder) throws {
    let kind = try decoder.container(keyedBy: KindKey.self).decode(Kind.self, forKey: .acquisition)
    let container = try decoder.container(keyedBy: Input.self)
    func money(_ input: Input) throws -> MoneyFigure? { try container.decodeIfPresent(MoneyFigure.self, forKey: input) }
    do {
      guard try money(kind.foreignInput) == nil else {
        throw FieldError(
          ROIField.scenario(kind.foreignInput).description, .malformed(expected: "absent in a \(kind.rawValue)"))
      }
      try self.init(
        kind == .purchase ? .purchase(price: money(.price)) : .lease(monthlyPayment: money(.monthlyPayment)),
        setUpCost: money(.setUpCost),
        monthlySupervisionHours: try container.decodeIfPresent(Figure.self, forKey: .monthlySupervisionHours),
        termMonths: try container.decodeIfPresent(Int.self, forKey: .termMonths),
        yearlyDiscountRate: try container.decodeIfPresent(Figure.self, forKey: .yearlyDiscountRate)
      )
    } catch let error as FieldError {
      throw DecodingError.refused(error, at: decoder.codingPath)
    }
  }

  /// Writes the wire form; an input that is missing is left out.
  public func encode(to encoder: any Encoder) throws {
    var kind = encoder.container(keyedBy: KindKey.self)
    var container = encoder.container(keyedBy: Input.self)
    switch acquisition {
    case .purchase(let price):
      try kind.encode(Kind.purchase, forKey: .acquisition)
      try container.encodeIfPresent(price, forKey: .price)
    case .lease(let payment):
      try kind.encode(Kind.lease, forKey: .acquisition)
      try container.encodeIfPresent(payment, forKey: .monthlyPayment)
    }
    try container.encodeIfPresent(setUpCost, forKey: .setUpCost)
    try container.encodeIfPresent(monthlySupervisionHours, forKey: .monthlySupervisionHours)
    try container.encodeIfPresent(termMonths, forKey: .termMonths)
    try container.encodeIfPresent(yearlyDiscountRate, forKey: .yearlyDiscountRate)
  }
}
