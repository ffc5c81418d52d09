/// How an extraction ended (EX-10). It never throws: whatever went wrong is in here, and the message that triggered it stands.
public struct ExtractionResult: Hashable, Sendable {
  /// How it ended. Closed: hosts branch on it.
  public enum Outcome: Hashable, Sendable {
    /// No model was asked, or nobody is left whom its answer would be for.
    case skipped(Skip)
    /// The reply was read, and there was nothing new in it.
    case nothing
    /// The reply was read, and these fields have a new statement.
    case updated([DiscoveryField])
    /// It failed, and nothing was changed.
    case failed(ExtractionFailure)
  }

  /// Why an extraction was not carried out.
  public enum Skip: String, Codable, Sendable, CaseIterable {
    /// There is no such conversation, or it is not the caller's.
    case notFound
    /// There are fewer than two messages.
    case tooFewMessages
    /// The person has said nothing since the last extraction.
    case nothingNew
    /// Another extraction of the same message is under way.
    case underWay
    /// Whoever owned the conversation is gone or expired.
    case noTarget
  }

  /// How it ended.
  public let outcome: Outcome

  /// What was read; nil if nothing was.
  public let reading: ExtractionReading?

  /// The fields whose new statement a limit left no room for. What it would have been stands in the reading.
  public let overLimit: [DiscoveryField]

  /// What the call cost, if the provider said.
  public internal(set) var usage: ModelUsage?

  /// Which model answered, if the provider said.
  public internal(set) var model: String?

  package init(
    _ outcome: Outcome, reading: ExtractionReading? = nil, overLimit: [DiscoveryField] = [], usage: ModelUsage? = nil,
    model: String? = nil
  ) {
    self.outcome = outcome
    self.reading = reading
    self.overLimit = overLimit
    self.usage = usage
    self.model = model
  }
}

extension ExtractionResult {
  /// How many items of the reply were kept.
  public var count: Int { reading?.items.count ?? 0 }

  /// What was kept as a share of what the reply held.
  public var confidence: Double { reading?.confidence ?? 0 }

  /// The fields that the kept items speak of.
  public var fields: [DiscoveryField] { reading?.items.map(\.field) ?? [] }

  /// What was dropped, with the reasons.
  public var dropped: [DroppedItem] { reading?.dropped ?? [] }
}
