internal import FoundationEssentials

extension Sessions {
  /// Deletes sessions whose life is over, with all they own, the longest expired first.
  ///
  /// Looks at one batch and says where to go on; call it until ``SweepReport/resume`` is nil. Each session is checked again in the commit
  /// that deletes or closes it, so one that was renewed or claimed since it was listed is never touched. A session with conversations is
  /// closed first, then taken apart in bites that the store can take, itself last. Stopping anywhere and beginning
  /// anew are both safe; one that cannot be read is passed over and counted; an error means that this call deleted nothing that it could have reported.
  public func sweep(limit: Int = 100, from place: Place? = nil) async throws(StoreTrouble) -> SweepReport {
    let now = surroundings.now()
    return try await driver.walk([.expiring], through: now.milliseconds, after: place, limit: limit) {
      (candidate, report: inout SweepReport) async throws(StoreTrouble) in
      try await self.remove(candidate, at: now, &report)
    }
  }

  private func remove(
    _ candidate: ShelfPage.Candidate, at now: Date, _ report: inout SweepReport
  ) async throws(StoreTrouble) {
    let key = candidate.place.key
    let removal = RemoveSession(key: key, isEmptied: false, now: now, command: surroundings.mint(at: now))
    switch try await driver.run(removal, knowing: [Loaded.Item(key, candidate.found)]) {
    case .kept: return
    case .removed(let removed): report.add(removed)
    case .closing:
      guard try await removeParts(of: key, at: now, &report) else { return }
      let last = RemoveSession(key: key, isEmptied: true, now: now, command: surroundings.mint(at: now))
      if case .removed(let removed) = try await driver.run(last) { report.add(removed) }
    }
  }
}

/// What became of a session that a sweep came upon.
enum SessionRemoval: Sendable {
  /// It is not over, or it is gone already.
  case kept
  /// It is closed, and what it owns goes first.
  case closing
  /// It is gone, with its slots.
  case removed(SweepReport)
}

/// Deletes one session that is over, with its slots. One that owns something is closed instead, until it is known to be emptied.
struct RemoveSession: Decision {
  let key: RecordKey

  /// Whether everything below was deleted after the session had been closed.
  let isEmptied: Bool
  let now: Date
  let command: CommandID

  var reads: [RecordKey] { [key] }

  func decide(_ draft: inout Draft) throws(Unread) -> Ruling<SessionRemoval> {
    guard var session = try draft.read(Session.self, key) else {
      // Gone by this sweep or by another: a count of none could be wrong.
      return draft.mayHaveChanged(key) ? .uncertain : .stand(.kept)
    }
    guard session.isSweepable(at: now) else { return .stand(.kept) }
    switch session.standing {
    case .closing where isEmptied: break
    case .closing: return .stand(.closing)
    case .open where session.conversations == 0, .revoked where session.conversations == 0: break
    case .open, .revoked, .claimed:
      session.close(at: now, command: command)
      draft.put(session)
      draft.emit(DomainEvent(.sessionClosing, session, by: .system, command: command, at: now))
      return .write(.closing)
    }
    var report = SweepReport()
    let slots = [session.token, session.retiredToken?.digest].compactMap { $0 }.map { RecordKey.tokenSlot($0) }
    try draft.need(slots)
    for slot in slots where try draft.has(slot) {
      draft.delete(slot)
      report.tokenSlots += 1
    }
    draft.delete(key)
    report.sessions = 1
    draft.emit(DomainEvent(.sessionRemoved, session, by: .system, command: command, at: now))
    return .write(.removed(report))
  }
}
