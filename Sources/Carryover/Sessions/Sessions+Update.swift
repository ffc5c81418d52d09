internal import FoundationEssentials

extension Sessions {
  /// Applies a partial update as the visitor's own writing, and answers the session as it is then.
  ///
  /// With an expected revision, an edit that rests on an older one is refused with the current session. An update that
  /// changes nothing is no change: revision and times stay.
  public func update(
    _ patch: SessionPatch, by caller: Caller, expecting revision: Int? = nil
  ) async throws(UpdateSessionError) -> Session {
    let now = surroundings.now()
    return try await driver.answer(
      UpdateSession(
        patch: patch, caller: caller, revision: revision, now: now, idleLimit: policy.idleLimit,
        catalogue: policy.catalogue, limits: policy.limits, command: surroundings.mint(at: now)))
  }
}

/// Applies a patch to the caller's session.
struct UpdateSession: Decision {
  let patch: SessionPatch
  let caller: Caller
  let revision: Int?
  let now: Date
  // Not the whole policy: its parts are shared by all threads, and each copy would count every one of them up and down.
  let idleLimit: Duration?
  let catalogue: DiscoveryCatalogue
  let limits: SessionLimits
  let command: CommandID

  var reads: [RecordKey] { caller.sessionKeys }

  func decide(_ draft: inout Draft) throws(Unread) -> Ruling<Result<Session, UpdateSessionError>> {
    switch try draft.session(of: caller, for: command, at: now, idleLimit: idleLimit) {
    case .uncertain: return .uncertain
    case .refused(let refusal): return .stand(.failure(.refused(refusal)))
    case .applied(let session): return .stand(.success(session))
    case .admitted(var session):
      if let revision, session.times.revision != revision { return .stand(.failure(.stale(current: session))) }
      do {
        let parts = try session.apply(patch, at: now, catalogue: catalogue, limits: limits, command: command)
        guard !parts.isEmpty else { return .stand(.success(session)) }
        draft.put(session)
        draft.emit(
          DomainEvent(
            .sessionUpdated, session, by: caller.actor, command: command, at: now, facts: parts.facts))
        return .write(.success(session))
      } catch {
        return .stand(.failure(.invalid(error)))
      }
    }
  }
}
