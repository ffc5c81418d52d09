/// What is known of a visitor's costs, the ground of every ROI calculation (RO-1). Each input is optional.
public struct ROIInputs: Hashable, Sendable {
  /// What an hour of labour costs.
  public let laborRate: MoneyFigure?

  /// The share of the manual hours that is automated, between 0 and 1.
  public let utilization: Figure?

  /// The yearly share of the price that maintenance takes, between 0 and 1.
  public let maintenanceFactor: Figure?

  /// What the manual work costs in a month.
  public let manualMonthlySpend: MoneyFigure?

  /// The hours that the manual work takes in a month.
  public let manualMonthlyHours: Figure?

  /// Accepts inputs whose shares lie between 0 and 1 and whose other figures are not negative.
  public init(
    laborRate: MoneyFigure? = nil,
    utilization: Figure? = nil,
    maintenanceFactor: Figure? = nil,
    manualMonthlySpend: MoneyFigure? = nil,
    manualMonthlyHours: Figure? = nil
  ) throws(FieldError) {
    try ROIInput.laborRate.check(laborRate)
    try ROIInput.utilization.check(utilization)
    try ROIInput.maintenanceFactor.check(maintenanceFactor)
    try ROIInput.manualMonthlySpend.check(manualMonthlySpend)
    try ROIInput.manualMonthlyHours.check(manualMonthlyHours)
    self.laborRate = laborRate
    self.utilization = utilization
    self.maintenanceFactor = maintenanceFactor
    self.manualMonthlySpend = manualMonthlySpend
    self.manualMonthlyHours = manualMonthlyHours
  }

  /// The live values of inputs that were checked when they were written.
  init(_ fields: SourcedROIInputs) {
    laborRate = fields.laborRate?.value
    utilization = fields.utilization?.value
    maintenanceFactor = fields.maintenanceFactor?.value
    manualMonthlySpend = fields.manualMonthlySpend?.value
    manualMonthlyHours = fields.manualMonthlyHours?.value
  }
}

extension ROIInputs: Codable {
  /// Reads the wire form, and refuses what construction refuses.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: ROIInput.self)
    do {
      try self.init(
        laborRate: try container.decodeIfPresent(MoneyFigure.self, forKey: .laborRate),
        utilization: try container.decodeIfPresent(Figure.self, forKey: .utilization),
        maintenanceFactor: try container.decodeIfPresent(Figure.self, forKey: .maintenanceFactor),
        manualMonthlySpend: try container.decodeIfPresent(MoneyFigure.self, forKey: .manualMonthlySpend),
        manualMonthlyHours: try container.decodeIfPresent(Figure.self, forKey: .manualMonthlyHours)
      )
    } catch let error as FieldError {
      throw DecodingError.refused(error, at: decoder.codingPath)
    }
  }

  /// Writes the wire form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: ROIInput.self)
    try container.encodeIfPresent(laborRate, forKey: .laborRate)
    try container.encodeIfPresent(utilization, forKey: .utilization)
    try container.encodeIfPresent(maintenanceFactor, forKey: .maintenanceFactor)
    try container.encodeIfPresent(manualMonthlySpend, forKey: .manualMonthlySpend)
    try container.encodeIfPresent(manualMonthlyHours, forKey: .manualMonthlyHours)
  }
}
