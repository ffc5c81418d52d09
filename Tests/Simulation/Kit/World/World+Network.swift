internal import Carryover
internal import CarryoverTesting
internal import Synchronization

/// What happens between the servers and the store.
extension World {
  /// Says what a call meets, and counts it. While the world is prepared and when it is over, nothing goes wrong.
  func fault(of point: CallPoint, _ kind: StoreCall.Operation) -> CallFault? {
    guard point.operation > 0 else { return nil }
    let time = scheduler.time - ledger.withLock { $0.opening }
    let fault = scenario.faults.fault(of: point, kind, at: time, seed: scenario.seed)
    ledger.withLock { ledger in
      ledger.figures.calls += 1
      ledger.calls[point.operation, default: 0] += 1
      guard let fault else { return }
      ledger.figures.faults[fault, default: 0] += 1
      ledger.faults[point] = fault
    }
    return fault
  }

  /// Whether it is known of a call that it will change nothing: it reads, or a fault keeps it from the store.
  func isIdle(_ point: CallPoint, _ kind: StoreCall.Operation) -> Bool {
    guard kind == .commit else { return true }
    guard case .listed(let faults) = scenario.faults else { return false }
    return faults[point]?.keepsFromStore ?? false
  }

  /// A commit reaches the store.
  func apply(_ commit: Commit, by mark: Books.Mark?) async throws(StoreError) {
    do {
      try await watch.commit(commit, by: mark)
    } catch {
      if case .conflict = error { throw error }
      scheduler.noteChange()
      throw error
    }
    scheduler.noteChange()
  }

  /// Puts a commit on its way. It reaches the store when its own moment comes.
  func send(_ commit: Commit, by mark: Books.Mark?, _ point: CallPoint) {
    ledger.withLock { $0.late.append(LateCommit(point: point, commit: commit, mark: mark)) }
    let lane = scheduler.lane(10_000 * point.call + point.operation)
    Task(executorPreference: lane) { [self] in
      await lane.park(for: UInt64(point.operation * 37 + point.call * 53) % 90 + 1)
      await land(point)
    }
  }

  /// Lets what is on its way reach the store: one commit, or all.
  func land(_ point: CallPoint? = nil) async {
    let arrived = ledger.withLock { ledger in
      defer { ledger.late.removeAll { point == nil || $0.point == point } }
      return ledger.late.filter { point == nil || $0.point == point }
    }
    for late in arrived {
      let isApplied = (try? await apply(late.commit, by: late.mark)) != nil
      note(
        "the late commit of operation \(late.point.operation) call \(late.point.call) arrives, \(isApplied ? "" : "not ")applied"
      )
    }
  }
}
