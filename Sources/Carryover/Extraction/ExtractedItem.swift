/// One thing that a reply says and that passed every check: a statement about a field, and the words that prove it.
public struct ExtractedItem: Hashable, Sendable {
  /// What a model may say of a field.
  public enum Op: String, Codable, Sendable, CaseIterable {
    /// The person gave a value.
    case set
    /// The person denied it. That is an answer.
    case negate
    /// The person took back what they had said.
    case retract
  }

  /// The field: an answer or one of the ROI inputs.
  public let field: DiscoveryField

  /// What the reply says of it.
  public let op: Op

  /// The statement: dated by the message that it was read from; without a value if it was retracted.
  public let statement: Sourced<DiscoveryFieldValue>

  /// The words in that message that prove it.
  public let evidence: String

  package init(field: DiscoveryField, op: Op, statement: Sourced<DiscoveryFieldValue>, evidence: String) {
    self.field = field
    self.op = op
    self.statement = statement
    self.evidence = evidence
  }
}

extension DiscoveryField {
  /// Whether a reply can speak of the field in this way. An input of the ROI takes figures, so it is given or taken back, never denied.
  func takes(_ op: ExtractedItem.Op) -> Bool {
    switch self {
    case .answer: true
    case .roiInput: op != .negate
    case .questionIndex, .phase, .timeframe, .product: false
    }
  }
}
