/// One figure of a calculation: its cases, or why there are none. What is not known is never zero.
public enum ROIFigure<Cases: Codable & Hashable & Sendable>: Hashable, Sendable {
  /// The figure in its three cases.
  case known(Cases)
  /// There is no such figure.
  case unknown(ROIGap)

  /// The cases, or nil if there are none.
  public var known: Cases? {
    switch self {
    case .known(let cases): cases
    case .unknown: nil
    }
  }

  /// Why there are no cases; nil if there are.
  public var gap: ROIGap? {
    switch self {
    case .known: nil
    case .unknown(let gap): gap
    }
  }
}

/// Why a figure is not known. Of several reasons the first in this order is given.
public enum ROIGap: Hashable, Sendable {
  /// These inputs are missing, in the order of ``ROIField/allCases``.
  ///
  /// Where the manual spend, or the manual hours together with the labor rate, would do, all that is missing of either is named.
  case insufficient([ROIField])
  /// The amounts of the calculation are in different currencies, which ``ROIResult/currency`` names. They are never added.
  case mixedCurrencies
  /// Within the given ranges nothing at all may be spent, and there is no ratio to nothing.
  case nothingSpent
  /// The figure has more than 15 digits before the point.
  case outOfRange
}

/// Known cases stand by themselves. A gap is an object, `{"unknown": "insufficient", "missing": ["roiScenario.price"]}`.
extension ROIFigure: Codable {
  /// Reads the wire form.
  public init(from decoder: any Decoder) throws {
    let isGap = (try? decoder.container(keyedBy: ROIGap.CodingKeys.self))?.contains(.unknown) ?? false
    self = isGap ? .unknown(try ROIGap(from: decoder)) : .known(try Cases(from: decoder))
  }

  /// Writes the wire form.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .known(let cases): try cases.encode(to: encoder)
    case .unknown(let gap): try gap.encode(to: encoder)
    }
  }
}

extension ROIGap: Codable {
  enum CodingKeys: String, CodingKey {
    case unknown, missing
  }

  private enum Kind: String, Codable {
    case insufficient, mixedCurrencies, nothingSpent, outOfRange
  }

  private var kind: Kind {
    switch self {
    case .insufficient: .insufficient
    case .mixedCurrencies: .mixedCurrencies
    case .nothingSpent: .nothingSpent
    case .outOfRange: .outOfRange
    }
  }

  /// Reads the wire form, and refuses a figure that lacks nothing.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    switch try container.decode(Kind.self, forKey: .unknown) {
    case .insufficient:
      let fields = try container.decode([ROIField].self, forKey: .missing)
      guard !fields.isEmpty else {
        throw DecodingError.dataCorruptedError(forKey: .missing, in: container, debugDescription: "nothing is missing")
      }
      self = .insufficient(fields)
    case .mixedCurrencies: self = .mixedCurrencies
    case .nothingSpent: self = .nothingSpent
    case .outOfRange: self = .outOfRange
    }
  }

  /// Writes the wire form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(kind, forKey: .unknown)
    if case .insufficient(let fields) = self { try container.encode(fields, forKey: .missing) }
  }
}
