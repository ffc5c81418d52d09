/// What a claim would do, computed without writing: to be shown before somebody says yes.
///
/// It names the versions and the rules it rests on. A claim that brings a plan is carried out exactly as planned or refused as stale, also
/// when somebody has changed the plan itself on its way.
public struct ClaimPlan: Hashable, Sendable, Codable {
  /// The session that would be claimed.
  public let session: Session.ID

  /// The account that would claim it.
  public let account: Account.ID

  /// For each field: both sides, which would stand, why, and what would lose.
  public let decisions: [MergeDecision]

  /// How many conversations would change hands.
  public let conversations: Int

  /// What the plan rests on.
  public let basis: Basis

  /// The state of both sides that a plan rests on.
  public struct Basis: Hashable, Sendable, Codable {
    /// The session's revision.
    public let sessionRevision: Int
    /// How often the session had been claimed before.
    public let sessionClaims: Int
    /// How many conversations were born in the session.
    public let conversations: Int
    /// The profile's revision; nil when there was none.
    public let profileRevision: Int?
    /// The rules by which fields are decided.
    public let policy: MergePolicy

    init(_ session: Session, _ profile: DiscoveryProfile?, _ policy: MergePolicy) {
      sessionRevision = session.times.revision
      sessionClaims = session.claims
      conversations = session.conversations
      profileRevision = profile?.times.revision
      self.policy = policy
    }

    enum CodingKeys: String, CodingKey {
      case sessionRevision, sessionClaims, conversations, profileRevision, policy
    }

    /// Reads the wire form, and refuses a count below zero.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      sessionRevision = try container.decodeCount(forKey: .sessionRevision)
      sessionClaims = try container.decodeCount(forKey: .sessionClaims)
      conversations = try container.decodeCount(forKey: .conversations)
      let hasProfile = try container.decodeIfPresent(Int.self, forKey: .profileRevision) != nil
      profileRevision = hasProfile ? try container.decodeCount(forKey: .profileRevision) : nil
      policy = try container.decode(MergePolicy.self, forKey: .policy)
    }
  }

  enum CodingKeys: String, CodingKey {
    case session, account, decisions, conversations, basis
  }

  init(_ session: Session, for account: Account.ID, basis: Basis, _ merge: DiscoveryMerge) {
    self.session = session.id
    self.account = account
    decisions = merge.decisions
    conversations = session.conversations
    self.basis = basis
  }
}
