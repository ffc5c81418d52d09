public import FoundationEssentials

/// A conversation as its owner may see it: with who owns it, and without what holds it together inside.
public struct ConversationView: Hashable, Sendable {
  /// The conversation's identifier.
  public let id: Conversation.ID

  /// Who owns it.
  public let owner: Owner

  /// The session that it began in, if any.
  public let origin: Session.ID?

  /// Whom it is with, if anybody.
  public let persona: Persona.ID?

  /// How far it has come.
  public let phase: DiscoveryPhase

  /// How many messages there are.
  public let messages: Int

  /// How the owner stands as a guest; nil for whoever has no limit.
  public let guest: GuestStatus?

  /// When it began.
  public let createdAt: Date

  /// When it last changed.
  public let updatedAt: Date

  /// How often it changed, counted from 1.
  public let revision: Int

  /// What an owner sees of a conversation that was found by them, with ``Conversations/guestStatus(in:by:subject:)`` if wanted.
  public init(_ conversation: Conversation, owner: Owner, guest: GuestStatus? = nil) {
    id = conversation.id
    self.owner = owner
    origin = conversation.origin
    persona = conversation.persona
    phase = conversation.phase
    messages = conversation.messages
    self.guest = guest
    createdAt = conversation.times.createdAt
    updatedAt = conversation.times.updatedAt
    revision = conversation.times.revision
  }
}

extension ConversationView: Codable {
  enum CodingKeys: String, CodingKey {
    case id, owner, origin, persona, phase, messages, guest, createdAt, updatedAt, revision
  }

  /// Reads the wire form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(Conversation.ID.self, forKey: .id)
    owner = try container.decode(Owner.self, forKey: .owner)
    origin = try container.decodeIfPresent(Session.ID.self, forKey: .origin)
    persona = try container.decodeIfPresent(Persona.ID.self, forKey: .persona)
    phase = try container.decode(DiscoveryPhase.self, forKey: .phase)
    messages = try container.decodeCount(forKey: .messages)
    guest = try container.decodeIfPresent(GuestStatus.self, forKey: .guest)
    createdAt = try container.decodeDate(forKey: .createdAt)
    updatedAt = try container.decodeDate(forKey: .updatedAt)
    revision = try container.decodeCount(forKey: .revision, atLeast: 1)
  }

  /// Writes the wire form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(owner, forKey: .owner)
    try container.encodeIfPresent(origin, forKey: .origin)
    try container.encodeIfPresent(persona, forKey: .persona)
    try container.encode(phase, forKey: .phase)
    try container.encode(messages, forKey: .messages)
    try container.encodeIfPresent(guest, forKey: .guest)
    try container.encode(date: createdAt, forKey: .createdAt)
    try container.encode(date: updatedAt, forKey: .updatedAt)
    try container.encode(revision, forKey: .revision)
  }
}
