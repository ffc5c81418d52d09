internal import FoundationEssentials

/// What a host may choose about conversations.
public struct ConversationPolicy: Sendable {
  /// The most conversations that can be born in one session.
  ///
  /// Undoing a claim reads and verifies all of them at once, with about a dozen records beside. A number above 50 needs a store whose
  /// ``StoreLimits/keysPerLoad`` and ``StoreLimits/changesPerCommit`` are as much above ``StoreLimits/least``; on another, undoing the claim of a
  /// full session is refused as too large.
  public var conversationsPerSession: Int

  /// The longest text of a message, in bytes of UTF-8.
  public var messageBytes: Int

  /// How many messages guests may send.
  public var guests: GuestLimits

  /// How long a reserved slot is held for its message.
  public var reservationLapse: Duration

  /// What the assistant is told in each phase.
  public var prompts: SystemPrompts

  /// Whether an account is an anonymous one. Anonymous accounts are guests.
  public var isAnonymous: @Sendable (Account.ID) -> Bool

  /// Chooses; what is left out keeps its default.
  public init(
    conversationsPerSession: Int = 50,
    messageBytes: Int = 16 * 1024,
    guests: GuestLimits = GuestLimits(),
    reservationLapse: Duration = .seconds(2 * 60),
    prompts: SystemPrompts = .standard,
    isAnonymous: @escaping @Sendable (Account.ID) -> Bool = { _ in false }
  ) {
    self.conversationsPerSession = conversationsPerSession
    self.messageBytes = messageBytes
    self.guests = guests
    self.reservationLapse = reservationLapse
    self.prompts = prompts
    self.isAnonymous = isAnonymous
  }
}

/// What every decision about a conversation goes by: the host's choices, and the moment.
struct ConversationTerms: Sendable {
  let policy: ConversationPolicy

  /// How long a session may go unused; nil for no such limit.
  let idleLimit: Duration?

  /// How far apart recorded activities are at least.
  let activityInterval: Duration

  /// When it is made.
  let moment: Date
}
