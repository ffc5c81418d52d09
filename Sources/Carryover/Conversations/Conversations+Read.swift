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
    let limit = max(1, limit)
    let place = Place(order: Int64(max(0, sequence)), key: .message(Message.ID.last))
    let (messages, isEnd) = try await messages(of: id, by: caller, .ascending, after: place, limit: limit)
    return MessagePage(messages: messages, next: isEnd ? nil : messages.last?.sequence)
  }

  /// The last messages of a conversation, the oldest of them first.
  public func recent(
    _ count: Int = 10, of id: Conversation.ID, by caller: Caller
  ) async throws(ConversationError) -> [Message] {
    try await messages(of: id, by: caller, .descending, after: nil, limit: count).messages.reversed()
  }

  /// Lists first and checks the caller after that, so that nothing is shown that was no longer the caller's when it was listed:
  /// messages never change, and a digest that opens a session now has opened it since it was issued.
  private func messages(
    of id: Conversation.ID, by caller: Caller, _ direction: ShelfQuery.Direction, after place: Place?, limit: Int
  ) async throws(ConversationError) -> (messages: [Message], isEnd: Bool) {
    let found: (messages: [Message], isEnd: Bool)
    do {
      found = try await driver.messages(of: id, direction, after: place, limit: limit)
    } catch {
      throw .trouble(error)
    }
    _ = try await conversation(id, by: caller)
    return found
  }
}

extension Driver {
  /// Messages of a conversation beyond a place, and whether there are no more. Whoever shows them checks the caller after that.
  func messages(
    of id: Conversation.ID, _ direction: ShelfQuery.Direction, after place: Place? = nil, limit: Int
  ) async throws(StoreTrouble) -> (messages: [Message], isEnd: Bool) {
    let query = ShelfQuery([.messages(of: id)], direction)
    var messages: [Message] = []
    var place = place
    var isEnd = limit < 1
    while !isEnd, messages.count < limit {
      let (start, room) = (place, limit - messages.count)
      let page: Listing<Message> = try await reading { (store) async throws(StoreError) in
        try await store.list(query, after: start, limit: room).values()
      }
      messages += page.values
      place = page.next
      isEnd = page.next == nil
    }
    return (messages, isEnd)
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
