internal import FoundationEssentials

extension Conversation: Stored, Audited {
  package static var kind: RecordKind { .conversation }
  package var key: RecordKey { .conversation(id) }

  /// The session that it was born in comes along with it: whoever writes here verifies that the session still stands.
  package var target: RecordKey? {
    guard case .session = home else { return nil }
    return home.key
  }

  package var entries: [ShelfEntry] {
    let order = times.createdAt.milliseconds
    var entries = [ShelfEntry(.conversations(of: home), order: order)]
    if let persona { entries.append(ShelfEntry(.conversations(with: persona), order: order)) }
    return entries
  }
}

extension Conversation: Codable {
  enum CodingKeys: String, CodingKey {
    case id, home, origin, persona, phase, messages, writtenInClaim, guest, times
  }

  /// Reads the stored form, and refuses what could not have been built.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(ID.self, forKey: .id)
    home = try container.decode(Home.self, forKey: .home)
    origin = try container.decodeIfPresent(Session.ID.self, forKey: .origin)
    persona = try container.decodeIfPresent(Persona.ID.self, forKey: .persona)
    phase = try container.decode(DiscoveryPhase.self, forKey: .phase)
    messages = try container.decodeCount(forKey: .messages)
    writtenInClaim = try container.decodeIfPresent(Int.self, forKey: .writtenInClaim)
    guest = try container.decode(GuestUsage.self, forKey: .guest)
    times = try container.decode(AuditTimes.self, forKey: .times)
    if case .session(let session) = home, origin != session {
      throw DecodingError.dataCorruptedError(
        forKey: .origin, in: container, debugDescription: "not the session that the conversation was born in")
    }
  }

  /// Writes the stored form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(home, forKey: .home)
    try container.encodeIfPresent(origin, forKey: .origin)
    try container.encodeIfPresent(persona, forKey: .persona)
    try container.encode(phase, forKey: .phase)
    try container.encode(messages, forKey: .messages)
    try container.encodeIfPresent(writtenInClaim, forKey: .writtenInClaim)
    try container.encode(guest, forKey: .guest)
    try container.encode(times, forKey: .times)
  }
}

extension RecordKey {
  /// The key of a conversation.
  public static func conversation(_ id: Conversation.ID) -> RecordKey { RecordKey(.conversation, .minted(id.bits)) }
}

extension Shelf {
  /// The conversations born in a home, by the time they began.
  public static func conversations(of home: Home) -> Shelf { Shelf(.conversations, of: home.key) }

  /// The conversations with a persona, by the time they began.
  public static func conversations(with persona: Persona.ID) -> Shelf {
    Shelf(.personaConversations, of: .persona(persona))
  }

  /// The messages of a conversation, by their sequence.
  public static func messages(of conversation: Conversation.ID) -> Shelf {
    Shelf(.messages, of: .conversation(conversation))
  }
}
