import Carryover
import CarryoverTesting

extension NaiveStore {
  func commit(_ commit: Commit) async throws(StoreError) {
    let writing = try writing(commit)
    try await verifyEarly(writing)
    if flaw == .changeByChange {
      for change in writing.changes {
        try state.with { (state) throws(StoreError) in try settle(Writing(changes: [change]), in: &state) }
        await window()
      }
      return state.with { publish(writing.events, in: &$0) }
    }
    try state.with { (state) throws(StoreError) in try settle(writing, in: &state) }
    try await finish(writing)
    if flaw == .busyAfterApplying || flaw == .cancelledAfterApplying {
      await window()
      if Task.isCancelled { throw flaw == .busyAfterApplying ? .busy : .cancelled }
    }
  }

  /// Verifies and applies: what a commit is, all under one lock.
  private func settle(_ writing: Writing, in state: inout State) throws(StoreError) {
    if flaw == .abortedTransaction, state.isAborted {
      state.isAborted = false
      throw .failed("the transaction is aborted")
    }
    let conflicts = conflicts(writing, in: state)
    guard conflicts.isEmpty else {
      if flaw == .forgivingReplay, isThere(writing, in: state) { return }
      spoil(writing, conflicts, in: &state)
      throw .conflict(flaw == .namelessConflict ? [] : conflicts)
    }
    apply(writing.changes.filter { !writing.late.contains($0.key) }, in: &state)
    switch flaw {
    case .tornCommit, .interruptedCommit, .lateEvents, .gappedFeed: break
    case .lostEvents where state.clock % 8 == 0: break
    default: publish(writing.events, in: &state)
    }
  }

  /// What a flaw does in spite of a conflict.
  private func spoil(_ writing: Writing, _ conflicts: [RecordKey], in state: inout State) {
    let sound = writing.changes.prefix { !conflicts.contains($0.key) }
    switch flaw {
    case .halfAppliedConflict: apply(Array(sound), in: &state)
    case .smallBites: apply(Array(sound.prefix(sound.count / 50 * 50)), in: &state)
    case .appliedConflict: apply(writing.changes, in: &state)
    case .eventsDespiteConflict: publish(writing.events, in: &state)
    case .hastyMoves:
      for change in writing.changes {
        if let old = state.rows[column(change.key)], !change.isKeep { displace(old, in: &state) }
      }
    case .abortedTransaction: state.isAborted = true
    default: break
    }
  }

  /// Whether everything that the commit would write is there already.
  private func isThere(_ writing: Writing, in state: State) -> Bool {
    writing.changes.compactMap(\.record).allSatisfy { (try? $0.body) == state.rows[column($0.key)]?.body }
  }

  /// What a flaw leaves for after the lock.
  private func finish(_ writing: Writing) async throws(StoreError) {
    switch flaw {
    case .tornCommit, .interruptedCommit, .lateReplaces, .lateDeletes, .lateEvents:
      for _ in 0...state.with({ Int($0.clock) }) % 3 { await window() }
      if flaw == .interruptedCommit, Task.isCancelled { throw .unknown }
      state.with { state in
        apply(writing.changes.filter { writing.late.contains($0.key) }, in: &state)
        if flaw != .lateReplaces, flaw != .lateDeletes { publish(writing.events, in: &state) }
      }
    case .gappedFeed where !writing.events.isEmpty:
      let first = state.with { state in
        defer { state.sequence += writing.events.count }
        return state.sequence
      }
      for _ in 0...first % 3 { await window() }
      state.with { state in
        for (offset, body) in writing.events.enumerated() {
          state.events.append(Published(number: first + offset + 1, body: body))
        }
        state.events.sort { $0.number < $1.number }
      }
    case .lateMoves:
      await window()
      for _ in writing.changes.compactMap(\.record) { state.with { move($0.moves.removeLast(), in: &$0) } }
    default: break
    }
  }
}
