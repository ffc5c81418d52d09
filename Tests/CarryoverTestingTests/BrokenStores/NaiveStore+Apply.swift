import Carryover

extension NaiveStore {
  func apply(_ changes: [Change], in state: inout State) {
    if flaw == .staleLoad { state.replica = state.rows }
    state.clock += 1
    if flaw == .lostCommits, state.clock % 8 == 0 { return }
    for change in changes {
      switch change {
      case .insert(let record):
        if flaw == .insertIfAbsent, state.rows[column(record.key)] != nil { continue }
        write(record, in: &state)
      case .replace(let record, _): write(record, in: &state)
      case .delete(let key, _): delete(key, in: &state)
      case .keep(let key, _):
        if flaw == .keepMovesVersion { state.rows[column(key)]?.version = state.clock }
      case .keepAbsent: break
      }
    }
    switch flaw {
    case .versionOfStore: for column in state.rows.keys { state.rows[column]?.version = state.clock }
    case .pairwiseAbsence:
      let absent = changes.filter { $0.isKeep && $0.expected == nil }.map { column($0.key) }
      for record in changes.compactMap(\.record) { state.keptAbsent[column(record.key)] = Set(absent) }
    default: break
    }
  }

  private func write(_ record: Record, in state: inout State) {
    let old = state.rows[column(record.key)]
    var row = Row(record: record, version: state.clock)
    switch flaw {
    case .versionPerRecord: row.version = (old?.version ?? 0) + 1
    case .narrowVersions: row.version = state.clock % 8
    case .versionByBody where old?.body == row.body: row.version = old?.version ?? 0
    case .keptTarget: if let old { row.record = record.leading(to: old.record.target) }
    default: break
    }
    state.rows[column(record.key)] = row
    if flaw == .lateMoves { state.moves.append((old, row)) } else { move((old, row), in: &state) }
  }

  private func delete(_ key: RecordKey, in state: inout State) {
    if flaw == .lostDeletes, state.clock % 8 == 0 { return }
    guard let old = state.rows.removeValue(forKey: column(key)) else { return }
    if flaw == .takenKeys { state.deleted.insert(column(key)) }
    if flaw != .shelvedWhenDeleted { displace(old, in: &state) }
  }
}

extension NaiveStore {
  /// Puts a record on its shelves and takes it from those where it stood.
  func move(_ rows: (old: Row?, new: Row), in state: inout State) {
    if let old = rows.old {
      switch flaw {
      case .shelvedAsInserted: return
      case .shelvedCopies where old.record.entries == rows.new.record.entries: return
      case .lostMoves where state.clock % 8 == 0: return
      case .shelvedTwice: break
      default: displace(old, in: &state)
      }
    }
    let key = rows.new.record.key
    for entry in flaw == .oneShelfOnly ? Array(rows.new.record.entries.prefix(1)) : rows.new.record.entries {
      state.shelves[column(entry.shelf), default: [:]][place(of: key, entry)] = rows.new
    }
  }

  func displace(_ row: Row, in state: inout State) {
    for entry in row.record.entries {
      state.shelves[column(entry.shelf)]?[place(of: row.record.key, entry)] = nil
    }
  }
}

extension Record {
  fileprivate func leading(to target: RecordKey?) -> Record {
    Record(key: key, body: (try? body) ?? "", target: target, entries: entries)
  }

  /// Whether the record stands on the shelf of what expires, at a moment that has gone by.
  var isPast: Bool {
    entries.contains { $0.shelf.name == .expiring && $0.order < 1_700_000_000_000 }
  }
}
