internal import FoundationEssentials

/// What a look at a conversation comes to for one caller.
enum ConversationAccess {
  /// There is no such conversation, or it is not the caller's: a caller cannot tell which.
  case refused
  /// It is the caller's.
  case admitted(Conversation, as: Holder)
  /// This very command may have been applied before its conversation went.
  case uncertain
}

/// By which right somebody acts on a conversation.
enum Holder {
  /// As the visitor whose session holds it.
  case visitor(Session)
  /// As the account whose estate holds it.
  case account(Account.ID)
  /// As the system, whoever holds it.
  case system
}

extension Draft {
  /// Notes that a visitor who acts on a conversation is here, where there is an idle limit to know of it. No more often than elsewhere, so
  /// that what a visitor sends does not all meet at the session's record (SE-9).
  mutating func noteActivity(of holder: inout Holder, _ terms: ConversationTerms) {
    guard terms.idleLimit != nil, case .visitor(var session) = holder,
      session.isActivityDue(at: terms.moment, every: terms.activityInterval)
    else { return }
    session.noteActivity(at: terms.moment)
    holder = .visitor(session)
    put(session)
  }

  /// Looks at a conversation with the eyes of a caller. The one place that decides who may.
  ///
  /// Whatever the answer rests on, session or estate, is read beside the conversation, and so is kept by the commit: a claim, a revocation
  /// and a sweep conflict with everything that is written below.
  mutating func conversation(
    _ id: Conversation.ID, for caller: Caller, at now: Date, idleLimit: Duration?
  ) throws(Unread) -> ConversationAccess {
    try need([.conversation(id)] + caller.holderKeys)
    guard let conversation = try read(Conversation.self, .conversation(id)),
      try isStanding(conversation.home)
    else { return mayHaveChanged(.conversation(id)) ? .uncertain : .refused }
    switch caller {
    case .session(let session, let digest):
      guard conversation.home == .session(session), let visitor = try self.session(session),
        visitor.refusal(of: digest, at: now, idleLimit: idleLimit) == nil
      else { return .refused }
      return .admitted(conversation, as: .visitor(visitor))
    case .account(let account):
      guard let estate = try read(Estate.self, .estate(of: account)), estate.holds(conversation.home) else {
        return .refused
      }
      return .admitted(conversation, as: .account(account))
    case .provider: return .refused
    case .system: return .admitted(conversation, as: .system)
    }
  }

  /// Which claim of its session a home is under; nil while it is the visitor's or an account's own.
  mutating func claim(on home: Home) throws(Unread) -> Int? {
    guard case .session(let id) = home, let session = try session(id), case .claimed = session.standing else {
      return nil
    }
    return session.claims
  }

  /// Whether things can still live in a home: its session is neither gone, nor being taken apart, nor revoked.
  mutating func isStanding(_ home: Home) throws(Unread) -> Bool {
    guard case .session(let id) = home else { return true }
    switch try session(id)?.standing {
    case .open, .claimed: return true
    case nil, .closing, .revoked: return false
    }
  }
}

extension Caller {
  /// The record that says what the caller holds.
  var holderKeys: [RecordKey] {
    switch self {
    case .session(let id, _): [.session(id)]
    case .account(let id): [.estate(of: id)]
    case .provider, .system: []
    }
  }
}
