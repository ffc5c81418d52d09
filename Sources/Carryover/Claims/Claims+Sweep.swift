internal import FoundationEssentials

extension Claims {
  /// Reduces claimed sessions to their claim once it can no longer be undone, and deletes links that have expired.
  ///
  /// What a session held is the account's by then, so its content goes; the claim and the digests stay, so that conversations keep leading
  /// to their owner and a repeated claim to its receipt. Looks at one batch and says where to go on.
  public func sweep(limit: Int = 100, from place: Place? = nil) async throws(StoreTrouble) -> ClaimSweepReport {
    let now = surroundings.now()
    let due = ShelfQuery([.settling, .links], .ascending, through: now.milliseconds)
    let page = try await driver.reading { (store) async throws(StoreError) in
      try await store.list(due, after: place, limit: limit)
    }
    var report = ClaimSweepReport(resume: page.next)
    for candidate in page.candidates {
      let settling = SettleClaim(key: candidate.place.key, now: now, command: surroundings.mint(at: now))
      do {
        switch try await driver.run(settling, knowing: [Loaded.Item(candidate.place.key, candidate.found)]) {
        case .kept: break
        case .settled: report.sessions += 1
        case .removed: report.links += 1
        }
      } catch {
        // The next sweep looks again.
        guard case .contended = error else { throw error }
      }
    }
    return report
  }
}

/// What one batch of a sweep of claims did.
public struct ClaimSweepReport: Hashable, Sendable {
  /// How many sessions were reduced to their claim.
  public internal(set) var sessions = 0
  /// How many expired links were deleted.
  public internal(set) var links = 0
  /// Where to go on; nil when there is nothing more to look at.
  public internal(set) var resume: Place?

  init(resume: Place?) {
    self.resume = resume
  }
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
      guard let link = try draft.read(ClaimLink.self, key), now >= link.expiresAt else { return .stand(.kept) }
      draft.delete(key)
      return .write(.removed)
    }
    guard var session = try draft.read(Session.self, key), session.settle(at: now, command: command) else {
      return .stand(.kept)
    }
    draft.put(session)
    return .write(.settled)
  }
}
