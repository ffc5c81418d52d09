/// What a model is told about extraction, whatever the conversation: a value that a host can replace.
///
/// The catalogue's fields are appended to it. Nothing that a visitor wrote ever is, so that a provider can cache it and nobody can
/// add an instruction to it.
public struct ExtractionPrompts: Hashable, Sendable, Codable {
  /// Names this text, so that a reply can be traced to what the model was told. Change it with the text.
  public var version: String

  /// The instructions, up to the list of fields.
  public var instructions: String

  /// A host's own text.
  public init(version: String, instructions: String) {
    self.version = version
    self.instructions = instructions
  }

  enum CodingKeys: String, CodingKey {
    case version, instructions
  }
}

extension ExtractionPrompts {
  /// The instructions, and behind them one line of JSON for each field that can be reported.
  func system(for catalogue: DiscoveryCatalogue) -> String {
    var text = instructions
    text += "\n\n"
    for question in catalogue.questions {
      text.appendLine(["group": question.group, "key": question.key, "label": question.label])
    }
    for input in ROIInput.allCases {
      text.appendLine(["group": "Costs", "key": input.rawValue, "label": input.label, "unit": input.unit])
    }
    return text
  }
}

extension ROIInput {
  fileprivate var label: String {
    switch self {
    case .laborRate: "What an hour of labour costs"
    case .utilization: "Share of the manual hours that is automated"
    case .maintenanceFactor: "Yearly share of the price that maintenance takes"
    case .manualMonthlySpend: "What the manual work costs in a month"
    case .manualMonthlyHours: "Hours that the manual work takes in a month"
    }
  }

  fileprivate var unit: String {
    switch self {
    case .laborRate: "money per hour"
    case .utilization: "percent"
    case .maintenanceFactor: "percent per year"
    case .manualMonthlySpend: "money per month"
    case .manualMonthlyHours: "hours per month"
    }
  }
}
