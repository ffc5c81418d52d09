public import FoundationEssentials

/// One message of a conversation. Written once and never changed.
public struct Message: Hashable, Sendable, Identifiable {
  /// Identifies a message.
  public typealias ID = MintedID<Message>

  /// Who speaks. Closed, because rules branch on it.
  public enum Role: String, Codable, Sendable, CaseIterable {
    /// The person: a visitor or an account.
    case user
    /// The assistant.
    case assistant
    /// The host, to the assistant.
    case system
  }

  /// The identifier.
  public let id: ID

  /// The conversation that it belongs to.
  public let conversation: Conversation.ID

  /// Its number within the conversation: 1, 2, 3 and so on without a gap.
  public let sequence: Int

  /// Who speaks.
  public let role: Role

  /// What is said, word for word.
  public let text: String

  /// When. Never before the message before it.
  public let createdAt: Date
}

extension Message {
  /// What is wrong with a text as that of a message, or nil if nothing is.
  static func fault(of text: String, maximumBytes: Int) -> FieldError? {
    guard !text.isEmpty else { return FieldError("text", .malformed(expected: "text that is not empty")) }
    guard text.utf8.count <= maximumBytes else { return FieldError("text", .tooLong(maximumBytes: maximumBytes)) }
    return text.storableFault.map { FieldError("text", $0) }
  }
}

extension Caller {
  /// What is wrong with this caller's speaking in a role: people speak as themselves, and nobody but the system speaks otherwise.
  func fault(of role: Message.Role) -> FieldError? {
    switch (self, role) {
    case (.system, .assistant), (.system, .system), (.session, .user), (.account, .user), (.provider, .user): nil
    case (.system, .user): FieldError("role", .malformed(expected: "assistant or system"))
    case (.session, _), (.account, _), (.provider, _): FieldError("role", .malformed(expected: "user"))
    }
  }
}

extension Message: Stored {
  package static var kind: RecordKind { .message }
  package var key: RecordKey { .message(id) }
  package var target: RecordKey? { nil }
  package var entries: [ShelfEntry] { [ShelfEntry(.messages(of: conversation), order: Int64(sequence))] }
}

extension Message: Codable {
  enum CodingKeys: String, CodingKey {
    case id, conversation, sequence, role, text, createdAt
  }

  /// Reads the wire form, and refuses what could not have been built.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(ID.self, forKey: .id)
    conversation = try container.decode(Conversation.ID.self, forKey: .conversation)
    sequence = try container.decodeCount(forKey: .sequence, atLeast: 1)
    role = try container.decode(Role.self, forKey: .role)
    text = try container.decode(String.self, forKey: .text)
    createdAt = try container.decodeDate(forKey: .createdAt)
    if let fault = Self.fault(of: text, maximumBytes: .max) {
      throw DecodingError.refused(fault, at: container.codingPath + [CodingKeys.text])
    }
  }

  /// Writes the wire form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(conversation, forKey: .conversation)
    try container.encode(sequence, forKey: .sequence)
    try container.encode(role, forKey: .role)
    try container.encode(text, forKey: .text)
    try container.encode(date: createdAt, forKey: .createdAt)
  }
}

extension RecordKey {
  /// The key of a message.
  public static func message(_ id: Message.ID) -> RecordKey { RecordKey(.message, .minted(id.bits)) }
}
