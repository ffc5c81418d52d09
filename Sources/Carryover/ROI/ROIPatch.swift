/// A partial update of the ROI inputs: each one kept, set or cleared.
public struct ROIPatch: Hashable, Sendable {
  /// What an hour of labour costs.
  public var laborRate: Patch<MoneyFigure>

  /// The share of the manual hours that is automated.
  public var utilization: Patch<Figure>

  /// The yearly share of the price that maintenance takes.
  public var maintenanceFactor: Patch<Figure>

  /// What the manual work costs in a month.
  public var manualMonthlySpend: Patch<MoneyFigure>

  /// The hours that the manual work takes in a month.
  public var manualMonthlyHours: Patch<Figure>

  /// Keeps every input but those that are given. Figures are checked when the patch is applied.
  public init(
    laborRate: Patch<MoneyFigure> = .keep,
    utilization: Patch<Figure> = .keep,
    maintenanceFactor: Patch<Figure> = .keep,
    manualMonthlySpend: Patch<MoneyFigure> = .keep,
    manualMonthlyHours: Patch<Figure> = .keep
  ) {
    self.laborRate = laborRate
    self.utilization = utilization
    self.maintenanceFactor = maintenanceFactor
    self.manualMonthlySpend = manualMonthlySpend
    self.manualMonthlyHours = manualMonthlyHours
  }

  /// Clears every input.
  static let clearingAll = ROIPatch(
    laborRate: .clear, utilization: .clear, maintenanceFactor: .clear, manualMonthlySpend: .clear,
    manualMonthlyHours: .clear)
}

extension ROIPatch {
  /// Refuses what the inputs themselves would refuse.
  func check() throws(FieldError) {
    _ = try ROIInputs(
      laborRate: laborRate.newValue,
      utilization: utilization.newValue,
      maintenanceFactor: maintenanceFactor.newValue,
      manualMonthlySpend: manualMonthlySpend.newValue,
      manualMonthlyHours: manualMonthlyHours.newValue
    )
  }
}

extension ROIPatch: Codable {
  /// Reads a merge patch.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: ROIInput.self)
    laborRate = try container.decodePatch(forKey: .laborRate)
    utilization = try container.decodePatch(forKey: .utilization)
    maintenanceFactor = try container.decodePatch(forKey: .maintenanceFactor)
    manualMonthlySpend = try container.decodePatch(forKey: .manualMonthlySpend)
    manualMonthlyHours = try container.decodePatch(forKey: .manualMonthlyHours)
  }

  /// Writes a merge patch; an input that is kept is left out.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: ROIInput.self)
    try container.encode(patch: laborRate, forKey: .laborRate)
    try container.encode(patch: utilization, forKey: .utilization)
    try container.encode(patch: maintenanceFactor, forKey: .maintenanceFactor)
    try container.encode(patch: manualMonthlySpend, forKey: .manualMonthlySpend)
    try container.encode(patch: manualMonthlyHours, forKey: .manualMonthlyHours)
  }
}
