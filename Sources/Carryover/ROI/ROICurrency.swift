/// The currency of a calculation. There is one, or the amounts cannot be added.
public enum ROICurrency: Hashable, Sendable {
  /// No input has an amount of money.
  case unstated
  /// All amounts are in this currency.
  case one(CurrencyCode)
  /// The amounts are in different currencies, which is for a person to settle: each amount's field with its currency.
  case mixed([ROIField: CurrencyCode])

  /// The currency, if there is one.
  public var code: CurrencyCode? {
    if case .one(let code) = self { code } else { nil }
  }

  init(_ currencies: [ROIField: CurrencyCode]) {
    let distinct = Set(currencies.values)
    if let code = distinct.first {
      self = distinct.count == 1 ? .one(code) : .mixed(currencies)
    } else {
      self = .unstated
    }
  }
}

extension ROICurrency {
  /// The currency of all money that goes into a calculation.
  init(_ inputs: ROIInputs, _ scenario: ROIScenario) {
    let (field, payment): (ROIScenario.Input, MoneyFigure?) =
      switch scenario.acquisition {
      case .purchase(let price): (.price, price)
      case .lease(let payment): (.monthlyPayment, payment)
      }
    let amounts: [ROIField: MoneyFigure?] = [
      .input(.laborRate): inputs.laborRate,
      .input(.manualMonthlySpend): inputs.manualMonthlySpend,
      .scenario(field): payment,
      .scenario(.setUpCost): scenario.setUpCost,
    ]
    self.init(amounts.compactMapValues { $0?.currency })
  }
}

/// One currency is its code, different ones are an object by the fields' paths, and none is null.
extension ROICurrency: Codable {
  /// Reads the wire form, and refuses different currencies of which there is only one.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .unstated
    } else if let code = try? container.decode(CurrencyCode.self) {
      self = .one(code)
    } else {
      self.init(try container.decode([ROIField: CurrencyCode].self))
      guard case .mixed = self else {
        throw DecodingError.dataCorruptedError(in: container, debugDescription: "fewer than two currencies")
      }
    }
  }

  /// Writes the wire form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .unstated: try container.encodeNil()
    case .one(let code): try container.encode(code)
    case .mixed(let currencies): try container.encode(currencies)
    }
  }
}
