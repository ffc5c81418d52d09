public import FoundationEssentials

/// The life of one anonymous visitor: what they answered, where they are, and until when.
///
/// A session is created with a token that only the visitor holds, lives until it expires, and ends by expiry, by revocation or by a
/// claim, which hands everything over to an account. All of its rules are methods of this type; they take the time as
/// an argument and change nothing but the value.
public struct Session: Hashable, Sendable, Identifiable {
  /// A session's public identifier. Knowing it authorises nothing.
  public typealias ID = MintedID<Session>

  /// The public identifier.
  public let id: ID

  /// The digest of the token that opens the session.
  public internal(set) var token: TokenDigest

  /// The token before the last rotation, which still opens the session for a short while.
  public internal(set) var retiredToken: RetiredToken?

  /// The conversation that the visitor is in, one of those that were born in this session.
  public internal(set) var currentConversation: Conversation.ID?

  /// How many conversations were born in this session and are still there.
  public internal(set) var conversations: Int

  /// How often the session has been claimed. Links and intents are bound to it, so a claim ends them all.
  public internal(set) var claims: Int

  /// The digest of the intent that a claim must bring, when sign-in began from this session; see SC-3.
  public internal(set) var intent: TokenDigest?

  /// What the visitor answered and chose.
  public internal(set) var discovery: DiscoveryContent

  /// What the host noted about the visit.
  public internal(set) var metadata: SessionMetadata

  /// Where the session is in its life.
  public internal(set) var standing: Standing

  /// From this moment on the session is no longer valid. Activity never moves it.
  public internal(set) var expiresAt: Date

  /// When the visitor was last seen, to within the throttle of ``Sessions/recordActivity(of:)``.
  public internal(set) var lastActivityAt: Date

  /// What the visitor has used of a limit over the whole session, where the host has set one.
  var guest: GuestUsage

  /// When the session was created and changed.
  public internal(set) var times: AuditTimes

  /// Begins a session at `now` that lives for `lifetime`.
  init(id: ID, token: TokenDigest, at now: Date, lifetime: Duration, command: CommandID) {
    self.id = id
    self.token = token
    times = AuditTimes(createdAt: now, by: command)
    conversations = 0
    claims = 0
    discovery = DiscoveryContent()
    metadata = SessionMetadata()
    standing = .open
    guest = GuestUsage()
    lastActivityAt = times.createdAt
    expiresAt = times.createdAt.adding(lifetime)
  }
}

extension Session {
  /// Where a session is in its life.
  public enum Standing: Hashable, Sendable {
    /// In use.
    case open
    /// Being taken apart after its life: nothing can be added or claimed any more, and nothing brings it back.
    case closing(since: Date)
    /// Ended before its time.
    case revoked(at: Date)
    /// Handed over to an account.
    case claimed(Claim)
  }

  /// Who took a session over.
  public struct Claim: Hashable, Sendable {
    /// The account.
    public let account: Account.ID

    /// When.
    public let at: Date

    /// What was decided.
    public let receipt: ClaimReceipt.ID

    /// Until when the account can undo it.
    public let reversibleUntil: Date

    /// Whether the session has been reduced to its claim, which then cannot be undone any more.
    public internal(set) var isSettled = false

    /// The digest of the proof that claimed it, which authorises nothing but the same claim again.
    public let proof: TokenDigest
  }

  /// A token that a rotation has replaced.
  public struct RetiredToken: Hashable, Sendable {
    /// The digest of the token.
    public let digest: TokenDigest

    /// From this moment on the token opens nothing.
    public let until: Date
  }
}
