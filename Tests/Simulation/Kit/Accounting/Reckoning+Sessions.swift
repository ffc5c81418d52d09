internal import Carryover

extension Reckoning {
  /// SE-2: a new session under a new token.
  mutating func create() {
    guard let id = fresh.session, let token = fresh.token else { return demand(false, "SE-2: no session began") }
    picture.sessions[id] = SessionCard(id: id, token: token, at: now, lifetime: rules.lifetime)
    picture.tokens[token] = id
    tell(.sessionCreated, .session(id), by: .session(id))
  }

  /// SE-3: the visitor writes.
  mutating func answer(_ id: Session.ID, _ digest: TokenDigest, _ writing: Writing, expecting revision: Int?) {
    change(id, digest, .sessionUpdated) { reckoning, session in
      reckoning.demand(revision == nil || revision == session.revision, "SE-3: a stale edit was made")
      reckoning.demand(
        !writing.isTooMuch(for: session.content, limit: reckoning.rules.answers), "SE-5: more answers than there may be"
      )
      let old = session
      session.content = writing.written(on: session.content, by: .visitor, at: reckoning.now)
      session.notes = writing.written(on: session.notes)
      reckoning.demand(session != old, "ID-3: a change that changes nothing")
    }
  }

  /// SE-3: the token makes way for a new one.
  mutating func rotate(_ id: Session.ID, _ digest: TokenDigest) {
    guard let token = fresh.token else { return demand(false, "SE-3: no token came with a rotation") }
    change(id, digest, .sessionRotated) { reckoning, session in
      reckoning.demand(session.token == digest, "SE-3: an old token rotated")
      if let retired = session.retired { reckoning.picture.tokens[retired.token] = nil }
      session.retired = SessionCard.Retired(token: session.token, until: reckoning.now + reckoning.rules.grace)
      session.token = token
      reckoning.picture.tokens[token] = id
    }
  }

  /// SE-3: the end before its time, by the visitor or, without a digest, by the system.
  mutating func revoke(_ id: Session.ID, _ digest: TokenDigest?) {
    guard var session = picture.sessions[id] else { return demand(false, "SE-3: revoked what is not there") }
    if let digest {
      let reasons = glance.reasons(id, digest)
      demand(reasons.isEmpty, "SE-4: revoked by a token that opens nothing: \(spell(reasons))")
    }
    demand(session.state == .open, "SE-3: revoked a session that is not open")
    session.state = .revoked
    session.change(at: now)
    picture.sessions[id] = session
    tell(.sessionRevoked, .session(id), by: digest == nil ? .system : .session(id))
  }

  private mutating func change(
    _ id: Session.ID, _ digest: TokenDigest, _ kind: DomainEvent.Kind,
    _ body: (inout Reckoning, inout SessionCard) -> Void
  ) {
    let reasons = glance.reasons(id, digest)
    demand(reasons.isEmpty, "SE-4: changed by a token that opens nothing: \(spell(reasons))")
    guard var session = picture.sessions[id] else { return }
    body(&self, &session)
    session.change(at: now, byVisitor: true)
    picture.sessions[id] = session
    tell(kind, .session(id), by: .session(id))
  }
}

extension Reckoning {
  /// DP-2, DP-3: the account writes, and where it has no profile yet it gets one.
  mutating func note(_ account: Account.ID, _ writing: Writing, expecting revision: Int?) {
    let old = picture.profiles[account]
    var profile = old ?? ProfileCard(of: account, at: now)
    demand(revision == nil || revision == old?.revision, "DP-3: a stale edit was made")
    demand(!writing.isTooMuch(for: profile.content, limit: rules.answers), "SE-5: more answers than there may be")
    let content = writing.written(on: profile.content, by: .account, at: now)
    if content != profile.content {
      profile.content = content
      profile.change(at: now)
    }
    demand(profile != old, "ID-3: a change that changes nothing")
    picture.profiles[account] = profile
    tell(old == nil ? .profileCreated : .profileUpdated, .profile(of: account), by: .account(account))
  }
}
