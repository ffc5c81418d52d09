internal import FoundationEssentials

extension Sessions {
  /// Notes that a visitor was here. Reads and writes nothing while the last note is younger than the policy's interval.
  ///
  /// Activity is no change: revision and times stay, no event is written, and the expiry does not move. Only the idle limit
  /// looks at it.
  public func recordActivity(of visitor: Visitor) async throws(SessionError) {
    let now = surroundings.now()
    guard visitor.session.isActivityDue(at: now, every: policy.activityInterval) else { return }
    _ = try await driver.answer(RecordActivity(caller: visitor.caller, now: now, policy: policy))
  }
}

/// Moves the last activity of the caller's session.
struct RecordActivity: Decision {
  let caller: Caller
  let now: Date
  let policy: SessionPolicy

  var reads: [RecordKey] { caller.sessionKeys }

  func decide(_ draft: inout Draft) throws(Unread) -> Ruling<Result<Session, SessionError>> {
    switch try draft.session(of: caller, for: nil, at: now, idleLimit: policy.idleLimit) {
    case .uncertain: return .uncertain
    case .refused(let refusal): return .stand(.failure(.refused(refusal)))
    case .applied(let session): return .stand(.success(session))
    case .admitted(var session):
      guard session.isActivityDue(at: now, every: policy.activityInterval) else { return .stand(.success(session)) }
      session.noteActivity(at: now)
      draft.put(session)
      return .write(.success(session))
    }
  }
}
