public import FoundationEssentials

/// What is left of a ``ClaimReceipt`` from which everything personal was taken: that there was a claim, and what it was like.
///
/// Of each decision it keeps the field, the result and the reason, and not a word of what either side said. It names neither the account nor
/// the session, and not the product of a selection. The digest of the inputs is gone too, since who guesses the words could check them by it.
public struct AnonymousReceipt: Hashable, Sendable, Identifiable {
  /// The identifier of the receipt that it is left of.
  public let id: ClaimReceipt.ID

  /// The rules by which fields were decided.
  public let policy: MergePolicy

  /// What became of each field that either side had ever set.
  public let decisions: [Outline]

  /// How many entries of metadata the session had.
  public let metadata: Int

  /// How many conversations changed hands.
  public let conversations: Int

  /// When the claim was made.
  public let claimedAt: Date

  /// When it was undone; nil if it never was.
  public let undoneAt: Date?

  /// When the receipt was anonymised.
  public let anonymisedAt: Date

  /// The command that did it, so that one whose answer was lost recognises its own effect.
  let anonymisedBy: CommandID

  /// A decision of which only the shape is left.
  public struct Outline: Hashable, Sendable {
    /// The path of the field on the wire; of a product only that it was one.
    public let field: String

    /// What became of the field.
    public let result: MergeDecision.Result

    /// What decided.
    public let reason: MergeDecision.Reason
  }

  /// Takes everything personal out of a receipt.
  init(_ receipt: ClaimReceipt, at now: Date, by command: CommandID) {
    id = receipt.id
    policy = receipt.policy
    decisions = receipt.decisions.map(Outline.init)
    metadata = receipt.metadata.entries.count
    conversations = receipt.conversations
    claimedAt = receipt.claimedAt
    undoneAt = receipt.undoing?.at
    anonymisedAt = now.wholeMilliseconds
    anonymisedBy = command
  }
}

extension AnonymousReceipt.Outline {
  init(_ decision: MergeDecision) {
    field =
      switch decision.field {
      case .product: decision.field.kind.rawValue
      case .questionIndex, .phase, .timeframe, .roiInput, .answer: decision.field.description
      }
    result = decision.result
    reason = decision.reason
  }
}

extension AnonymousReceipt.Outline: Codable {
  enum CodingKeys: String, CodingKey {
    case field, result, reason
  }
}

extension AnonymousReceipt: Codable {
  enum CodingKeys: String, CodingKey {
    case id, policy, decisions, metadata, conversations, claimedAt, undoneAt, anonymisedAt, anonymisedBy
  }

  /// Reads the stored form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(ClaimReceipt.ID.self, forKey: .id)
    policy = try container.decode(MergePolicy.self, forKey: .policy)
    decisions = try container.decode([Outline].self, forKey: .decisions)
    metadata = try container.decode(Int.self, forKey: .metadata)
    conversations = try container.decode(Int.self, forKey: .conversations)
    claimedAt = try container.decodeDate(forKey: .claimedAt)
    undoneAt = try container.decodeDateIfPresent(forKey: .undoneAt)
    anonymisedAt = try container.decodeDate(forKey: .anonymisedAt)
    anonymisedBy = try container.decode(CommandID.self, forKey: .anonymisedBy)
    guard metadata >= 0, conversations >= 0 else {
      throw DecodingError.dataCorruptedError(forKey: .metadata, in: container, debugDescription: "a negative count")
    }
  }

  /// Writes the stored form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(policy, forKey: .policy)
    try container.encode(decisions, forKey: .decisions)
    try container.encode(metadata, forKey: .metadata)
    try container.encode(conversations, forKey: .conversations)
    try container.encode(date: claimedAt, forKey: .claimedAt)
    try container.encodeIfPresent(date: undoneAt, forKey: .undoneAt)
    try container.encode(date: anonymisedAt, forKey: .anonymisedAt)
    try container.encode(anonymisedBy, forKey: .anonymisedBy)
  }
}
