public import FoundationEssentials

/// A claim that holds, as the account that made it may see it (CL-3).
public struct ClaimView: Hashable, Sendable {
  /// The receipt's identifier, by which the claim can be undone.
  public let receipt: ClaimReceipt.ID

  /// The session that was claimed.
  public let session: Session.ID

  /// What became of each field that either side had set.
  public let fields: [Field]

  /// How many conversations changed hands.
  public let conversations: Int

  /// When the claim was made.
  public let claimedAt: Date

  /// Until when it can be undone.
  public let reversibleUntil: Date

  /// The account's profile as it is now.
  public let profile: DiscoveryProfileView

  /// What became of one field, without the values: those that stand are in the profile.
  public struct Field: Hashable, Sendable, Codable {
    /// The field.
    public let field: DiscoveryField

    /// What became of it.
    public let result: MergeDecision.Result

    /// What decided.
    public let reason: MergeDecision.Reason

    enum CodingKeys: String, CodingKey {
      case field, result, reason
    }
  }

  /// What an account sees of its claim, first or repeated: the view is the same.
  public init(_ result: ClaimResult, catalogue: DiscoveryCatalogue) {
    receipt = result.receipt.id
    session = result.receipt.session
    fields = result.receipt.decisions.map { Field(field: $0.field, result: $0.result, reason: $0.reason) }
    conversations = result.receipt.conversations
    claimedAt = result.receipt.claimedAt
    reversibleUntil = result.receipt.reversibleUntil
    profile = DiscoveryProfileView(result.profile, catalogue: catalogue)
  }
}

extension ClaimView: Codable {
  enum CodingKeys: String, CodingKey {
    case receipt, session, fields, conversations, claimedAt, reversibleUntil, profile
  }

  /// Reads the wire form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    receipt = try container.decode(ClaimReceipt.ID.self, forKey: .receipt)
    session = try container.decode(Session.ID.self, forKey: .session)
    fields = try container.decode([Field].self, forKey: .fields)
    conversations = try container.decode(Int.self, forKey: .conversations)
    claimedAt = try container.decodeDate(forKey: .claimedAt)
    reversibleUntil = try container.decodeDate(forKey: .reversibleUntil)
    profile = try container.decode(DiscoveryProfileView.self, forKey: .profile)
  }

  /// Writes the wire form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(receipt, forKey: .receipt)
    try container.encode(session, forKey: .session)
    try container.encode(fields, forKey: .fields)
    try container.encode(conversations, forKey: .conversations)
    try container.encode(date: claimedAt, forKey: .claimedAt)
    try container.encode(date: reversibleUntil, forKey: .reversibleUntil)
    try container.encode(profile, forKey: .profile)
  }
}
