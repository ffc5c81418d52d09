internal import FoundationEssentials

extension Claims {
  /// Makes a link by which the session can be claimed from another device, for example out of an e-mail.
  ///
  /// It carries a secret of its own, handed out here and never again: good for one claim, for a short time, for this recipient. Looking
  /// at it does not spend it; see ``look(at:recipient:for:)``. It ends with the session's token, so whoever made one with a token that was
  /// stolen loses it when the token is rotated.
  public func makeLink(_ caller: Caller, recipient: String) async throws(SessionError) -> SessionToken {
    let now = surroundings.now()
    let secret = surroundings.makeToken()
    _ = try await driver.answer(
      MakeLink(
        caller: caller, digest: surroundings.tokenHash.digest(of: secret),
        recipient: ClaimLink.digest(ofRecipient: recipient), now: now, life: policy.linkLife,
        idleLimit: sessions.idleLimit, command: surroundings.mint(at: now)))
    return secret
  }

  /// Whether a link could still claim its session for a recipient. Mail scanners open links: this spends nothing.
  public func look(at link: String, recipient: String, for account: Account.ID) async throws(PlanError) -> ClaimPlan {
    try await plan(.link(link, recipient: recipient), for: account)
  }

  /// Notes on the session that sign-in began from it, and hands out a secret that a plan and the claim must then bring with the token.
  ///
  /// It ties the end of a sign-in to its beginning: a session that somebody else planted in the visitor's browser after that cannot be
  /// claimed by mistake. Keep the secret where sign-in keeps its own state.
  public func beginSignIn(_ caller: Caller) async throws(SessionError) -> SessionToken {
    let now = surroundings.now()
    let secret = surroundings.makeToken()
    _ = try await driver.answer(
      BeginSignIn(
        caller: caller, intent: surroundings.tokenHash.digest(of: secret), now: now,
        idleLimit: sessions.idleLimit, command: surroundings.mint(at: now)))
    return secret
  }
}

/// Inserts a link to the caller's session.
struct MakeLink: Decision {
  let caller: Caller
  let digest: TokenDigest
  let recipient: TokenDigest
  let now: Date
  let life: Duration
  let idleLimit: Duration?
  let command: CommandID

  var reads: [RecordKey] { caller.sessionKeys }

  func decide(_ draft: inout Draft) throws(Unread) -> Ruling<Result<ClaimLink, SessionError>> {
    switch try draft.session(of: caller, for: nil, at: now, idleLimit: idleLimit) {
    case .uncertain: return .uncertain
    case .refused(let refusal): return .stand(.failure(.refused(refusal)))
    case .applied(let session), .admitted(let session):
      let link = ClaimLink(
        digest: digest, session: session.id, recipient: recipient, token: session.token,
        expiresAt: min(session.expiresAt, now.wholeMilliseconds.adding(life)))
      if let present = try draft.insert(link) { return .stand(.success(present)) }
      draft.emit(
        DomainEvent(.sessionLinkMade, session, by: .session(session.id), command: command, at: now))
      return .write(.success(link))
    }
  }
}

/// Notes an intent on the caller's session.
struct BeginSignIn: Decision {
  let caller: Caller
  let intent: TokenDigest
  let now: Date
  let idleLimit: Duration?
  let command: CommandID

  var reads: [RecordKey] { caller.sessionKeys }

  func decide(_ draft: inout Draft) throws(Unread) -> Ruling<Result<Session, SessionError>> {
    switch try draft.session(of: caller, for: command, at: now, idleLimit: idleLimit) {
    case .uncertain: return .uncertain
    case .refused(let refusal): return .stand(.failure(.refused(refusal)))
    case .applied(let session): return .stand(.success(session))
    case .admitted(var session):
      session.beginSignIn(intent, at: now, command: command)
      draft.put(session)
      draft.emit(
        DomainEvent(.sessionSignInBegun, session, by: .session(session.id), command: command, at: now))
      return .write(.success(session))
    }
  }
}
