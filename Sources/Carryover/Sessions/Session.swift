public import FoundationEssentials

/// The life of one anonymous visitor: what they answered, where they are, and until when.
///
/// A session is created with a token that only the visitor holds, lives until it expires, and ends by expiry, by revocation or by a
/// claim, which hands everything over to an account. All of its rules are methods of this type; they take the time as
/// an argument and change nothing but the value.
public struct Session: Hashable, Sendable, Identifiable {
  /// A session's public identifier. Knowing it authorises nothing.
  public typealias ID = MintedID<Session>

  // Some hundred bytes, copied at each look-up: with one reference in their place it went from 1,054 to 884 ns.
  private var box: Box

  init(_ box: Box) { self.box = box }

  /// Begins a session at `now` that lives for `lifetime`.
  init(id: ID, token: TokenDigest, at now: Date, lifetime: Duration, command: CommandID) {
    let times = AuditTimes(createdAt: now, by: command)
    self.init(
      Box(
        Fields(
          id: id, token: token, standing: .open, expiresAt: times.createdAt.adding(lifetime),
          lastActivityAt: times.createdAt, discovery: DiscoveryContent(), metadata: SessionMetadata(), conversations: 0,
          claims: 0, guest: GuestUsage(), times: times)))
  }
}

extension Session {
  /// What a session consists of.
  struct Fields: Hashable, Sendable {
    // What each look-up reads lies on the first cache line or two.
    let id: ID
    var token: TokenDigest
    var standing: Standing
    var expiresAt: Date
    var lastActivityAt: Date
    var discovery: DiscoveryContent
    var metadata: SessionMetadata
    var retiredToken: RetiredToken?
    var currentConversation: Conversation.ID?
    var conversations: Int
    var claims: Int
    var intent: TokenDigest?
    var guest: GuestUsage
    var times: AuditTimes
  }

  /// The fields of a session and all its copies, until one of them writes. What a record holds, too.
  ///
  /// Unchecked, because the compiler cannot see that a box is written only where it has one owner.
  final class Box: @unchecked Sendable {
    fileprivate(set) var fields: Fields

    init(_ fields: Fields) { self.fields = fields }
  }

  /// Everything the session consists of.
  var fields: Fields { box.fields }

  /// Writes in place if nobody shares the box, and into a copy of it otherwise.
  private mutating func edit<Result>(_ change: (inout Fields) -> Result) -> Result {
    if !isKnownUniquelyReferenced(&box) { box = Box(box.fields) }
    return change(&box.fields)
  }

  package var contents: Record.Contents { .object(box) }
}

extension Session {
  /// Sessions are equal if every field is, provenance included.
  public static func == (a: Session, b: Session) -> Bool { a.box === b.box || a.box.fields == b.box.fields }

  /// Hashes every field.
  public func hash(into hasher: inout Hasher) { hasher.combine(box.fields) }
}

extension Session {
  /// The public identifier.
  public var id: ID { box.fields.id }

  /// The digest of the token that opens the session.
  public internal(set) var token: TokenDigest {
    get { box.fields.token }
    set { edit { $0.token = newValue } }
  }

  /// The token before the last rotation, which still opens the session for a short while.
  public internal(set) var retiredToken: RetiredToken? {
    get { box.fields.retiredToken }
    set { edit { $0.retiredToken = newValue } }
  }

  /// The conversation that the visitor is in, one of those that were born in this session.
  public internal(set) var currentConversation: Conversation.ID? {
    get { box.fields.currentConversation }
    set { edit { $0.currentConversation = newValue } }
  }

  /// How many conversations were born in this session and are still there.
  public internal(set) var conversations: Int {
    get { box.fields.conversations }
    set { edit { $0.conversations = newValue } }
  }

  /// How often the session has been claimed. A plan rests on it, and what was written during a claim remembers which.
  public internal(set) var claims: Int {
    get { box.fields.claims }
    set { edit { $0.claims = newValue } }
  }

  /// The digest of the intent that a claim must bring, when sign-in began from this session; see SC-3.
  public internal(set) var intent: TokenDigest? {
    get { box.fields.intent }
    set { edit { $0.intent = newValue } }
  }

  /// What the visitor answered and chose.
  public internal(set) var discovery: DiscoveryContent {
    get { box.fields.discovery }
    set { edit { $0.discovery = newValue } }
  }

  /// Notes about the visit. Whoever can patch the session writes them, so they are as untrusted as the answers.
  public internal(set) var metadata: SessionMetadata {
    get { box.fields.metadata }
    set { edit { $0.metadata = newValue } }
  }

  /// Where the session is in its life.
  public internal(set) var standing: Standing {
    get { box.fields.standing }
    set { edit { $0.standing = newValue } }
  }

  /// What the visitor has used of a limit over the whole session, where the host has set one.
  var guest: GuestUsage {
    get { box.fields.guest }
    set { edit { $0.guest = newValue } }
  }

  /// From this moment on the session is no longer valid. Activity never moves it.
  public internal(set) var expiresAt: Date {
    get { box.fields.expiresAt }
    set { edit { $0.expiresAt = newValue } }
  }

  /// When the visitor was last seen, to within the throttle of ``Sessions/recordActivity(of:)``.
  public internal(set) var lastActivityAt: Date {
    get { box.fields.lastActivityAt }
    set { edit { $0.lastActivityAt = newValue } }
  }

  /// When the session was created and changed.
  public internal(set) var times: AuditTimes {
    get { box.fields.times }
    set { edit { $0.times = newValue } }
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
    indirect case claimed(Claim)
  }

  /// Who took a session over.
  public struct Claim: Hashable, Sendable {
    /// The account that made the claim; nil since the claim was anonymised. What an account holds by now, its estate says.
    public internal(set) var account: Account.ID?

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
