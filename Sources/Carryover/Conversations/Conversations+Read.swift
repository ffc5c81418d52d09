internal import FoundationEssentials

extension Conversations {
  /// A conversation of the caller.
  public func conversation(
    _ id: Conversation.ID, by caller: Caller
  ) async throws(ConversationError) -> Conversation {
    try await driver.answer(FindConversation(id: id, caller: caller, terms: terms))
  }

  /// The messages of a conversation, the oldest first, beyond the sequence number of the last one that is known already; 0
  /// begins at the first.
  public func messages(
    of id: Conversation.ID, by caller: Caller, after sequence: Int = 0, limit: Int = 50
  ) async throws(ConversationError) -> MessagePage {
    let conversation = try await conversation(id, by: caller)
    let messages = try await messages(of: conversation, by: caller, after: max(0, sequence), limit: max(1, limit))
    let last = messages.last?.sequence ?? conversation.messages
    return MessagePage(messages: messages, next: last < conversation.messages ? last : nil)
  }

  /// The last messages of a conversation, the oldest of them first.
  public func recent(
    _ count: Int = 10, of id: Conversation.ID, by caller: Caller
  ) async throws(ConversationError) -> [Message] {
    let conversation = try await conversation(id, by: caller)
    let count = min(max(0, count), conversation.messages)
    return try await messages(of: conversation, by: caller, after: conversation.messages - count, limit: count)
  }

  /// What a conversation consisted of when it was shown to its caller: messages never change, and later ones are left out.
  private func messages(
    of conversation: Conversation, by caller: Caller, after sequence: Int, limit: Int
  ) async throws(ConversationError) -> [Message] {
    let count = min(limit, conversation.messages - sequence)
    guard count > 0 else { return [] }
    let place = Place(order: Int64(sequence), key: .message(Message.ID.last))
    let messages: [Message]
    do {
      messages = try await driver.messages(
        of: conversation.id, through: Int64(sequence + count), after: place, limit: count)
    } catch {
      throw .trouble(error)
    }
    guard messages.count == count else {
      // Messages go only with their conversation, and whoever that belonged to is refused then.
      _ = try await self.conversation(conversation.id, by: caller)
      throw .trouble(.failed("of \(count) messages the store holds \(messages.count)"))
    }
    return messages
  }
}

extension Driver {
  /// Messages of a conversation beyond a place, however few the store gives at a time.
  func messages(
    of id: Conversation.ID, _ direction: ShelfQuery.Direction = .ascending, through last: Int64? = nil,
    after place: Place? = nil, limit: Int
  ) async throws(StoreTrouble) -> [Message] {
    let query = ShelfQuery([.messages(of: id)], direction, through: last)
    var messages: [Message] = []
    var place = place
    while messages.count < limit {
      let (start, room) = (place, limit - messages.count)
      let page: Listing<Message> = try await reading { (store) async throws(StoreError) in
        try await store.list(query, after: start, limit: room).values()
      }
      messages += page.values
      guard let next = page.next else { break }
      place = next
    }
    return messages
  }
}

/// A stretch of a conversation.
public struct MessagePage: Hashable, Sendable {
  /// The messages in order.
  public let messages: [Message]

  /// The sequence number to continue after; nil when the conversation has ended here, for now.
  public let next: Int?
}

extension Message.ID {
  /// After every identifier that was ever minted.
  fileprivate static var last: Message.ID { Message.ID(bits: Bits128(high: .max, low: .max)) }
}

/// Looks at a conversation with the eyes of a caller.
struct FindConversation: Decision {
  let id: Conversation.ID
  let caller: Caller
  let terms: ConversationTerms

  var reads: [RecordKey] { [.conversation(id)] + caller.holderKeys }

  func decide(_ draft: inout Draft) throws(Unread) -> Ruling<Result<Conversation, ConversationError>> {
    switch try draft.conversation(id, for: caller, at: terms.moment, idleLimit: terms.idleLimit) {
    case .uncertain: .uncertain
    case .refused: .stand(.failure(.notFound))
    case .admitted(let conversation, _): .stand(.success(conversation))
    }
  }
}
