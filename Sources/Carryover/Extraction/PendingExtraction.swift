public import FoundationEssentials

/// An extraction that has begun: what to ask a model, and a hold on the message that it began with, so that nobody asks twice.
///
/// It was authorised when it began and stands on record, so committing it needs no caller: what was read goes to whoever owns the
/// conversation then. A host may write it down, put it into a queue and commit it from another process; it must not hand it to a client.
public struct PendingExtraction: Hashable, Sendable, Identifiable {
  /// Identifies an extraction.
  public typealias ID = MintedID<PendingExtraction>

  /// The identifier.
  public let id: ID

  /// The conversation.
  public let conversation: Conversation.ID

  /// The account that began it, if one did. It need not be the one that owns the conversation at the end.
  public let account: Account.ID?

  /// The sequence of the newest message of the person among those that the model sees.
  public let sequence: Int

  /// What the model sees of the conversation, and what its reply is read against. The oldest message first.
  public let messages: [Message]

  /// What to ask the model.
  public let request: ModelRequest

  /// From this moment on another extraction may begin with the same message. This one can still be committed, until another was.
  public let lapsesAt: Date
}

extension PendingExtraction {
  var command: CommandID { CommandID(bits: id.bits) }

  /// Whether everything in a reading names messages of this extraction.
  func isSource(of reading: ExtractionReading) -> Bool {
    reading.items.allSatisfy { item in messages.contains { .model(message: $0.id) == item.statement.source } }
  }
}

extension [Message] {
  /// The sequence of the newest message that the person wrote.
  var newestByPerson: Int? { last { $0.role == .user }?.sequence }
}

extension PendingExtraction: Codable {
  enum CodingKeys: String, CodingKey {
    case id, conversation, account, sequence, messages, request, lapsesAt
  }

  /// Reads the wire form, and refuses what could not have been built.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(ID.self, forKey: .id)
    conversation = try container.decode(Conversation.ID.self, forKey: .conversation)
    account = try container.decodeIfPresent(Account.ID.self, forKey: .account)
    sequence = try container.decode(Int.self, forKey: .sequence)
    messages = try container.decode([Message].self, forKey: .messages)
    request = try container.decode(ModelRequest.self, forKey: .request)
    lapsesAt = try container.decodeDate(forKey: .lapsesAt)
    let isOrdered = zip(messages, messages.dropFirst()).allSatisfy { $0.sequence < $1.sequence }
    guard isOrdered, messages.allSatisfy({ $0.conversation == conversation }), messages.newestByPerson == sequence
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .messages, in: container, debugDescription: "not the messages that the extraction began with")
    }
  }

  /// Writes the wire form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(conversation, forKey: .conversation)
    try container.encodeIfPresent(account, forKey: .account)
    try container.encode(sequence, forKey: .sequence)
    try container.encode(messages, forKey: .messages)
    try container.encode(request, forKey: .request)
    try container.encode(date: lapsesAt, forKey: .lapsesAt)
  }
}
