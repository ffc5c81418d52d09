/// Something about the inputs that a person should look at. The figures stand as they are.
///
/// Programs go by the code. Open: a reader keeps warnings that it does not know.
public struct ROIWarning: Codable, Hashable, Sendable {
  /// The stable name.
  public let code: String

  /// One plain sentence.
  public let sentence: String

  /// The inputs that it is about.
  public let fields: [ROIField]

  private init(_ code: String, _ sentence: String, _ fields: [ROIField]) {
    self.code = code
    self.sentence = sentence
    self.fields = fields
  }

  enum CodingKeys: String, CodingKey {
    case code, sentence, fields
  }
}

extension ROIWarning {
  /// Hours × labor rate lies more than 25 % above or below the spend, measured against the spend, and the spend is the baseline.
  ///
  /// For ranges that means: wherever in their ranges the values lie.
  public static let spendAndHoursDisagree = ROIWarning(
    "spendAndHoursDisagree",
    "Manual hours × labor rate differs from the manual spend by more than 25 percent of the spend; the spend is used.",
    [.input(.laborRate), .input(.manualMonthlySpend), .input(.manualMonthlyHours)])
}

extension ROICalculation {
  /// What a person should look at.
  var warnings: [ROIWarning] { spendAndHoursDisagree ? [.spendAndHoursDisagree] : [] }

  private var spendAndHoursDisagree: Bool {
    guard let spend = inputs.manualMonthlySpend, let rate = inputs.laborRate, let hours = inputs.manualMonthlyHours,
      spend.currency == rate.currency
    else { return false }
    let byHours = { hours.number(at: $0) * rate.figure.number(at: $0) }
    return 5 * spend.figure.number(at: .high) < 4 * byHours(.low)
      || 4 * byHours(.high) < 3 * spend.figure.number(at: .low)
  }
}
