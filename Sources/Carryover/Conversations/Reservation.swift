public import FoundationEssentials

/// A slot that is held for one message while the model is being asked.
///
/// It was authorised when it was made and stands on record, so committing it needs no caller: the message goes to whoever owns the
/// conversation then. A host may write it down and commit it from another process; it must not hand it to a client.
public struct Reservation: Hashable, Sendable, Identifiable {
  /// Identifies a reservation, and the message that will come of it.
  public typealias ID = MintedID<Reservation>

  /// The identifier.
  public let id: ID

  /// The conversation that the message is for.
  public let conversation: Conversation.ID

  /// Who reserved: the message's author in events.
  public let owner: Owner

  /// The subject whose quota holds a slot too, if the host named one.
  public let subject: GuestQuota.ID?

  /// From this moment on the slot is free for others, and committing succeeds only while there is room.
  public let lapsesAt: Date
}

extension Reservation {
  /// The identifier of the message that will come of it.
  public var message: Message.ID { Message.ID(bits: id.bits) }

  var command: CommandID { CommandID(bits: id.bits) }
}

extension Reservation: Codable {
  enum CodingKeys: String, CodingKey {
    case id, conversation, owner, subject, lapsesAt
  }

  /// Reads the wire form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(ID.self, forKey: .id)
    conversation = try container.decode(Conversation.ID.self, forKey: .conversation)
    owner = try container.decode(Owner.self, forKey: .owner)
    subject = try container.decodeIfPresent(GuestQuota.ID.self, forKey: .subject)
    lapsesAt = try container.decodeDate(forKey: .lapsesAt)
  }

  /// Writes the wire form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(conversation, forKey: .conversation)
    try container.encode(owner, forKey: .owner)
    try container.encodeIfPresent(subject, forKey: .subject)
    try container.encode(date: lapsesAt, forKey: .lapsesAt)
  }
}
