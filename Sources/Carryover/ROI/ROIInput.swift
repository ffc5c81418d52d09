/// The five inputs of the return on investment, by their wire names. The names are reserved: no question of a
/// catalogue may have one as its key.
public enum ROIInput: String, CodingKey, Codable, Sendable, CaseIterable {
  /// What an hour of labour costs.
  case laborRate
  /// The share of the manual hours that is automated.
  case utilization
  /// The yearly share of the price that maintenance takes.
  case maintenanceFactor
  /// What the manual work costs in a month.
  case manualMonthlySpend
  /// The hours that the manual work takes in a month.
  case manualMonthlyHours
}

extension ROIInput {
  /// Whether the input is a share between 0 and 1.
  public var isShare: Bool {
    switch self {
    case .utilization, .maintenanceFactor: true
    case .laborRate, .manualMonthlySpend, .manualMonthlyHours: false
    }
  }

  /// The one rule that every figure passes on its way into an input (RO-1): a share lies between 0 and 1, anything else
  /// is not negative.
  func check(_ figure: Figure?) throws(FieldError) {
    let field = ROIField.input(self)
    if isShare { try field.checkShare(figure) } else { try field.checkNotNegative(figure) }
  }

  func check(_ money: MoneyFigure?) throws(FieldError) { try check(money?.figure) }
}
