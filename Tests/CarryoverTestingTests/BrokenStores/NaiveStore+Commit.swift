import Carryover
import CarryoverTesting

extension NaiveStore {
  func commit(_ commit: Commit) async throws(StoreError) {
    if flaw == .emptyCommit, commit.changes.isEmpty { throw .failed("nothing to do") }
    let writing = try writing(commit)
    let changes = writing.changes
    let early = changes.filter { check(of: $0) == .early }
    if !early.isEmpty {
      try state.with { (state) throws(StoreError) in try refuse(conflicts(early, in: state)) }
      await window()
    }
    try state.with { (state) throws(StoreError) in
      let conflicts = conflicts(changes.filter { check(of: $0) != .early }, in: state)
      if !conflicts.isEmpty {
        switch flaw {
        case .halfAppliedConflict: apply(changes.prefix { !conflicts.contains($0.key) }, in: &state)
        case .appliedConflict: apply(changes[...], in: &state)
        case .smallBites:
          apply(changes.prefix(changes.count / 50 * 50).prefix { !conflicts.contains($0.key) }, in: &state)
        case .eventsDespiteConflict: publish(writing.events, in: &state)
        default: break
        }
      }
      try refuse(conflicts)
      apply(flaw == .tornCommit ? changes.prefix(1) : changes[...], in: &state)
      switch flaw {
      case .tornCommit, .lateEvents, .gappedFeed: break
      default: publish(writing.events, in: &state)
      }
    }
    await afterwards(writing)
    try await answer()
  }

  /// What a flaw leaves for after the lock.
  private func afterwards(_ writing: Writing) async {
    switch flaw {
    case .tornCommit:
      await window()
      state.with { state in
        apply(writing.changes.dropFirst(), in: &state)
        publish(writing.events, in: &state)
      }
    case .lateEvents:
      await window()
      state.with { publish(writing.events, in: &$0) }
    case .gappedFeed where !writing.events.isEmpty:
      let first = state.with { state in
        defer { state.sequence += writing.events.count }
        return state.sequence
      }
      for _ in 0...(first % 3) { await window() }
      state.with { state in
        for (offset, body) in writing.events.enumerated() {
          state.events.append(Published(number: first + offset + 1, body: body))
        }
        state.events.sort { $0.number < $1.number }
      }
    default: break
    }
  }

  /// What a flaw says of a commit that was applied.
  private func answer() async throws(StoreError) {
    switch flaw {
    case .busyAfterApplying, .cancelledAfterApplying:
      await window()
      guard Task.isCancelled else { return }
      throw flaw == .busyAfterApplying ? .busy : .cancelled
    default: break
    }
  }

  private func refuse(_ conflicts: [RecordKey]) throws(StoreError) {
    if !conflicts.isEmpty { throw .conflict(flaw == .namelessConflict ? [] : conflicts) }
  }
}

extension NaiveStore {
  /// A commit as statements: bodies made, entries computed.
  struct Writing {
    var changes: [Change]
    var events: [String]
  }

  private func writing(_ commit: Commit) throws(StoreError) -> Writing {
    var changes: [Change] = []
    for change in commit.changes {
      switch change {
      case .insert(let record): changes.append(.insert(try kept(record)))
      case .replace(let record, let version): changes.append(.replace(try kept(record), version))
      case .delete, .keep, .keepAbsent: changes.append(change)
      }
    }
    var events: [String] = []
    for event in commit.events { events.append(try kept(event)) }
    switch flaw {
    case .lonelyDeletes where changes.contains { $0.record != nil }:
      changes.removeAll { if case .delete = $0 { true } else { false } }
    case .eventsNeedChanges where changes.allSatisfy(\.isKeep): events = []
    case .reversedEvents: events.reverse()
    case .countedEvents where changes.count + events.count > limits.changesPerCommit:
      throw .tooLarge(.changesPerCommit(limit: limits.changesPerCommit))
    case .freeKeeps where changes.count { !$0.isKeep } <= limits.changesPerCommit,
      .boundlessCommit:
      return Writing(changes: changes, events: events)
    case .boundlessBody where changes.count <= limits.changesPerCommit:
      return Writing(changes: changes, events: events)
    default: break
    }
    do {
      try check { () throws(StoreError) in try limits.check(commit) }
    } catch {
      if flaw == .partlyTooLarge {
        state.with { apply(changes.prefix(limits.changesPerCommit), in: &$0) }
      }
      throw error
    }
    guard Set(changes.map { column($0.key) }).count == changes.count || flaw == .repeatedChanges else {
      throw .failed("a commit changes the same record twice")
    }
    return Writing(changes: changes, events: events)
  }

  private func kept(_ record: Record) throws(StoreError) -> Record {
    Record(key: record.key, body: kept(try record.body), target: record.target, entries: record.entries)
  }
}
