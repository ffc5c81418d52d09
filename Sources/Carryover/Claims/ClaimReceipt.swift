public import FoundationEssentials

/// What a claim decided, field by field: the answer that every repetition of the claim gets, and what an unclaim goes by.
public struct ClaimReceipt: Hashable, Sendable, Identifiable {
  /// A receipt's identifier.
  public typealias ID = MintedID<ClaimReceipt>

  /// The receipt's identifier.
  public let id: ID

  /// The session that was claimed.
  public let session: Session.ID

  /// The account that claimed it.
  public let account: Account.ID

  /// What the claim rested on: the state of both sides, and the rules by which fields were decided.
  public let basis: ClaimPlan.Basis

  /// What became of each field that either side had ever set.
  public let decisions: [MergeDecision]

  /// The session's metadata, which no profile has.
  public let metadata: SessionMetadata

  /// SHA-256 over both sides as they were; see ``isIntact``.
  public let inputs: TokenDigest

  /// When the claim was made.
  public let claimedAt: Date

  /// Until when the account can undo it.
  public let reversibleUntil: Date

  /// How it was undone; nil while it holds.
  public private(set) var undoing: Undoing?

  /// Puts down what a claim came to.
  init(
    id: ID, session: Session, account: Account.ID, basis: ClaimPlan.Basis, _ merge: DiscoveryMerge, claimedAt: Date,
    reversibleUntil: Date
  ) {
    self.id = id
    self.session = session.id
    self.account = account
    self.basis = basis
    decisions = merge.decisions
    metadata = session.metadata
    inputs = Self.digest(session.id, account, basis, session.metadata, merge.decisions)
    self.claimedAt = claimedAt.wholeMilliseconds
    self.reversibleUntil = reversibleUntil.wholeMilliseconds
  }
}

extension ClaimReceipt {
  /// The rules by which fields were decided.
  public var policy: MergePolicy { basis.policy }

  /// How many conversations changed hands.
  public var conversations: Int { basis.conversations }

  /// How many fields came from the session.
  public var fieldsTaken: Int { decisions.count { $0.result == .tookSession } }

  /// Notes that the claim was undone, and what came of it.
  mutating func undo(_ undoing: Undoing) { self.undoing = undoing }

  /// Whether the account can still undo the claim.
  public func isReversible(at now: Date) -> Bool { undoing == nil && now < reversibleUntil }
}

extension ClaimReceipt: Codable {
  enum CodingKeys: String, CodingKey {
    case id, session, account, basis, decisions, metadata, inputs, claimedAt, reversibleUntil, undoing
  }

  /// Reads the stored form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(ID.self, forKey: .id)
    session = try container.decode(Session.ID.self, forKey: .session)
    account = try container.decode(Account.ID.self, forKey: .account)
    basis = try container.decode(ClaimPlan.Basis.self, forKey: .basis)
    decisions = try container.decode([MergeDecision].self, forKey: .decisions)
    metadata = try container.decode(SessionMetadata.self, forKey: .metadata)
    inputs = try container.decode(TokenDigest.self, forKey: .inputs)
    claimedAt = try container.decodeDate(forKey: .claimedAt)
    reversibleUntil = try container.decodeDate(forKey: .reversibleUntil)
    undoing = try container.decodeIfPresent(Undoing.self, forKey: .undoing)
  }

  /// Writes the stored form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(session, forKey: .session)
    try container.encode(account, forKey: .account)
    try container.encode(basis, forKey: .basis)
    try container.encode(decisions, forKey: .decisions)
    try container.encode(metadata, forKey: .metadata)
    try container.encode(inputs, forKey: .inputs)
    try container.encode(date: claimedAt, forKey: .claimedAt)
    try container.encode(date: reversibleUntil, forKey: .reversibleUntil)
    try container.encodeIfPresent(undoing, forKey: .undoing)
  }
}
