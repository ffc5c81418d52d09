internal import FoundationEssentials

/// A report: the outcome by its name with what it carries, what was read, and what the call cost. `count` and `confidence` are written for
/// whoever shows the report, the latter as a decimal of four places at most; reading derives them anew.
extension ExtractionResult: Codable {
  enum CodingKeys: String, CodingKey {
    case outcome, skip, changed, overLimit, failure, reading, count, confidence, usage, model
  }

  private enum Kind: String, Codable {
    case skipped, nothing, updated, failed
  }

  /// Reads the wire form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let outcome: Outcome =
      switch try container.decode(Kind.self, forKey: .outcome) {
      case .skipped: .skipped(try container.decode(Skip.self, forKey: .skip))
      case .nothing: .nothing
      case .updated: .updated(try container.decode([DiscoveryField].self, forKey: .changed))
      case .failed: .failed(try container.decode(ExtractionFailure.self, forKey: .failure))
      }
    self.init(
      outcome,
      reading: try container.decodeIfPresent(ExtractionReading.self, forKey: .reading),
      overLimit: try container.decodeIfPresent([DiscoveryField].self, forKey: .overLimit) ?? [],
      usage: try container.decodeIfPresent(ModelUsage.self, forKey: .usage),
      model: try container.decodeIfPresent(String.self, forKey: .model))
  }

  /// Writes the wire form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch outcome {
    case .skipped(let skip):
      try container.encode(Kind.skipped, forKey: .outcome)
      try container.encode(skip, forKey: .skip)
    case .nothing: try container.encode(Kind.nothing, forKey: .outcome)
    case .updated(let fields):
      try container.encode(Kind.updated, forKey: .outcome)
      try container.encode(fields, forKey: .changed)
    case .failed(let failure):
      try container.encode(Kind.failed, forKey: .outcome)
      try container.encode(failure, forKey: .failure)
    }
    if !overLimit.isEmpty { try container.encode(overLimit, forKey: .overLimit) }
    try container.encode(count, forKey: .count)
    try container.encode(WireDecimal(roundedConfidence), forKey: .confidence)
    try container.encodeIfPresent(reading, forKey: .reading)
    try container.encodeIfPresent(usage, forKey: .usage)
    try container.encodeIfPresent(model, forKey: .model)
  }

  private var roundedConfidence: Decimal {
    let total = count + dropped.count
    let share = total == 0 ? 0 : (20_000 * count + total) / (2 * total)
    return Decimal(sign: .plus, exponent: -4, significand: Decimal(share))
  }
}
