import Carryover

extension NaiveStore {
  /// How a change's expectation is checked.
  enum Check {
    /// As promised: under the lock that applies the commit.
    case together
    /// Under an earlier lock, with time for others in between.
    case early
    /// Only whether there is a record at all.
    case existence
    /// Only if there is a record at all.
    case unlessAbsent
    /// Not at all.
    case never
  }

  func check(of change: Change) -> Check {
    switch (flaw, change) {
    case (.unconditionalDelete, .delete), (.upsertingInsert, .insert), (.keepUnverified, .keep): .never
    case (.keepAbsentUnverified, .keepAbsent): .never
    case (.versionlessReplace, .replace), (.versionlessDelete, .delete), (.versionlessKeep, .keep): .existence
    case (.revivingReplace, .replace), (.idempotentDelete, .delete), (.keepOfNothing, .keep): .unlessAbsent
    case (.lostUpdates, .replace), (.racingInserts, .insert), (.racingDeletes, .delete): .early
    case (.writeSkew, .keep), (.phantomInserts, .keepAbsent): .early
    default: .together
    }
  }

  /// The keys whose records are not as expected.
  func conflicts(_ changes: [Change], in state: State) -> [RecordKey] {
    let checked = flaw == .firstChangeOnly ? changes.prefix(1) : changes[...]
    return checked.filter { !holds($0, in: state) }.map(\.key)
  }

  private func holds(_ change: Change, in state: State) -> Bool {
    let version = state.rows[column(change.key)]?.version
    if flaw == .deletedKeysTaken, version == nil, state.deleted.contains(column(change.key)) { return false }
    return switch check(of: change) {
    case .together, .early: version == change.expected?.number
    case .existence: version != nil
    case .unlessAbsent: version == nil || version == change.expected?.number
    case .never: true
    }
  }
}

extension NaiveStore {
  func apply(_ changes: ArraySlice<Change>, in state: inout State) {
    if flaw == .staleLoad { state.replica = state.rows }
    state.clock += 1
    for change in changes {
      switch change {
      case .insert(let record), .replace(let record, _): write(record, in: &state)
      case .delete(let key, _): delete(key, in: &state)
      case .keep(let key, _):
        if flaw == .keepMovesVersion { state.rows[column(key)]?.version = state.clock }
      case .keepAbsent: break
      }
    }
    if flaw == .versionOfStore { for column in state.rows.keys { state.rows[column]?.version = state.clock } }
  }

  private func write(_ record: Record, in state: inout State) {
    let old = state.rows[column(record.key)]
    var row = Row(record: record, version: state.clock)
    switch flaw {
    case .narrowVersions: row.version = state.clock % 8
    case .versionPerRecord: row.version = (old?.version ?? 0) + 1
    case .versionByBody: if let old, (try? old.record.body) == (try? record.body) { row.version = old.version }
    case .targetKept: if let old { row.record = record.leading(to: old.record.target) }
    default: break
    }
    state.rows[column(record.key)] = row
    if let old, flaw != .oldEntriesLeft, flaw != .equalEntriesLeft || old.record.entries != record.entries {
      displace(old, in: &state)
    }
    if let old, flaw == .firstEntriesKept || flaw == .equalEntriesLeft && old.record.entries == record.entries {
      return
    }
    for entry in record.entries {
      state.shelves[column(entry.shelf), default: [:]][place(of: record.key, entry)] = row
      if flaw == .oneShelfOnly { break }
    }
  }

  private func delete(_ key: RecordKey, in state: inout State) {
    guard let old = state.rows.removeValue(forKey: column(key)) else { return }
    if flaw == .deletedKeysTaken { state.deleted.insert(column(key)) }
    if flaw != .deletedEntriesLeft { displace(old, in: &state) }
  }

  private func displace(_ row: Row, in state: inout State) {
    for entry in row.record.entries {
      state.shelves[column(entry.shelf)]?[place(of: row.record.key, entry)] = nil
    }
  }
}

extension Record {
  fileprivate func leading(to target: RecordKey?) -> Record {
    Record(key: key, body: (try? body) ?? "", target: target, entries: entries)
  }
}
