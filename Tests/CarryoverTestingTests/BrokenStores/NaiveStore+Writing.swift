import Carryover
import CarryoverTesting

extension NaiveStore {
  /// A commit as statements, with everything made that can be made before the lock.
  struct Writing {
    var changes: [Change]
    var events: [String] = []

    /// The records that a flaw writes after the lock.
    var late: Set<RecordKey> = []
  }

  func writing(_ commit: Commit) throws(StoreError) -> Writing {
    if flaw == .emptyCommit, commit.changes.isEmpty { throw .failed("nothing to do") }
    try checkSize(commit)
    let keys = Set(commit.changes.map { column($0.key) })
    if flaw != .repeatedChanges, keys.count < commit.changes.count {
      throw .failed("a commit changes the same record twice")
    }
    var writing = Writing(changes: [])
    for change in commit.changes {
      switch change {
      case .insert(let record): writing.changes.append(.insert(try kept(record)))
      case .replace(let record, let version): writing.changes.append(.replace(try kept(record), version))
      case .delete, .keep, .keepAbsent: writing.changes.append(change)
      }
    }
    for event in commit.events { writing.events.append(try kept(event)) }
    switch flaw {
    case .tornCommit, .interruptedCommit: writing.late = Set(commit.changes.dropFirst().map(\.key))
    case .lateReplaces: writing.late = Set(commit.changes.filter { $0.record != nil && $0.expected != nil }.map(\.key))
    case .lateDeletes: writing.late = Set(commit.changes.filter(\.isDelete).map(\.key))
    case .lonelyDeletes where commit.changes.contains { $0.record != nil }: writing.changes.removeAll(where: \.isDelete)
    case .changesTellEvents where commit.changes.allSatisfy(\.isKeep): writing.events = []
    case .noLoneEvents where commit.changes.isEmpty: writing.events = []
    case .reversedEvents: writing.events.reverse()
    default: break
    }
    return writing
  }

  private func checkSize(_ commit: Commit) throws(StoreError) {
    var measured = commit
    var limits = limits
    switch flaw {
    case .boundlessCommit: limits.changesPerCommit = .max
    case .boundlessBody: limits.bytesPerRecord = .max
    case .freeKeeps: measured.changes.removeAll(where: \.isKeep)
    case .countedEvents: limits.changesPerCommit -= commit.events.count
    default: break
    }
    do {
      try check { () throws(StoreError) in try limits.check(measured) }
    } catch {
      if flaw == .partlyTooLarge {
        state.with { apply(Array(commit.changes.prefix(limits.changesPerCommit)), in: &$0) }
      }
      throw error
    }
  }

  private func kept(_ record: Record) throws(StoreError) -> Record {
    Record(key: record.key, body: kept(try record.body), target: record.target, entries: record.entries)
  }
}

extension Change {
  var isDelete: Bool {
    if case .delete = self { true } else { false }
  }
}
