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
    for number in 1...max(1, patience.attempts) {
      if number > 1 { try await pause(before: number, after: attempt) }
      guard !Task.isCancelled else { throw attempt.trouble(.cancelled) }
      do {
        if let outcome = try await settle(decision, &attempt) { return outcome }
      } catch {
        switch error {
        case .conflict, .busy: continue
        // Only a commit says so. It is among the lost ones now, and the next attempt looks what became of it.
        case .unknown: continue
        case .cancelled: throw attempt.trouble(.cancelled)
        case .tooLarge(let excess): throw attempt.trouble(.tooLarge(excess))
        case .gone: throw attempt.trouble(.gone)
        case .failed(let reason): throw attempt.trouble(.failed(reason))
        }
      }
    }
    throw attempt.trouble(.contended(attempts: patience.attempts))
  }

  /// One attempt: decides on what the store holds now and carries the ruling out. Nil when a lost commit stands in the way.
  private func settle<D: Decision>(_ decision: D, _ attempt: inout Attempt) async throws(StoreError) -> D.Outcome? {
    var (draft, loads, ruling) = try await decide(decision, &attempt)
    switch ruling {
    case .uncertain: return nil
    case .stand(let outcome):
      guard attempt.lost.allSatisfy({ $0.isSettled(by: draft.seen) }) else { return nil }
      if loads > 1 { try await verify(draft.seen) }
      return outcome
    case .write(let outcome):
      let commit = draft.commit()
      guard attempt.lost.allSatisfy({ $0.isSettled(by: draft.seen) || $0.collides(with: commit) }) else { return nil }
      attempt.touched = draft.keys
      draft = Draft()
      do {
        try await store.commit(commit)
      } catch {
        if error == .unknown { attempt.lost.append(commit) }
        throw error
      }
      return outcome
    }
  }

  /// Runs the decision until everything it asks for is loaded.
  private func decide<D: Decision>(
    _ decision: D, _ attempt: inout Attempt
  ) async throws(StoreError) -> (Draft, loads: Int, Ruling<D.Outcome>) {
    var seen = attempt.known
    attempt.known = []
    var wanted = attempt.touched.filter { key in !seen.contains { $0.key == key } }
    var loads = seen.isEmpty ? 0 : 1
    while true {
      if !wanted.isEmpty {
        let items = try await load(wanted)
        if seen.isEmpty { seen = items } else { seen.append(contentsOf: items) }
        loads += 1
      }
      var draft = Draft(seen: seen, lost: attempt.lost)
      let ruling = try? decision.decide(&draft)
      if let unreadable = draft.unreadable { throw unreadable }
      if let ruling, draft.missing.isEmpty { return (draft, loads, ruling) }
      guard !draft.missing.isEmpty else { throw .failed("a decision stopped without asking for a record") }
      wanted = draft.missing
      attempt.touched.append(contentsOf: wanted)
    }
  }

  private func load(_ keys: [RecordKey]) async throws(StoreError) -> [Loaded.Item] {
    do {
      return try await store.load(keys).items
    } catch {
      // Nothing hangs on a lost answer to a load.
      throw error == .unknown ? .busy : error
    }
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
  fileprivate func isSettled(by seen: [Loaded.Item]) -> Bool {
    changes.contains { change in
      seen.contains { $0.key == change.key && $0.found?.version != change.expected }
    }
  }

  /// Whether both commits write a common record, so that at most one of them can be applied.
  fileprivate func collides(with other: Commit) -> Bool {
    changes.contains { change in
      !change.isKeep && other.changes.contains { !$0.isKeep && $0.key == change.key }
    }
  }
}
