internal import FoundationEssentials

/// A conversation between a person and an assistant, its messages apart.
///
/// It is born in a ``Home`` and stays there. Who owns it follows from who holds that home: the session itself, or the account that
/// claimed it. So a conversation has exactly one owner at every instant, and a claim changes no conversation.
public struct Conversation: Hashable, Sendable, Identifiable {
  /// A conversation's identifier. Knowing it authorises nothing.
  public typealias ID = MintedID<Conversation>

  /// The identifier.
  public let id: ID

  /// Where it was born; or, where an account wrote in it and then gave its session back, a place of that account's own.
  public internal(set) var home: Home

  /// The session that it began in, whoever owns it now; nil if an account began it.
  public let origin: Session.ID?

  /// Whom it is with, if the host has personas. The persona may have been removed since.
  public let persona: Persona.ID?

  /// How far this conversation has come: its owner's phase when it began, changed explicitly since.
  public internal(set) var phase: DiscoveryPhase

  /// How many messages there are, which is the sequence of the last one.
  public internal(set) var messages: Int

  /// During which of its session's claims something was last written; nil while only the visitor wrote.
  var writtenInClaim: Int?

  /// What guests have used of their limit, and what they have reserved.
  var guest: GuestUsage

  /// When it began and changed. A reservation is no change.
  public internal(set) var times: AuditTimes

  /// Begins a conversation.
  init(
    id: ID, home: Home, origin: Session.ID? = nil, persona: Persona.ID?, phase: DiscoveryPhase, at now: Date,
    command: CommandID
  ) {
    self.id = id
    self.home = home
    self.origin = if case .session(let session) = home { session } else { origin }
    self.persona = persona
    self.phase = phase
    messages = 0
    guest = GuestUsage()
    times = AuditTimes(createdAt: now, by: command)
  }
}

extension Conversation {
  /// How many messages guests have sent. Stays as a record when an account takes over.
  public var guestMessages: Int { guest.used }

  /// Adds a message at the end. Messages of one conversation never go back in time, even if the clock does.
  ///
  /// Written during a claim, a conversation stays with the account even if the session is given back.
  mutating func append(
    _ text: String, as role: Message.Role, id: Message.ID, inClaim claim: Int?, at now: Date, command: CommandID
  ) -> Message {
    messages += 1
    if let claim { writtenInClaim = claim }
    times.change(at: now, by: command)
    return Message(
      id: id, conversation: self.id, sequence: messages, role: role, text: text, createdAt: times.updatedAt)
  }

  /// Moves to a phase, either way. Answers whether that is a change.
  mutating func move(to phase: DiscoveryPhase, at now: Date, command: CommandID) -> Bool {
    guard self.phase != phase else { return false }
    self.phase = phase
    times.change(at: now, by: command)
    return true
  }
}
