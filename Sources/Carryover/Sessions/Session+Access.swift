internal import FoundationEssentials

/// Whether a caller may act on a session as its visitor.
enum SessionAccess {
  /// It may not. A caller that is no session gets the answer of a stranger.
  case refused(SessionRefusal)
  /// It may.
  case admitted(Session)
  /// This very command has been applied already; its answer was lost.
  case applied(Session)
  /// This very command may have been applied, and others have changed the session since.
  case uncertain
}

extension Draft {
  /// Looks at the caller's session. A command's own earlier effect counts before any refusal: a rotation, say, may have ended the
  /// very token that it came by.
  mutating func session(
    of caller: Caller, for command: CommandID?, at now: Date, idleLimit: Duration?
  ) throws(Unread) -> SessionAccess {
    guard case .session(let id, let digest) = caller else { return .refused(.unknown) }
    guard let session = try session(id) else {
      return command != nil && mayHaveChanged(.session(id)) ? .uncertain : .refused(.unknown)
    }
    if let command {
      switch effect(of: command, on: session) {
      case .absent: break
      case .present: return .applied(session)
      case .uncertain: return .uncertain
      }
    }
    if let refusal = session.refusal(of: digest, at: now, idleLimit: idleLimit) { return .refused(refusal) }
    return .admitted(session)
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
    _ kind: Kind, _ session: Session, by actor: Actor, command: CommandID, ordinal: Int = 0, at now: Date,
    facts: [String: String] = [:]
  ) {
    self.init(
      id: ID(command: command, ordinal: ordinal), kind: kind, subject: session.key, actor: actor, time: now,
      facts: facts)
  }
}

extension DomainEvent.Kind {
  /// A session began.
  public static let sessionCreated = Self(rawValue: "session.created")
  /// A visitor wrote something, or a model read it from what they said.
  public static let sessionUpdated = Self(rawValue: "session.updated")
  /// A session's expiry moved.
  public static let sessionRenewed = Self(rawValue: "session.renewed")
  /// A session got a new token.
  public static let sessionRotated = Self(rawValue: "session.rotated")
  /// A session ended before its time.
  public static let sessionRevoked = Self(rawValue: "session.revoked")
  /// A session whose life is over is being taken apart.
  public static let sessionClosing = Self(rawValue: "session.closing")
  /// A session was cleaned up after its expiry.
  public static let sessionRemoved = Self(rawValue: "session.removed")
}
