internal import Carryover

extension Reckoning {
  /// SE-6: one step of taking apart a session whose life is over: it is closed, or loses parts, or goes.
  mutating func sweepSessions() {
    for key in fresh.changed where key.kind == .session {
      guard case .minted(let bits) = key.identity else { continue }
      return sweep(Session.ID(bits: bits))
    }
    for key in fresh.changed where key.kind == .message { removePart(key) }
    for key in fresh.changed where key.kind != .message { removePart(key) }
  }

  private mutating func sweep(_ id: Session.ID) {
    guard var session = picture.sessions[id] else { return demand(false, "SE-6: swept what is not there") }
    demand(session.holding == nil, "SE-6: a claimed session was swept")
    demand(now >= session.expiresAt, "SE-6: a session was swept before its time")
    let parts = picture.conversations(in: .session(id))
    guard seen.sessions[id] == nil else {
      demand(session.state != .closing, "SE-6: a session was closed twice")
      session.state = .closing
      session.change(at: now)
      picture.sessions[id] = session
      return tell(.sessionClosing, .session(id), by: .system)
    }
    demand(parts.isEmpty, "SE-6: a session went before its conversations")
    for token in session.tokens { picture.tokens[token] = nil }
    picture.sessions[id] = nil
    tell(.sessionRemoved, .session(id), by: .system)
  }

  private mutating func removePart(_ key: RecordKey) {
    switch (key.kind, key.identity) {
    case (.message, .minted(let bits)):
      guard let message = picture.messages.removeValue(forKey: Message.ID(bits: bits)) else { return }
      let home = picture.conversations[message.conversation]?.home
      demand(home.map { isClosing($0) } ?? false, "SE-6: a message was removed from what still stands")
    case (.conversation, .minted(let bits)):
      let id = Conversation.ID(bits: bits)
      guard let conversation = picture.conversations.removeValue(forKey: id) else { return }
      demand(isClosing(conversation.home), "SE-6: a conversation was removed from what still stands")
      demand(
        seen.messages.values.allSatisfy { $0.conversation != id }, "SE-6: a conversation went before its messages")
      picture.slots[id] = nil
      tell(.conversationRemoved, .conversation(id), by: .system)
    default: demand(false, "SE-6: a sweep changed \(key)")
    }
  }

  private func isClosing(_ home: Home) -> Bool {
    guard case .session(let id) = home else { return false }
    return picture.sessions[id]?.state == .closing
  }

  /// SE-6: a claimed session is reduced to its claim when that cannot be undone any more.
  mutating func sweepClaims() {
    for key in fresh.changed {
      guard key.kind == .session, case .minted(let bits) = key.identity,
        var session = picture.sessions[Session.ID(bits: bits)], var holding = session.holding
      else { return demand(false, "SE-6: a sweep of claims changed \(key)") }
      demand(!holding.isSettled && now >= holding.until, "SE-6: a claim was settled before its window was over")
      holding.isSettled = true
      session.state = .claimed(holding)
      session.content = [:]
      session.notes = [:]
      session.current = nil
      session.change(at: now)
      picture.sessions[session.id] = session
      tell(.sessionSettled, .session(session.id), by: .system)
    }
  }
}
