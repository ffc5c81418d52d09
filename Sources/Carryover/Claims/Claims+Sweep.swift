internal import FoundationEssentials

extension Claims {
  /// Reduces claimed sessions to their claim once it can no longer be undone, and deletes links that have expired.
  ///
  /// What a session held is the account's by then, so its content goes; the claim and the digests stay, so that conversations keep leading
  /// to their owner and a repeated claim to its receipt. Looks at one batch and says where to go on; call it until
  /// ``ClaimSweepReport/resume`` is nil. An error means that this call did nothing that it could have reported.
  public func sweep(limit: Int = 100, from place: Place? = nil) async throws(StoreTrouble) -> ClaimSweepReport {
    let now = surroundings.now()
    return try await driver.walk([.settling, .links], through: now.milliseconds, after: place, limit: limit) {
      (candidate, report: inout ClaimSweepReport) async throws(StoreTrouble) in
      let key = candidate.place.key
      let settling = SettleClaim(key: key, now: now, command: self.surroundings.mint(at: now))
      switch try await self.driver.run(settling, knowing: [Loaded.Item(key, candidate.found)]) {
      case .kept: break
      case .settled: report.sessions += 1
      case .removed: report.links += 1
      }
    }
  }
}

/// What one batch of a sweep of claims did.
public struct ClaimSweepReport: Hashable, Sendable, WalkReport {
  /// How many candidates were looked at.
  public package(set) var examined = 0
  /// How many of them were passed over because a record cannot be read. Whoever runs the service should look into it.
  public package(set) var unreadable = 0
  /// How many sessions were reduced to their claim.
  public internal(set) var sessions = 0
  /// How many expired links were deleted.
  public internal(set) var links = 0
  /// Where to go on; nil when there is nothing more to look at.
  public package(set) var resume: Place?

  package init() {}

  package var hasEffect: Bool { sessions + links > 0 }
}

/// What became of a record that a sweep of claims came upon.
enum Settlement: Sendable {
  case kept, settled, removed
}

/// Reduces one claimed session, or deletes one expired link.
struct SettleClaim: Decision {
  let key: RecordKey
  let now: Date
  let command: CommandID

  var reads: [RecordKey] { [key] }

  func decide(_ draft: inout Draft) throws(Unread) -> Ruling<Settlement> {
    if key.kind == .claimLink {
      guard let link = try draft.read(ClaimLink.self, key) else {
        // Gone by this sweep or by another: a count of none could be wrong.
        return draft.mayHaveChanged(key) ? .uncertain : .stand(.kept)
      }
      guard now >= link.expiresAt else { return .stand(.kept) }
      draft.delete(key)
      tell(.sessionLinkExpired, of: .session(link.session), &draft)
      return .write(.removed)
    }
    guard var session = try draft.read(Session.self, key) else { return .stand(.kept) }
    switch draft.effect(of: command, on: session) {
    case .present: return .stand(.settled)
    case .uncertain: return .uncertain
    case .absent: break
    }
    guard session.settle(at: now, command: command) else { return .stand(.kept) }
    draft.put(session)
    tell(.sessionSettled, of: key, &draft)
    return .write(.settled)
  }

  private func tell(_ kind: DomainEvent.Kind, of subject: RecordKey, _ draft: inout Draft) {
    draft.emit(
      DomainEvent(
        id: DomainEvent.ID(command: command, ordinal: 0), kind: kind, subject: subject, actor: .system, time: now))
  }
}
