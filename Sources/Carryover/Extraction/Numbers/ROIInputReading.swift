/// What a text says of an ROI input, in the input's own terms.
public struct ROIInputReading: Hashable, Sendable {
  /// Money for the labour rate and the monthly spend, a figure for everything else. It passes the input's own check.
  public let value: DiscoveryFieldValue

  /// Whether the text says "about" or the like. The value is what it says all the same.
  public let isApproximate: Bool
}

/// Why a text gives no value for an ROI input.
public enum ROIInputFault: Error, Hashable, Sendable {
  /// The text has no number.
  case noNumber
  /// The text can be read in more than one way, or says less than a value: a bound without another end, a period that does not convert.
  case ambiguous([NumberDoubt])
  /// The text says something else: hours where money is asked for.
  case wrongUnit(Quantity.Unit)
  /// An amount of money without a currency, and the host names none.
  case missingCurrency
  /// A value that the input refuses, such as a share of 85.
  case outOfRange(FieldError)
}

extension ROIInputFault: ReportableError {
  /// Names the case for programs.
  public var code: String {
    switch self {
    case .noNumber: "roi-input-no-number"
    case .ambiguous: "roi-input-ambiguous"
    case .wrongUnit: "roi-input-wrong-unit"
    case .missingCurrency: "roi-input-missing-currency"
    case .outOfRange(let error): error.code
    }
  }

  /// Says it to a stranger.
  public var message: String {
    switch self {
    case .noNumber: "There is no number in the text."
    case .ambiguous: "The text can be read in more than one way."
    case .wrongUnit: "The text says something else than was asked for."
    case .missingCurrency: "The amount has no currency."
    case .outOfRange(let error): error.message
    }
  }

  /// The HTTP status that usually fits.
  public var status: Int { 422 }

  /// Says it to a log, without the text itself.
  public var detail: String {
    switch self {
    case .ambiguous(let doubts): message + " " + doubts.map(\.reason.rawValue).joined(separator: ", ")
    case .noNumber, .wrongUnit, .missingCurrency, .outOfRange: message
    }
  }
}
