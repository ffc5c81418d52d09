/// A conversation as a row of an older system, where the owner was two columns of which either, both or none could be filled.
///
/// Reads members in camel case or in snake case. What could be two owners is the account's, with the session as its origin; what has no
/// owner is ``LegacyConversationError/ownerless(_:)``. The phases `selection` and `completed` of old read as `greenlight`.
public struct LegacyConversation: Hashable, Sendable {
  /// The identifier.
  public let id: Conversation.ID

  /// Who owns it.
  public let owner: Owner

  /// The session that it began in, if any.
  public let origin: Session.ID?

  /// Whom it is with, if anybody.
  public let persona: Persona.ID?

  /// How far it has come.
  public let phase: DiscoveryPhase

  /// How many messages it counted while it was a guest's.
  public let guestMessages: Int
}

extension LegacyConversation: Decodable {
  private static let phases = [
    "discovery": DiscoveryPhase.discovery, "roi": .roi, "greenlight": .greenlight, "selection": .greenlight,
    "completed": .greenlight,
  ]

  /// Reads a row.
  ///
  /// - Throws: ``LegacyConversationError``, or a decoding error that names the member.
  public init(from decoder: any Decoder) throws {
    let row = try decoder.container(keyedBy: TextKey.self)
    id = try row.decode(Conversation.ID.self, forKey: TextKey("id"))
    origin = try row.decode("sessionId", or: "session_id")
    persona = try row.decode("personaId", or: "persona_id")
    guestMessages = max(0, try row.decode("guestMessageCount", or: "guest_message_count") ?? 0)
    let account: Account.ID? = try row.decode("userId", or: "user_id")
    switch (account, origin) {
    case (let account?, _): owner = .account(account)
    case (nil, let session?): owner = .session(session)
    case (nil, nil): throw LegacyConversationError.ownerless(id)
    }
    let name = try row.decodeIfPresent(String.self, forKey: TextKey("phase")) ?? DiscoveryPhase.discovery.rawValue
    guard let phase = Self.phases[name] else {
      throw DecodingError.dataCorruptedError(
        forKey: TextKey("phase"), in: row, debugDescription: "\(name.prefix(64)) is no phase of a conversation")
    }
    self.phase = phase
  }
}

/// Why a row is no conversation.
public enum LegacyConversationError: Error, Hashable, Sendable {
  /// It has neither an account nor a session.
  case ownerless(Conversation.ID)
}

extension LegacyConversationError: ReportableError {
  /// Names the case for programs.
  public var code: String { "legacy-conversation-ownerless" }

  /// Says it to a stranger.
  public var message: String { "The conversation has no owner." }

  /// The HTTP status that usually fits.
  public var status: Int { 422 }

  /// Says it to a log.
  public var detail: String {
    switch self {
    case .ownerless(let id): "the row of conversation \(id) names neither an account nor a session"
    }
  }
}

extension KeyedDecodingContainer<TextKey> {
  fileprivate func decode<Value: Decodable>(_ name: String, or other: String) throws -> Value? {
    let value = try decodeIfPresent(Value.self, forKey: TextKey(name))
    return try value ?? decodeIfPresent(Value.self, forKey: TextKey(other))
  }
}
