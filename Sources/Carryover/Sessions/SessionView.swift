public import FoundationEssentials

/// A session as its visitor may see it: without digests, without the history of fields.
public struct SessionView: Hashable, Sendable {
  /// The session's public identifier.
  public let id: Session.ID

  /// The conversation that the visitor is in, if any.
  public let currentConversation: Conversation.ID?

  /// What the visitor has found out.
  public let discovery: DiscoveryView

  /// Notes about the visit, as untrusted as the answers: a patch from the visitor's own body can hold them.
  public let metadata: SessionMetadata

  /// When the session began.
  public let createdAt: Date

  /// When it last changed.
  public let updatedAt: Date

  /// The revision to name when editing.
  public let revision: Int

  /// When it stops being valid.
  public let expiresAt: Date

  /// What a visitor sees of a session. Where the catalogue has shrunk, the question index is clamped to it.
  public init(_ session: Session, catalogue: DiscoveryCatalogue) {
    id = session.id
    currentConversation = session.currentConversation
    discovery = DiscoveryView(session.discovery, catalogue: catalogue)
    metadata = session.metadata
    createdAt = session.times.createdAt
    updatedAt = session.times.updatedAt
    revision = session.times.revision
    expiresAt = session.expiresAt
  }
}

extension SessionView: Codable {
  enum CodingKeys: String, CodingKey {
    case id, currentConversation, metadata, createdAt, updatedAt, revision, expiresAt
  }

  /// Reads the value, checking it as construction does.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(Session.ID.self, forKey: .id)
    currentConversation = try container.decodeIfPresent(Conversation.ID.self, forKey: .currentConversation)
    discovery = try DiscoveryView(from: decoder)
    metadata = try container.decode(SessionMetadata.self, forKey: .metadata)
    createdAt = try container.decodeDate(forKey: .createdAt)
    updatedAt = try container.decodeDate(forKey: .updatedAt)
    revision = try container.decodeCount(forKey: .revision, atLeast: 1)
    expiresAt = try container.decodeDate(forKey: .expiresAt)
  }

  /// Writes the value in its wire form.
  public func encode(to encoder: any Encoder) throws {
    try discovery.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encodeIfPresent(currentConversation, forKey: .currentConversation)
    try container.encode(metadata, forKey: .metadata)
    try container.encode(date: createdAt, forKey: .createdAt)
    try container.encode(date: updatedAt, forKey: .updatedAt)
    try container.encode(revision, forKey: .revision)
    try container.encode(date: expiresAt, forKey: .expiresAt)
  }
}
