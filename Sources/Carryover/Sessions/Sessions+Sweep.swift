internal import FoundationEssentials

extension Sessions {
  /// Deletes sessions whose life is over, with all they own, the longest expired first.
  ///
  /// Looks at one batch and says where to go on; call it until ``SweepReport/resume`` is nil. Each session is checked again in the commit
  /// that deletes it, so one that was renewed or claimed since it was listed is never touched. Stopping half way and beginning
  /// anew are both safe; an error means that this call deleted nothing that it could have reported.
  public func sweep(limit: Int = 100, from place: Place? = nil) async throws(StoreTrouble) -> SweepReport {
    let now = surroundings.now()
    let expired = ShelfQuery([.expiring], .ascending, through: now.milliseconds)
    let page = try await driver.reading { (store) async throws(StoreError) in
      try await store.list(expired, after: place, limit: limit)
    }
    var report = SweepReport(resume: page.next)
    var last = place
    for candidate in page.candidates {
      let removal = RemoveSession(
        key: candidate.place.key, now: now, command: surroundings.mint(at: now))
      do {
        let removed = try await driver.run(removal, knowing: [Loaded.Item(candidate.place.key, candidate.found)])
        report.sessions += removed.sessions
        report.tokenSlots += removed.tokenSlots
      } catch {
        switch error {
        case .contended:
          // Somebody is busy with it: not a session to delete now. The next sweep looks again.
          break
        case .unknown, .cancelled, .tooLarge, .gone, .failed:
          // What was deleted so far is reported; whoever goes on meets the trouble again, with nothing done before it.
          guard report.sessions > 0 else { throw error }
          report.resume = last
          return report
        }
      }
      report.examined += 1
      last = candidate.place
    }
    return report
  }
}

/// What one batch of a sweep did.
public struct SweepReport: Hashable, Sendable {
  /// How many candidates were looked at.
  public internal(set) var examined = 0
  /// How many sessions were deleted.
  public internal(set) var sessions = 0
  /// How many token slots were deleted with them.
  public internal(set) var tokenSlots = 0
  /// Where to go on; nil when there is nothing more to look at.
  public internal(set) var resume: Place?

  init(resume: Place? = nil) {
    self.resume = resume
  }
}

/// Deletes one session that is over, with its slots.
struct RemoveSession: Decision {
  let key: RecordKey
  let now: Date
  let command: CommandID

  var reads: [RecordKey] { [key] }

  func decide(_ draft: inout Draft) throws(Unread) -> Ruling<SweepReport> {
    var report = SweepReport()
    guard let session = try draft.read(Session.self, key) else {
      // Gone by this sweep or by another: a count of none could be wrong.
      return draft.mayHaveChanged(key) ? .uncertain : .stand(report)
    }
    guard session.isSweepable(at: now) else { return .stand(report) }
    let slots = [session.token, session.retiredToken?.digest].compactMap { $0 }.map { RecordKey.tokenSlot($0) }
    try draft.need(slots)
    for slot in slots where try draft.read(TokenSlot.self, slot) != nil {
      draft.delete(slot)
      report.tokenSlots += 1
    }
    draft.delete(key)
    report.sessions = 1
    draft.emit(DomainEvent(.sessionRemoved, session, by: .system, command: command, at: now))
    return .write(report)
  }
}
