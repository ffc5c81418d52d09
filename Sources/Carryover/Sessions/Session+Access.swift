internal import FoundationEssentials

extension Draft {
  /// The session that a caller may act on as its visitor, or why not. A caller that is no session gets the answer of a stranger.
  mutating func session(
    admitting caller: Caller, at now: Date, policy: SessionPolicy
  ) throws(Unread) -> Result<Session, SessionRefusal> {
    guard case .session(let id, let digest) = caller, let session = try session(id) else { return .failure(.unknown) }
    if let refusal = session.refusal(of: digest, at: now, idleLimit: policy.idleLimit) { return .failure(refusal) }
    return .success(session)
  }
}

extension Caller {
  /// The record that a decision about this caller's session will surely read.
  var sessionKeys: [RecordKey] {
    guard case .session(let id, _) = self else { return [] }
    return [.session(id)]
  }
}

extension DomainEvent {
  /// What happened to a session by a command.
  init(
    _ kind: Kind, _ session: Session, by actor: Actor, command: CommandID, at now: Date, facts: [String: String] = [:]
  ) {
    self.init(
      id: ID(command: command, ordinal: 0), kind: kind, subject: session.key, actor: actor, time: now, facts: facts)
  }
}

extension DomainEvent.Kind {
  /// A session began.
  public static let sessionCreated = Self(rawValue: "session.created")
  /// A visitor wrote something.
  public static let sessionUpdated = Self(rawValue: "session.updated")
  /// A session's expiry moved.
  public static let sessionRenewed = Self(rawValue: "session.renewed")
  /// A session got a new token.
  public static let sessionRotated = Self(rawValue: "session.rotated")
  /// A session ended before its time.
  public static let sessionRevoked = Self(rawValue: "session.revoked")
  /// A session was cleaned up after its expiry.
  public static let sessionRemoved = Self(rawValue: "session.removed")
}
