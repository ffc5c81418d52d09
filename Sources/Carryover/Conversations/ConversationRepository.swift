/// Conversations as a host reads them for its own purposes, such as an administration page.
///
/// `store.conversations` gives one over any store. A host with typed columns may implement one natively. Reading checks no caller and no
/// validity: that is what ``Conversations`` is for.
public protocol ConversationRepository: Sendable {
  /// The conversation with an identifier.
  func conversation(_ id: Conversation.ID) async throws(StoreTrouble) -> Conversation?

  /// The conversations of an owner, the newest first. A page belongs to one moment.
  func conversations(
    of owner: Owner, after place: Place?, limit: Int
  ) async throws(StoreTrouble) -> Listing<Conversation>

  /// The conversations with a persona, the newest first.
  func conversations(
    with persona: Persona.ID, after place: Place?, limit: Int
  ) async throws(StoreTrouble) -> Listing<Conversation>

  /// The messages of a conversation, the oldest first.
  func messages(
    of conversation: Conversation.ID, after place: Place?, limit: Int
  ) async throws(StoreTrouble) -> Listing<Message>
}

/// Conversations read through a store.
public struct StoredConversations: ConversationRepository {
  let store: any Store

  /// The conversation with an identifier.
  public func conversation(_ id: Conversation.ID) async throws(StoreTrouble) -> Conversation? {
    do {
      return try await store.load([.conversation(id)]).items.first?.found?.record.value(as: Conversation.self)
    } catch {
      throw StoreTrouble(reading: error)
    }
  }

  /// The conversations of an owner. For a session, those that were born in it, whoever holds them; for an account, those of every home
  /// that it holds.
  public func conversations(
    of owner: Owner, after place: Place? = nil, limit: Int
  ) async throws(StoreTrouble) -> Listing<Conversation> {
    do {
      return try await store.conversations(of: owner, after: place, limit: limit)
    } catch {
      throw StoreTrouble(reading: error)
    }
  }

  /// The conversations with a persona, from the store's index.
  public func conversations(
    with persona: Persona.ID, after place: Place? = nil, limit: Int
  ) async throws(StoreTrouble) -> Listing<Conversation> {
    try await list(.newest([.conversations(with: persona)]), place, limit)
  }

  /// The messages of a conversation, from the store's index.
  public func messages(
    of conversation: Conversation.ID, after place: Place? = nil, limit: Int
  ) async throws(StoreTrouble) -> Listing<Message> {
    try await list(ShelfQuery([.messages(of: conversation)]), place, limit)
  }

  private func list<Value: Stored>(
    _ query: ShelfQuery, _ place: Place?, _ limit: Int
  ) async throws(StoreTrouble) -> Listing<Value> {
    do {
      return try await store.list(query, after: place, limit: limit).values()
    } catch {
      throw StoreTrouble(reading: error)
    }
  }
}

extension Store {
  /// This store's conversations, for reading.
  public var conversations: StoredConversations { StoredConversations(store: self) }
}
