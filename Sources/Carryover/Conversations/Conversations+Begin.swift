internal import FoundationEssentials

extension Conversations {
  /// Begins a conversation for the caller, with a persona if one is named. Its phase is the one that its owner is in.
  ///
  /// A visitor's new conversation becomes the session's current one, which is a change of the session.
  public func begin(
    by caller: Caller, with persona: Persona.ID? = nil
  ) async throws(BeginConversationError) -> Conversation {
    let terms = terms
    return try await driver.answer(
      BeginConversation(
        id: surroundings.mint(at: terms.moment), place: surroundings.mint(at: terms.moment), persona: persona,
        caller: caller, terms: terms))
  }
}

/// Inserts a conversation in the home of its owner.
struct BeginConversation: Decision {
  let id: Conversation.ID

  /// The account's own home, should it have none yet.
  let place: AccountHome
  let persona: Persona.ID?
  let caller: Caller
  let terms: ConversationTerms

  private var command: CommandID { CommandID(bits: id.bits) }

  var reads: [RecordKey] {
    var keys = [.conversation(id)] + caller.holderKeys
    if case .account(let account) = caller { keys.append(.profile(of: account)) }
    if let persona { keys.append(.persona(persona)) }
    return keys
  }

  func decide(_ draft: inout Draft) throws(Unread) -> Ruling<Result<Conversation, BeginConversationError>> {
    if let present = try draft.read(Conversation.self, .conversation(id)) { return .stand(.success(present)) }
    switch caller {
    case .session: return try beginInSession(&draft)
    case .account(let account): return try begin(in: account, &draft)
    case .provider, .system: return .stand(.failure(.refused(.unknown)))
    }
  }

  private func beginInSession(
    _ draft: inout Draft
  ) throws(Unread) -> Ruling<Result<Conversation, BeginConversationError>> {
    switch try draft.session(of: caller, for: nil, at: terms.moment, idleLimit: terms.idleLimit) {
    case .uncertain: return .uncertain
    case .refused(let refusal):
      // Once a session's life is over a sweep may have been here, and the missing conversation tells nothing any more.
      let isTelling = refusal != .expired && refusal != .unknown
      let isLost = !isTelling && caller.holderKeys.contains { draft.mayHaveChanged($0) }
      return isLost ? .uncertain : .stand(.failure(.refused(refusal)))
    case .admitted(var session), .applied(var session):
      let maximum = terms.policy.conversationsPerSession
      guard session.conversations < maximum else {
        return .stand(.failure(.invalid(FieldError("conversations", .tooMany(maximum: maximum)))))
      }
      session.conversations += 1
      _ = session.select(id, at: terms.moment, command: command)
      return try write(in: .session(session.id), session.discovery.phase, &draft) { draft in
        draft.put(session)
        draft.emit(
          DomainEvent(
            .sessionUpdated, session, by: caller.actor, command: command, ordinal: 1, at: terms.moment,
            facts: ["parts": "currentConversation"]))
      }
    }
  }

  private func begin(
    in account: Account.ID, _ draft: inout Draft
  ) throws(Unread) -> Ruling<Result<Conversation, BeginConversationError>> {
    let phase = try draft.phase(of: account)
    if let estate = try draft.read(Estate.self, .estate(of: account)) {
      return try write(in: .account(estate.conversations), phase, &draft) { _ in }
    }
    let estate = Estate(of: account, conversations: place, at: terms.moment, by: command)
    return try write(in: .account(place), phase, &draft) { draft in
      draft.put(estate)
      draft.put(estate.place)
    }
  }

  private func write(
    in home: Home, _ phase: DiscoveryPhase, _ draft: inout Draft, owner: (inout Draft) -> Void
  ) throws(Unread) -> Ruling<Result<Conversation, BeginConversationError>> {
    if let persona, try draft.read(Persona.self, .persona(persona)) == nil {
      return .stand(.failure(.invalid(FieldError("persona", .unknown))))
    }
    let conversation = Conversation(
      id: id, home: home, persona: persona, phase: phase, at: terms.moment, command: command)
    draft.put(conversation)
    draft.emit(
      DomainEvent(
        .conversationCreated, id, by: caller.actor, command: command, at: terms.moment,
        facts: persona.map { ["persona": $0.text] } ?? [:]))
    owner(&draft)
    return .write(.success(conversation))
  }
}

extension Draft {
  /// The phase that an account is in, by its profile.
  mutating func phase(of account: Account.ID) throws(Unread) -> DiscoveryPhase {
    try read(DiscoveryProfile.self, .profile(of: account))?.discovery.phase ?? .discovery
  }
}
