internal import FoundationEssentials

/// Whoever owns a conversation at this moment, as far as an extraction writes there (EX-9).
enum ExtractionTarget {
  /// The visitor's session.
  case session(Session)
  /// The account's profile; nil while there is none.
  case profile(DiscoveryProfile?, of: Account.ID)
}

extension ExtractionTarget {
  /// What the owner has.
  var content: DiscoveryContent {
    switch self {
    case .session(let session): session.discovery
    case .profile(let profile, _): profile?.discovery ?? DiscoveryContent()
    }
  }

  /// How large the content can become. What else counts for the same limit takes its share.
  func limits(within limits: SessionLimits) -> SessionLimits {
    guard case .session(let session) = self else { return limits }
    var limits = limits
    limits.bytes -= session.metadata.size
    return limits
  }
}

extension Draft {
  /// Where an extraction of a conversation goes at this moment; nil if its owner is gone, or its owner's life is over.
  ///
  /// No token is asked for: whoever began the extraction was checked then. If that was an account, it is asked as well, since a claim that
  /// was anonymised no longer says who made it; its estate decides.
  mutating func target(
    of conversation: Conversation, begunBy beginner: Account.ID?, at now: Date, idleLimit: Duration?
  ) throws(Unread) -> ExtractionTarget? {
    let account: Account.ID?
    switch conversation.home {
    case .session(let id):
      guard let session = try session(id) else { return nil }
      if session.refusal(of: session.token, at: now, idleLimit: idleLimit) == nil { return .session(session) }
      guard case .claimed(let claim) = session.standing else { return nil }
      account = claim.account
    case .account: account = try read(AccountPlace.self, conversation.home.key)?.account
    }
    for account in [account, beginner].compactMap(\.self) {
      try need([.estate(of: account), .profile(of: account)])
      guard try read(Estate.self, .estate(of: account))?.holds(conversation.home) == true else { continue }
      return .profile(try read(DiscoveryProfile.self, .profile(of: account)), of: account)
    }
    return nil
  }

  /// Writes what an extraction came to where it belongs, and tells of it without a word of what was said.
  mutating func put(
    _ content: DiscoveryContent, changing fields: Int, into target: ExtractionTarget, of pending: PendingExtraction,
    at now: Date
  ) {
    let command = pending.command
    let (kind, subject): (DomainEvent.Kind, RecordKey)
    switch target {
    case .session(var session):
      session.learn(content, at: now, by: command)
      put(session)
      (kind, subject) = (.sessionUpdated, session.key)
    case .profile(var profile?, _):
      profile.learn(content, at: now, by: command)
      put(profile)
      (kind, subject) = (.profileUpdated, profile.key)
    case .profile(nil, let account):
      let profile = DiscoveryProfile(of: account, content, at: now, by: command)
      put(profile)
      (kind, subject) = (.profileCreated, profile.key)
    }
    emit(
      DomainEvent(
        id: DomainEvent.ID(command: command, ordinal: 0), kind: kind, subject: subject, actor: .system, time: now,
        facts: [
          "parts": "discovery", "by": "model", "conversation": "\(pending.conversation)",
          "fields": "\(fields)",
        ]))
  }
}

extension Session {
  /// Takes over what an extraction came to. The visitor did nothing, so it is no activity.
  fileprivate mutating func learn(_ content: DiscoveryContent, at now: Date, by command: CommandID) {
    discovery = content
    times.change(at: now, by: command)
  }
}

extension DiscoveryProfile {
  /// Takes over what an extraction came to.
  fileprivate mutating func learn(_ content: DiscoveryContent, at now: Date, by command: CommandID) {
    discovery = content
    times.change(at: now, by: command)
  }
}
