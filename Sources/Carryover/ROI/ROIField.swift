import FoundationEssentials

/// Names one input of a calculation, by its path on the wire: `roiInputs.laborRate` or `roiScenario.price`.
///
/// A ``FieldError`` names inputs by the same paths, so a form can show what is missing beside the field.
public enum ROIField: Hashable, Sendable {
  /// One of the visitor's inputs.
  case input(ROIInput)
  /// One of the scenario's inputs.
  case scenario(ROIScenario.Input)
}

extension ROIField: CaseIterable {
  /// Every field: the visitor's inputs, then the scenario's.
  public static let allCases = ROIInput.allCases.map(Self.input) + ROIScenario.Input.allCases.map(Self.scenario)
}

extension ROIField: LosslessStringConvertible {
  /// Reads a path; nil for any other text.
  public init?(_ description: String) {
    guard let field = Self.allCases.first(where: { $0.description == description }) else { return nil }
    self = field
  }

  /// The path on the wire.
  public var description: String {
    switch self {
    case .input(let input): "roiInputs.\(input.rawValue)"
    case .scenario(let input): "roiScenario.\(input.rawValue)"
    }
  }
}

extension ROIField: Codable {
  /// Reads the path.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let path = try container.decode(String.self)
    guard let field = Self(path) else {
      throw DecodingError.refused(FieldError("roiField", entry: path, .unknown), at: decoder.codingPath)
    }
    self = field
  }

  /// Writes the path.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension ROIField: CodingKeyRepresentable {
  /// The path as the key of a JSON object.
  public var codingKey: any CodingKey { TextKey(description) }

  /// Reads the key of a JSON object; nil when it is none.
  public init?(codingKey: some CodingKey) { self.init(codingKey.stringValue) }
}

extension ROIField {
  /// Refuses a figure that is below zero.
  func checkNotNegative(_ figure: Figure?) throws(FieldError) {
    guard let figure, figure.low < 0 else { return }
    throw FieldError(description, .outOfRange(lower: "0", upper: nil, hint: nil))
  }

  /// Refuses a figure that is no share of a whole.
  func checkShare(_ figure: Figure?) throws(FieldError) {
    guard let figure, figure.low < 0 || figure.high > 1 else { return }
    throw FieldError(
      description, .outOfRange(lower: "0", upper: "1", hint: "It is a share: for 85 percent write 0.85."))
  }
}
