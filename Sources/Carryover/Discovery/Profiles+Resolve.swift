internal import FoundationEssentials

extension Profiles {
  /// Decides a conflict that a merge left: one of the two sides becomes the account's own statement. Answers the profile as it is then.
  ///
  /// Several claims may have left conflicts about one field; the session says which of them is meant.
  public func resolve(
    _ field: DiscoveryField, from session: Session.ID, taking side: DiscoveryConflict.Side, by caller: Caller
  ) async throws(ProfileError) -> DiscoveryProfile {
    guard case .account(let account) = caller else { throw .notFound }
    let now = surroundings.now()
    return try await driver.answer(
      ResolveConflict(
        field: field, session: session, side: side, account: account, now: now, policy: policy,
        command: surroundings.mint(at: now)))
  }
}

/// Decides the conflict about a field that the claim of a session left.
struct ResolveConflict: Decision {
  let field: DiscoveryField
  let session: Session.ID
  let side: DiscoveryConflict.Side
  let account: Account.ID
  let now: Date
  let policy: SessionPolicy
  let command: CommandID

  var reads: [RecordKey] { [.profile(of: account)] }

  func decide(_ draft: inout Draft) throws(Unread) -> Ruling<Result<DiscoveryProfile, ProfileError>> {
    guard var profile = try draft.read(DiscoveryProfile.self, .profile(of: account)) else {
      return .stand(.failure(.notFound))
    }
    switch draft.effect(of: command, on: profile) {
    case .absent: break
    case .present: return .stand(.success(profile))
    case .uncertain: return .uncertain
    }
    guard let index = profile.conflicts.firstIndex(where: { $0.field == field && $0.from == session }) else {
      return .stand(.failure(.invalid(FieldError("conflicts", .unknown))))
    }
    do {
      try profile.resolve(index, taking: side, at: now, policy: policy, command: command)
    } catch {
      return .stand(.failure(.invalid(error)))
    }
    draft.put(profile)
    draft.emit(
      DomainEvent(
        id: DomainEvent.ID(command: command, ordinal: 0), kind: .profileUpdated, subject: profile.key,
        actor: .account(account), time: now))
    return .write(.success(profile))
  }
}

extension DiscoveryProfile {
  /// Writes one side of a conflict as the account's own statement, and forgets the conflict.
  mutating func resolve(
    _ index: Int, taking side: DiscoveryConflict.Side, at now: Date, policy: SessionPolicy, command: CommandID
  ) throws(FieldError) {
    _ = try discovery.resolve(conflicts[index], taking: side, by: .account, at: now, limits: policy.limits)
    conflicts.remove(at: index)
    times.change(at: now, by: command)
  }
}
