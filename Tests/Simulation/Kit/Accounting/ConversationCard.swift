internal import Carryover
internal import FoundationEssentials

/// A stored conversation in plain values.
struct ConversationCard: Hashable, Sendable {
  var id: Conversation.ID
  var home: Home
  var origin: Session.ID?
  var messages = 0
  /// How many messages guests have sent.
  var used = 0
  var createdAt: Int64
  var updatedAt: Int64
  var revision = 1
}

extension ConversationCard {
  /// A conversation that begins now.
  init(id: Conversation.ID, home: Home, at now: Int64) {
    self.id = id
    self.home = home
    origin = if case .session(let session) = home { session } else { nil }
    createdAt = now
    updatedAt = now
  }

  init(_ conversation: Conversation) {
    id = conversation.id
    home = conversation.home
    origin = conversation.origin
    messages = conversation.messages
    used = conversation.guestMessages
    createdAt = conversation.times.createdAt.milliseconds
    updatedAt = conversation.times.updatedAt.milliseconds
    revision = conversation.times.revision
  }

  /// Adds a message at the end.
  mutating func append(_ text: String, as role: Message.Role, id: Message.ID, at now: Int64) -> MessageCard {
    messages += 1
    revision += 1
    updatedAt = max(updatedAt, now)
    return MessageCard(
      id: id, conversation: self.id, sequence: messages, role: role, text: text, createdAt: updatedAt)
  }
}

/// A stored message in plain values.
struct MessageCard: Hashable, Sendable {
  var id: Message.ID
  var conversation: Conversation.ID
  var sequence: Int
  var role: Message.Role
  var text: String
  var createdAt: Int64
}

extension MessageCard {
  init(_ message: Message) {
    id = message.id
    conversation = message.conversation
    sequence = message.sequence
    role = message.role
    text = message.text
    createdAt = message.createdAt.milliseconds
  }
}

/// A slot that is held for a message. The store's own form of it is not looked at: what the library answers must agree with this.
struct SlotCard: Hashable, Sendable {
  var id: Reservation.ID
  var lapsesAt: Int64
  var isGuests: Bool
}

extension SlotCard {
  /// Stands for the identifier of a slot until its answer says it: the call that reserved it.
  static func unnamed(_ number: Int) -> Reservation.ID { Reservation.ID(bits: Bits128(high: 0, low: UInt64(number))) }
}
