internal import FoundationEssentials

extension Sessions {
  /// Moves a valid session's expiry to a lifetime from now, up to the longest life. Answers the session as it is then, whose
  /// remaining life is the cookie's new one.
  public func renew(_ caller: Caller) async throws(SessionError) -> Session {
    let now = surroundings.now()
    return try await driver.answer(
      RenewSession(caller: caller, now: now, policy: policy, command: surroundings.mint(at: now)))
  }

  /// Gives a valid session a new token. The old one works on for a short grace, so that requests already under way do not lose the
  /// session; it cannot be used to rotate again.
  public func rotate(_ caller: Caller) async throws(SessionError) -> Rotation {
    let now = surroundings.now()
    let token = surroundings.makeToken()
    let digest = surroundings.tokenHash.digest(of: token)
    let decision = RotateSession(
      caller: caller, digest: digest, now: now, policy: policy, command: surroundings.mint(at: now))
    let session = try await driver.answer(decision)
    guard session.token == digest else { return .alreadyRotated(session) }
    return .rotated(
      NewSession(visitor: Visitor(session: session, digest: digest), token: token, life: session.remainingLife(at: now))
    )
  }

  /// Ends a session before its time: as its own visitor, or as the system. From then on no token opens it.
  public func revoke(_ id: Session.ID, by caller: Caller) async throws(SessionError) {
    let now = surroundings.now()
    _ = try await driver.answer(
      RevokeSession(id: id, caller: caller, now: now, policy: policy, command: surroundings.mint(at: now)))
  }
}

/// What a rotation came to.
public enum Rotation: Sendable {
  /// The session has a new token, handed out here and never again.
  case rotated(NewSession)
  /// A parallel request has rotated the session already; its answer carries the new token, and this caller's works for
  /// the rest of its grace.
  case alreadyRotated(Session)
}

/// Moves the expiry of the caller's session.
struct RenewSession: Decision {
  let caller: Caller
  let now: Date
  let policy: SessionPolicy
  let command: CommandID

  var reads: [RecordKey] { caller.sessionKeys }

  func decide(_ draft: inout Draft) throws(Unread) -> Ruling<Result<Session, SessionError>> {
    switch try draft.session(of: caller, for: command, at: now, idleLimit: policy.idleLimit) {
    case .uncertain: return .uncertain
    case .refused(let refusal): return .stand(.failure(.refused(refusal)))
    case .applied(let session): return .stand(.success(session))
    case .admitted(var session):
      guard session.renew(at: now, policy: policy, command: command) else { return .stand(.success(session)) }
      draft.put(session)
      draft.emit(DomainEvent(.sessionRenewed, session, by: caller.actor, command: command, at: now))
      return .write(.success(session))
    }
  }
}

/// Replaces the token of the caller's session, and with it the slot of the token before.
struct RotateSession: Decision {
  let caller: Caller
  let digest: TokenDigest
  let now: Date
  let policy: SessionPolicy
  let command: CommandID

  var reads: [RecordKey] { caller.sessionKeys }

  func decide(_ draft: inout Draft) throws(Unread) -> Ruling<Result<Session, SessionError>> {
    switch try draft.session(of: caller, for: command, at: now, idleLimit: policy.idleLimit) {
    case .uncertain: return .uncertain
    case .refused(let refusal): return .stand(.failure(.refused(refusal)))
    case .applied(let session): return .stand(.success(session))
    case .admitted(var session):
      guard case .session(_, session.token) = caller else { return .stand(.success(session)) }
      if let old = session.retiredToken?.digest {
        try draft.need([.tokenSlot(old)])
        draft.delete(.tokenSlot(old))
      }
      session.rotate(to: digest, at: now, policy: policy, command: command)
      draft.put(session)
      _ = try draft.insert(TokenSlot(digest: digest, session: session.id))
      draft.emit(DomainEvent(.sessionRotated, session, by: caller.actor, command: command, at: now))
      return .write(.success(session))
    }
  }
}

/// Ends a session.
struct RevokeSession: Decision {
  let id: Session.ID
  let caller: Caller
  let now: Date
  let policy: SessionPolicy
  let command: CommandID

  var reads: [RecordKey] { [.session(id)] }

  func decide(_ draft: inout Draft) throws(Unread) -> Ruling<Result<Session, SessionError>> {
    guard var session = try draft.session(id) else {
      return draft.mayHaveChanged(.session(id)) ? .uncertain : .stand(.failure(.refused(.unknown)))
    }
    switch draft.effect(of: command, on: session) {
    case .absent: break
    case .present: return .stand(.success(session))
    case .uncertain: return .uncertain
    }
    switch caller {
    case .session(id, let digest):
      if let refusal = session.refusal(of: digest, at: now, idleLimit: policy.idleLimit) {
        return .stand(.failure(.refused(refusal)))
      }
    case .system:
      switch session.standing {
      case .open: break
      case .closing, .revoked: return .stand(.success(session))
      case .claimed: return .stand(.failure(.refused(.claimed)))
      }
    case .session, .account, .provider: return .stand(.failure(.refused(.unknown)))
    }
    session.revoke(at: now, command: command)
    draft.put(session)
    draft.emit(DomainEvent(.sessionRevoked, session, by: caller.actor, command: command, at: now))
    return .write(.success(session))
  }
}
