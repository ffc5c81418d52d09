import FoundationEssentials

/// The ROI inputs with the provenance of each (CL-7).
public struct SourcedROIInputs: Hashable, Sendable {
  /// What an hour of labour costs.
  public package(set) var laborRate: Sourced<MoneyFigure>?

  /// The share of the manual hours that is automated.
  public package(set) var utilization: Sourced<Figure>?

  /// The yearly share of the price that maintenance takes.
  public package(set) var maintenanceFactor: Sourced<Figure>?

  /// What the manual work costs in a month.
  public package(set) var manualMonthlySpend: Sourced<MoneyFigure>?

  /// The hours that the manual work takes in a month.
  public package(set) var manualMonthlyHours: Sourced<Figure>?

  package init() {}
}

extension SourcedROIInputs {
  /// Writes what the patch says, which must have passed its check, and tells whether that changed anything.
  mutating func apply(_ patch: ROIPatch, by source: FieldSource, at now: Date) -> Bool {
    var changed = laborRate.apply(patch.laborRate, by: source, at: now)
    changed = utilization.apply(patch.utilization, by: source, at: now) || changed
    changed = maintenanceFactor.apply(patch.maintenanceFactor, by: source, at: now) || changed
    changed = manualMonthlySpend.apply(patch.manualMonthlySpend, by: source, at: now) || changed
    changed = manualMonthlyHours.apply(patch.manualMonthlyHours, by: source, at: now) || changed
    return changed
  }
}

extension SourcedROIInputs: Codable {
  /// Reads the wire form, and refuses what construction refuses.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: ROIInput.self)
    func figure(_ input: ROIInput) throws -> Sourced<Figure>? {
      let field = try container.decodeIfPresent(Sourced<Figure>.self, forKey: input)
      try input.check(field?.value)
      try input.check(field?.replaced)
      return field
    }
    func money(_ input: ROIInput) throws -> Sourced<MoneyFigure>? {
      let field = try container.decodeIfPresent(Sourced<MoneyFigure>.self, forKey: input)
      try input.check(field?.value)
      try input.check(field?.replaced)
      return field
    }
    do {
      laborRate = try money(.laborRate)
      utilization = try figure(.utilization)
      maintenanceFactor = try figure(.maintenanceFactor)
      manualMonthlySpend = try money(.manualMonthlySpend)
      manualMonthlyHours = try figure(.manualMonthlyHours)
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
