internal import FoundationEssentials

extension Conversations {
  /// Moves a conversation to a phase, and answers it as it is then. Its owner may, and the system.
  public func setPhase(
    _ phase: DiscoveryPhase, of id: Conversation.ID, by caller: Caller
  ) async throws(ConversationError) -> Conversation {
    let terms = terms
    return try await driver.answer(
      SetPhase(phase: phase, id: id, caller: caller, command: surroundings.mint(at: terms.moment), terms: terms))
  }

  /// Makes one of its conversations the session's current one, or with nil none. A conversation that is not the session's is
  /// refused like one that does not exist.
  public func select(
    _ id: Conversation.ID?, by caller: Caller
  ) async throws(UpdateSessionError) -> Session {
    let terms = terms
    return try await driver.answer(
      SelectConversation(id: id, caller: caller, command: surroundings.mint(at: terms.moment), terms: terms))
  }
}

/// Moves a conversation to a phase.
struct SetPhase: Decision {
  let phase: DiscoveryPhase
  let id: Conversation.ID
  let caller: Caller
  let command: CommandID
  let terms: ConversationTerms

  var reads: [RecordKey] { [.conversation(id)] + caller.holderKeys }

  func decide(_ draft: inout Draft) throws(Unread) -> Ruling<Result<Conversation, ConversationError>> {
    if let conversation = try draft.read(Conversation.self, .conversation(id)) {
      switch draft.effect(of: command, on: conversation) {
      case .present: return .stand(.success(conversation))
      case .uncertain: return .uncertain
      case .absent: break
      }
    }
    switch try draft.conversation(id, for: caller, at: terms.moment, idleLimit: terms.idleLimit) {
    case .uncertain: return .uncertain
    case .refused: return .stand(.failure(.notFound))
    case .admitted(var conversation, _):
      let old = conversation.phase
      guard conversation.move(to: phase, at: terms.moment, command: command) else {
        return .stand(.success(conversation))
      }
      draft.put(conversation)
      draft.emit(
        DomainEvent(
          .conversationPhaseChanged, id, by: caller.actor, command: command, at: terms.moment,
          facts: ["from": old.rawValue, "to": phase.rawValue]))
      return .write(.success(conversation))
    }
  }
}

/// Points a session at one of its conversations.
struct SelectConversation: Decision {
  let id: Conversation.ID?
  let caller: Caller
  let command: CommandID
  let terms: ConversationTerms

  var reads: [RecordKey] { caller.sessionKeys + (id.map { [.conversation($0)] } ?? []) }

  func decide(_ draft: inout Draft) throws(Unread) -> Ruling<Result<Session, UpdateSessionError>> {
    switch try draft.session(of: caller, for: command, at: terms.moment, idleLimit: terms.idleLimit) {
    case .uncertain: return .uncertain
    case .refused(let refusal): return .stand(.failure(.refused(refusal)))
    case .applied(let session): return .stand(.success(session))
    case .admitted(var session):
      if let id, try draft.read(Conversation.self, .conversation(id))?.home != .session(session.id) {
        return .stand(.failure(.invalid(FieldError("currentConversation", .unknown))))
      }
      guard session.select(id, at: terms.moment, command: command) else { return .stand(.success(session)) }
      draft.put(session)
      draft.emit(
        DomainEvent(
          .sessionUpdated, session, by: caller.actor, command: command, at: terms.moment,
          facts: ["parts": "currentConversation"]))
      return .write(.success(session))
    }
  }
}

extension Session {
  /// Makes a conversation the current one. Answers whether that is a change.
  mutating func select(_ id: Conversation.ID?, at now: Date, command: CommandID) -> Bool {
    guard currentConversation != id else { return false }
    currentConversation = id
    times.change(at: now, by: command)
    noteActivity(at: now)
    return true
  }
}
