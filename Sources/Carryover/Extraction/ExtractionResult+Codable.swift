/// A report: the outcome by its name with what it carries, what was read, and what the call cost. `count` and `confidence` are written for
/// whoever shows the report; reading derives them anew.
extension ExtractionResult: Codable {
  enum CodingKeys: String, CodingKey {
    case outcome, skip, changed, failure, reading, count, confidence, usage, model
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
    try container.encode(count, forKey: .count)
    try container.encode(confidence, forKey: .confidence)
    try container.encodeIfPresent(reading, forKey: .reading)
    try container.encodeIfPresent(usage, forKey: .usage)
    try container.encodeIfPresent(model, forKey: .model)
  }
}
