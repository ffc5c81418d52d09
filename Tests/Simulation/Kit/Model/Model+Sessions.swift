internal import Carryover

/// SE-4: why a token does not open a session. More than one reason can hold at once, and the specification does not say which comes
/// first; none means that it opens it.
extension Model {
  private func reasons(_ session: Seen?, _ digest: TokenDigest, at now: Int64) -> Set<SessionRefusal> {
    guard let session else { return [.unknown] }
    let isGraced = session.retired.map { $0.token == digest && now < $0.until } ?? false
    guard session.token == digest || isGraced else { return [.unknown] }
    var reasons: Set<SessionRefusal> = []
    if session.isRevoked { reasons.insert(.revoked) }
    if now >= session.expiresAt { reasons.insert(.expired) }
    if let idle = rules.idleLimit, now >= session.lastActivityAt + idle { reasons.insert(.idle) }
    return reasons
  }

  private func refuse(_ reasons: Set<SessionRefusal>) -> Step {
    Step(
      admits: { outcome in
        switch outcome {
        case .nobody: true
        case .refused(let reason): reasons.contains(reason)
        default: false
        }
      },
      answer: { "refused as \(reasons.map(\.rawValue).sorted())" })
  }

  func asVisitor(_ id: Session.ID, _ digest: TokenDigest, at now: Int64, _ body: (Seen) -> Step) -> Step {
    let reasons = reasons(sessions[id], digest, at: now)
    guard reasons.isEmpty, let session = sessions[id] else { return refuse(reasons) }
    return body(session)
  }
}

extension Model {
  func create(_ id: Session.ID, _ digest: TokenDigest, at now: Int64) -> Step {
    let session = Seen(id: id, token: digest, at: now, lifetime: rules.lifetime)
    return put(session, "session.created", at: now) { $0 == .changed(session) }
  }

  func find(_ digest: TokenDigest, at now: Int64) -> Step {
    let session = sessions.values.first { $0.token == digest || $0.retired?.token == digest }
    let reasons = reasons(session, digest, at: now)
    guard reasons.isEmpty, let session else { return refuse(reasons) }
    return Step(
      admits: { $0 == .found(session) || $0 == .named(session.id) }, answer: { "found, \(session)" })
  }

  func update(_ session: Seen, _ edit: Edit, expecting revision: Int?, at now: Int64) -> Step {
    if let revision, revision != session.revision {
      return Step(
        admits: { if case .stale(let seen) = $0 { seen.isSameChange(as: session) } else { false } },
        answer: { "stale, it is \(session)" })
    }
    if case .set(let text) = edit.timeframe, text.utf8.count > 64 { return answer(.invalid) }
    var new = session
    for (key, text) in edit.notes { new.notes[key] = text }
    switch edit.timeframe {
    case .keep: break
    case .clear: new.timeframe = nil
    case .set(let text): new.timeframe = text
    }
    guard new != session else { return unchanged(session) }
    return change(new, "session.updated", at: now)
  }

  func renew(_ session: Seen, at now: Int64) -> Step {
    var new = session
    new.expiresAt = min(now + rules.lifetime, session.createdAt + rules.longestLife)
    guard new.expiresAt > session.expiresAt else { return unchanged(session) }
    return change(new, "session.renewed", at: now)
  }

  func rotate(_ session: Seen, _ digest: TokenDigest, to token: TokenDigest?, at now: Int64) -> Step {
    guard session.token == digest else {
      return Step(
        admits: { if case .alreadyRotated(let seen) = $0 { seen.isSameChange(as: session) } else { false } },
        answer: { "already rotated, \(session)" })
    }
    // Without a token it never came as far as asking for one.
    guard let token else { return unchanged(session) }
    var new = session
    new.retired = Seen.Retired(token: digest, until: now + rules.grace)
    new.token = token
    return change(new, "session.rotated", at: now)
  }

  func revoke(_ session: Seen, at now: Int64, bySystem: Bool) -> Step {
    var new = session
    new.isRevoked = true
    new.revision += 1
    new.updatedAt = max(new.updatedAt, now)
    return put(new, "session.revoked", at: now, bySystem: bySystem) { $0 == .done }
  }

  func revokeAsSystem(_ id: Session.ID, at now: Int64) -> Step {
    guard let session = sessions[id] else { return refuse([.unknown]) }
    return session.isRevoked ? answer(.done) : revoke(session, at: now, bySystem: true)
  }

  /// SE-9: only where the last note is old enough, by what the visitor last saw and by what is stored.
  func noteActivity(_ id: Session.ID, _ digest: TokenDigest, lastSeen: Int64, at now: Int64) -> Step {
    guard now >= lastSeen + rules.interval else { return answer(.done) }
    return asVisitor(id, digest, at: now) { session in
      guard now >= session.lastActivityAt + rules.interval else { return answer(.done) }
      var next = self
      next.sessions[id]?.lastActivityAt = max(session.lastActivityAt, now)
      return Step(admits: { $0 == .done }, next: next, answer: { "done" })
    }
  }

  /// SE-6: one session that is over.
  func remove(_ id: Session.ID?, at now: Int64) -> Step {
    guard let id, let session = sessions[id], now >= session.expiresAt else { return answer(.done) }
    var next = self
    next.sessions[id] = nil
    let event = Event(
      session: id, kind: "session.removed", at: now, isBySystem: true, index: session.revision)
    return Step(admits: { $0 == .done }, next: next, event: event, answer: { "removed \(id.short)" })
  }
}

extension Model {
  private func unchanged(_ session: Seen) -> Step {
    Step(
      admits: { if case .changed(let seen) = $0 { seen.isSameChange(as: session) } else { false } },
      answer: { "unchanged, \(session)" })
  }

  /// ID-3: a real change moves revision and times, and says that the visitor was here.
  private func change(_ session: Seen, _ kind: String, at now: Int64) -> Step {
    var new = session
    new.revision += 1
    new.updatedAt = max(new.updatedAt, now)
    new.lastActivityAt = max(new.lastActivityAt, now)
    return put(new, kind, at: now) { if case .changed(let seen) = $0 { seen.isSameChange(as: new) } else { false } }
  }

  private func put(
    _ session: Seen, _ kind: String, at now: Int64, bySystem: Bool = false, admits: @escaping (Outcome) -> Bool
  ) -> Step {
    var next = self
    next.sessions[session.id] = session
    let event = Event(
      session: session.id, kind: kind, at: now, isBySystem: bySystem, index: session.revision - 1)
    return Step(admits: admits, next: next, event: event, answer: { "\(kind), \(session)" })
  }
}
