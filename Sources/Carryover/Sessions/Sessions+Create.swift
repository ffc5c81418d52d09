internal import FoundationEssentials

extension Sessions {
  /// Begins a session and hands out its token.
  public func create() async throws(StoreTrouble) -> NewSession {
    let now = surroundings.now()
    let token = surroundings.makeToken()
    let digest = surroundings.tokenHash.digest(of: token)
    // The session's identifier names the command as well: both are minted once, before the first try.
    let id: Session.ID = surroundings.mint(at: now)
    let session = Session(
      id: id, token: digest, at: now, lifetime: policy.lifetime, command: CommandID(bits: id.bits))
    let stored = try await driver.run(CreateSession(session: session))
    return NewSession(
      visitor: Visitor(session: stored, digest: digest), token: token, life: stored.remainingLife(at: now))
  }
}

/// Inserts a session and the slot of its token.
struct CreateSession: Decision {
  let session: Session

  var reads: [RecordKey] { [] }

  func decide(_ draft: inout Draft) throws(Unread) -> Ruling<Session> {
    if let present = try draft.insert(session) { return .stand(present) }
    _ = try draft.insert(TokenSlot(digest: session.token, session: session.id))
    draft.emit(
      DomainEvent(
        .sessionCreated, session, by: .session(session.id), command: session.times.latestCommand,
        at: session.times.createdAt))
    return .write(session)
  }
}
