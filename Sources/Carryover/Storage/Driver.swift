/// Runs decisions against a store: load, decide, commit, and on a conflict decide again on fresh records.
///
/// Nothing else in the library commits. What a decision read is verified by its commit, and a command whose answer was
/// lost is decided again only where that cannot apply it twice.
package struct Driver: Sendable {
  package let store: any Store
  package let surroundings: Surroundings
  package let patience: Patience

  package init(store: any Store, surroundings: Surroundings, patience: Patience = Patience()) {
    self.store = store
    self.surroundings = surroundings
    self.patience = patience
  }

  /// Runs a decision. What a list has just shown can be handed in as `known`, which saves loading it again; like everything
  /// read, it is verified.
  package func run<D: Decision>(
    _ decision: D, knowing known: [Loaded.Item] = []
  ) async throws(StoreTrouble) -> D.Outcome {
    var attempt = Attempt(known: known, reads: decision.reads)
    let attempts = max(1, patience.attempts)
    for number in 1...attempts {
      if number > 1 { try await pause(before: number, after: attempt) }
      let end: End<D.Outcome>
      do {
        end = try await settle(decision, &attempt)
      } catch {
        switch error {
        case .conflict, .busy: continue
        // Only a commit says so. It is among the lost ones now, and the next attempt looks what became of it.
        case .unknown: continue
        case .cancelled: throw attempt.trouble(.cancelled)
        case .tooLarge(let excess): throw attempt.trouble(.tooLarge(excess))
        case .gone: throw attempt.trouble(.gone)
        case .failed(let reason): throw attempt.trouble(attempt.isUnreadable ? .unreadable(reason) : .failed(reason))
        }
      }
      switch end {
      case .answered(let outcome): return outcome
      case .blocked: continue
      // No further try helps: what is stored only moves further away from what the command saw.
      case .uncertain: throw .unknown
      }
    }
    throw attempt.trouble(.contended(attempts: attempts))
  }

  /// How one attempt ended, where no error ended it.
  private enum End<Outcome> {
    case answered(Outcome)
    /// A lost commit may still be applied beside whatever this attempt came to.
    case blocked
    case uncertain
  }

  /// One attempt: decides on what the store holds now and carries the ruling out.
  // Inlined, as are the two below: one frame for the three took 40 ns off each operation.
  @inline(__always)
  private func settle<D: Decision>(_ decision: D, _ attempt: inout Attempt) async throws(StoreError) -> End<D.Outcome> {
    var draft = Draft(seen: attempt.known, lost: attempt.lost)
    attempt.known = []
    let (ruling, loads) = try await decide(decision, &draft, &attempt)
    switch ruling {
    case .uncertain: return .uncertain
    case .stand(let outcome):
      guard attempt.lost.isEmpty || attempt.lost.allSatisfy({ $0.isSettled(by: draft.seen) }) else {
        attempt.touched = draft.keys
        return .blocked
      }
      if loads > 1 {
        attempt.touched = draft.keys
        try await verify(draft.seen)
      }
      return .answered(outcome)
    case .write(let outcome):
      let commit = draft.commit()
      guard attempt.lost.allSatisfy({ $0.isSettled(by: draft.seen) || $0.collides(with: commit) }) else {
        attempt.touched = draft.keys
        return .blocked
      }
      guard !Task.isCancelled else { throw .cancelled }
      do {
        // The draft outlives the commit, so what it replaces is freed here and not by the store, inside a lock.
        try await store.commit(commit)
      } catch {
        attempt.touched = draft.keys
        if error == .unknown { attempt.lost.append(commit) }
        throw error
      }
      return .answered(outcome)
    }
  }

  /// Runs the decision until everything it asks for is loaded.
  @inline(__always)
  private func decide<D: Decision>(
    _ decision: D, _ draft: inout Draft, _ attempt: inout Attempt
  ) async throws(StoreError) -> (Ruling<D.Outcome>, loads: Int) {
    var loads = draft.seen.isEmpty ? 0 : 1
    var wanted = draft.unseen(of: attempt.touched)
    while true {
      if !wanted.isEmpty {
        draft.add(try await load(wanted), asked: wanted.count)
        loads += 1
      }
      let ruling = try? decision.decide(&draft)
      if let unreadable = draft.unreadable {
        attempt.isUnreadable = true
        throw unreadable
      }
      if let ruling, draft.missing.isEmpty { return (ruling, loads) }
      guard !draft.missing.isEmpty else { throw .failed("a decision stopped without asking for a record") }
      wanted = draft.missing
      attempt.touched.append(contentsOf: wanted)
      draft.startOver()
    }
  }

  @inline(__always)
  private func load(_ keys: [RecordKey]) async throws(StoreError) -> [Loaded.Item] {
    guard !Task.isCancelled else { throw .cancelled }
    let items: [Loaded.Item]
    do {
      items = try await store.load(keys).items
    } catch {
      // Nothing hangs on a lost answer to a load.
      throw error == .unknown ? .busy : error
    }
    // A short answer would be asked for without end, and would pass for a verification.
    guard items.count >= keys.count, keys.indices.allSatisfy({ keys[$0] == items[$0].key }) else {
      throw .failed("the store did not answer the keys that it was asked for")
    }
    return items
  }

  /// An answer that rests on several loads is given only if all of it still holds in one moment.
  private func verify(_ seen: [Loaded.Item]) async throws(StoreError) {
    let fresh = try await load(seen.map(\.key))
    for (item, now) in zip(seen, fresh) where item.found?.version != now.found?.version {
      throw .conflict([item.key])
    }
  }

  private func pause(before number: Int, after attempt: Attempt) async throws(StoreTrouble) {
    do {
      try await pause(before: number)
    } catch {
      throw attempt.trouble(error)
    }
  }
}

/// What one command has been through so far.
private struct Attempt {
  /// What was known before the first load, and counts for the first run only.
  var known: [Loaded.Item]

  /// Everything that any run has read or written: reloaded in one load before the next run.
  var touched: [RecordKey]

  /// Commits whose answer was lost.
  var lost: [Commit] = []

  /// Whether it ended at a record that cannot be read, and not at the store.
  var isUnreadable = false

  init(known: [Loaded.Item], reads: [RecordKey]) {
    self.known = known
    touched = reads
  }

  /// While a lost commit may still count, nothing else can be said with certainty.
  func trouble(_ trouble: StoreTrouble) -> StoreTrouble { lost.isEmpty ? trouble : .unknown }
}

extension Commit {
  /// Whether what was loaded proves that this commit can no longer change anything: some record is not at the version that it
  /// demands, so it was either applied before that moment or never will be.
  ///
  /// Exact where the commit demands a version, since no version comes twice. Where it demands absence, the proof holds only as
  /// long as what stands there stays: were that deleted while the lost commit is still on its way, the commit would be applied
  /// after all, and the record and its events (under the same identities) would come back. Only versions for absent keys, that is
  /// a trace of every deletion in every store, could rule this out. So a record that is inserted without anything else
  /// under a version must outlive every request that could carry its insert: sessions and receipts live for days, children stand
  /// under the version of their root.
  fileprivate func isSettled(by seen: [Loaded.Item]) -> Bool {
    changes.contains { change in
      seen.contains { $0.key == change.key && $0.found?.version != change.expected }
    }
  }

  /// Whether both commits write a common record, so that at most one of them can be applied; with the same reservation about
  /// absent keys as ``isSettled(by:)``.
  fileprivate func collides(with other: Commit) -> Bool {
    changes.contains { change in
      !change.isKeep && other.changes.contains { !$0.isKeep && $0.key == change.key }
    }
  }
}
