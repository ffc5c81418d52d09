internal import Carryover

/// All that is stored at one moment, in plain values, and what the accounting remembers of how it came about.
struct Picture: Hashable, Sendable {
  var sessions: [Session.ID: SessionCard] = [:]
  var tokens: [TokenDigest: Session.ID] = [:]
  var conversations: [Conversation.ID: ConversationCard] = [:]
  var messages: [Message.ID: MessageCard] = [:]
  var profiles: [Account.ID: ProfileCard] = [:]
  var estates: [Account.ID: EstateCard] = [:]
  var receipts: [ClaimReceipt.ID: ReceiptCard] = [:]

  /// Remembered: the slots that are held for messages.
  var slots: [Conversation.ID: [SlotCard]] = [:]
  /// Remembered: how things were when a claim was made.
  var claims: [ClaimReceipt.ID: ClaimNote] = [:]
}

/// How things were around a claim, for the day it is undone.
struct ClaimNote: Hashable, Sendable {
  /// Whose claim it was, and the how many-th of all.
  var account: Account.ID
  var number: Int
  /// What the session brought.
  var session: Content
  /// The account's content before and after.
  var before: Content
  var after: Content
  /// How many messages each conversation of the session had.
  var messages: [Conversation.ID: Int]
  /// The fields about which it left a conflict.
  var conflicts: Set<DiscoveryField>
}

extension Picture {
  /// Looks at some records anew.
  mutating func take(_ items: some Sequence<Loaded.Item>) throws(StoreError) {
    for item in items { try take(item.key, item.found?.record) }
  }

  private mutating func take(_ key: RecordKey, _ record: Record?) throws(StoreError) {
    switch (key.kind, key.identity) {
    case (.session, .minted(let bits)):
      sessions[Session.ID(bits: bits)] = try record.map { record throws(StoreError) in
        SessionCard(try record.value(as: Session.self))
      }
    case (.tokenSlot, .digest(let bits)):
      tokens[TokenDigest(bits: bits)] = try record.map { record throws(StoreError) in
        try record.value(as: TokenSlot.self).session
      }
    case (.conversation, .minted(let bits)):
      conversations[Conversation.ID(bits: bits)] = try record.map { record throws(StoreError) in
        ConversationCard(try record.value(as: Conversation.self))
      }
    case (.message, .minted(let bits)):
      messages[Message.ID(bits: bits)] = try record.map { record throws(StoreError) in
        MessageCard(try record.value(as: Message.self))
      }
    case (.claimReceipt, .minted(let bits)):
      let stored = try record.map { record throws(StoreError) in try record.value(as: StoredReceipt.self) }
      receipts[ClaimReceipt.ID(bits: bits)] =
        if case .personal(let receipt) = stored { ReceiptCard(receipt) } else { nil }
    case (.profile, .text(let text)):
      guard let account = try? Account.ID(text) else { return }
      profiles[account] = try record.map { record throws(StoreError) in
        ProfileCard(try record.value(as: DiscoveryProfile.self))
      }
    case (.estate, .text(let text)):
      guard let account = try? Account.ID(text) else { return }
      estates[account] = try record.map { record throws(StoreError) in try EstateCard(record) }
    default: break
    }
  }

  /// The conversations born in a home.
  func conversations(in home: Home) -> [ConversationCard] { conversations.values.filter { $0.home == home } }

  /// The messages of a conversation, in order.
  func messages(of id: Conversation.ID) -> [MessageCard] {
    messages.values.filter { $0.conversation == id }.sorted { $0.sequence < $1.sequence }
  }
}
