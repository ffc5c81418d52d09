internal import Carryover

/// What the servers of a hand-over were told, and can use again.
struct Known {
  var conversations: [(id: Conversation.ID, origin: Session.ID?)] = []
  var reservations: [Reservation] = []
  var receipts: [(id: ClaimReceipt.ID, account: Account.ID)] = []
  /// The revision of each account's profile, as somebody last saw it.
  var revisions: [Account.ID: Int] = [:]
}

extension Known {
  mutating func learn(_ id: ClaimReceipt.ID, of account: Account.ID) {
    if !receipts.contains(where: { $0.id == id }) { receipts.append((id, account)) }
  }

  /// A conversation that began in a session, or any.
  func conversation(_ chat: Chat, of session: Session.ID?) -> Conversation.ID? {
    let own = conversations.filter { $0.origin == session && session != nil }
    let all = chat.isAnyones || own.isEmpty ? conversations : own
    return all.isEmpty ? nil : all[chat.number % all.count].id
  }
}
