/// What one run of a decision has read, at which versions, and what it wants to write.
package struct Draft {
  /// Everything loaded, in the order of loading. A commit verifies all of it.
  package private(set) var seen: [Loaded.Item]

  /// What was asked for and is not loaded. A run that leaves anything here does not count, even if it swallowed the error.
  package private(set) var missing: [RecordKey] = []

  /// A record whose body could not be read. A run that met one does not count either.
  package private(set) var unreadable: StoreError?

  /// Earlier commits of the same command whose answer was lost.
  private let lost: [Commit]

  private var writes: [Write] = []
  private var events: [DomainEvent] = []

  package init(seen: [Loaded.Item] = [], lost: [Commit] = []) {
    self.seen = seen
    self.lost = lost
  }
}

extension Draft {
  /// What becomes of a key: the record that it gets, or nil when it is deleted.
  private struct Write {
    let key: RecordKey
    var record: Record?
  }

  /// Takes in what a load brought. A target that was asked for as well, or came along before, is dropped: a record is read once.
  package mutating func add(_ items: [Loaded.Item], asked: Int) {
    // One record and its target, which is how a token is found: nothing can be there twice.
    if seen.isEmpty, items.count <= max(asked, 2) {
      seen = items
    } else {
      seen.append(contentsOf: items.prefix(asked))
      for item in items.dropFirst(asked) where index(item.key) == nil { seen.append(item) }
    }
  }

  /// Forgets what the last run asked for and wrote, so that the decision can run again from the top.
  package mutating func startOver() {
    missing = []
    writes = []
    events = []
  }
}

extension Draft {
  /// The value under a key, or nil when there is none. Sees the draft's own writes.
  package mutating func read<Value: Stored>(_ type: Value.Type, _ key: RecordKey) throws(Unread) -> Value? {
    if let write = writes.last(where: { $0.key == key }) {
      guard let record = write.record else { return nil }
      return try value(of: record, as: type)
    }
    guard let index = index(key) else {
      if !missing.contains(key) { missing.append(key) }
      throw Unread()
    }
    guard let record = seen[index].found?.record else { return nil }
    return try value(of: record, as: type)
  }

  /// Asks for several records at once, so that they come in one load and of one moment.
  package mutating func need(_ keys: [RecordKey]) throws(Unread) {
    let unread = unseen(of: keys)
    guard unread.isEmpty else {
      for key in unread where !missing.contains(key) { missing.append(key) }
      throw Unread()
    }
  }

  /// Whether there is a record under a key, without reading what is in it. Does not see the draft's own writes.
  package mutating func has(_ key: RecordKey) throws(Unread) -> Bool {
    try need([key])
    return index(key).flatMap { seen[$0].found } != nil
  }

  /// Those of the keys that nothing was loaded for.
  package func unseen(of keys: [RecordKey]) -> [RecordKey] {
    seen.isEmpty ? keys : keys.filter { index($0) == nil }
  }

  /// Where a record lies among those seen.
  private func index(_ key: RecordKey) -> Int? {
    // A handful of records: walking them beats hashing them.
    seen.indices.first { seen[$0].key == key }
  }

  private mutating func value<Value: Stored>(of record: Record, as type: Value.Type) throws(Unread) -> Value {
    do {
      return try record.value(as: type)
    } catch {
      unreadable = error
      throw Unread()
    }
  }
}

extension Draft {
  /// Writes a value over the one that was read, or inserts it where nothing was.
  package mutating func put(_ value: some Stored) {
    write(value.key, Record(value))
  }

  /// Inserts a value without reading first: its key must be absent. Where a record is known to be there already, answers it and
  /// writes nothing.
  package mutating func insert<Value: Stored>(_ value: Value) throws(Unread) -> Value? {
    let key = value.key
    if index(key) != nil || writes.contains(where: { $0.key == key }), let present = try read(Value.self, key) {
      return present
    }
    write(key, Record(value))
    return nil
  }

  /// Deletes a record that was read. Where nothing was, only its absence is verified.
  package mutating func delete(_ key: RecordKey) {
    write(key, nil)
  }

  /// Appends an event to the commit.
  package mutating func emit(_ event: DomainEvent) {
    events.append(event)
  }

  private mutating func write(_ key: RecordKey, _ record: consuming Record?) {
    if let index = writes.firstIndex(where: { $0.key == key }) {
      writes[index].record = record
    } else {
      if writes.isEmpty { writes.reserveCapacity(4) }
      writes.append(Write(key: key, record: record))
    }
  }
}

extension Draft {
  /// What became of a command on a value that was read, as far as the value can tell. Only for what is never deleted and put there anew:
  /// a new value counts its revisions from 1.
  package func effect<Value: Stored & Audited>(of command: CommandID, on value: Value) -> PriorEffect {
    if value.times.latestCommand == command { return .present }
    for commit in lost {
      guard let record = commit.changes.first(where: { $0.key == value.key })?.record,
        let intended = try? record.value(as: Value.self)
      else { continue }
      // At the revision that the command would have made stands another's change: the command was never applied. Beyond
      // it, nobody can tell any more.
      if value.times.revision > intended.times.revision { return .uncertain }
    }
    return .absent
  }

  /// Whether a lost commit of this command wrote or deleted a record that is no longer as that commit met it. Then the commit may
  /// have been applied, though what it left is not there.
  package func mayHaveChanged(_ key: RecordKey) -> Bool {
    let version = index(key).flatMap { seen[$0].found?.version }
    return lost.contains { commit in
      commit.changes.contains { !$0.isKeep && $0.key == key && $0.expected != version }
    }
  }

  /// Whether a command that is decided again has been applied before.
  package enum PriorEffect {
    /// It was not applied to the value.
    case absent
    /// It is the value's latest change.
    case present
    /// It may have been, but others have changed the value since.
    case uncertain
  }

  /// Everything read under the version it was read at, and everything written.
  package func commit() -> Commit {
    var changes: [Change] = []
    changes.reserveCapacity(seen.count + writes.count)
    // By index: each record that is taken out of its array to be looked at is copied.
    for item in seen.indices where !seen[..<item].contains(where: { $0.key == seen[item].key }) {
      let key = seen[item].key
      let version = seen[item].found?.version
      if let write = writes.firstIndex(where: { $0.key == key }) {
        changes.append(Self.change(of: key, from: version, to: writes[write].record))
      } else {
        changes.append(version.map { .keep(key, $0) } ?? .keepAbsent(key))
      }
    }
    for write in writes.indices where index(writes[write].key) == nil {
      changes.append(Self.change(of: writes[write].key, from: nil, to: writes[write].record))
    }
    return Commit(changes, events: events)
  }

  private static func change(of key: RecordKey, from version: RecordVersion?, to record: Record?) -> Change {
    switch (version, record) {
    case (let version?, let record?): .replace(record, version)
    case (let version?, nil): .delete(key, version)
    case (nil, let record?): .insert(record)
    case (nil, nil): .keepAbsent(key)
    }
  }

  /// Every key that this run rests on or writes.
  package var keys: [RecordKey] {
    seen.map(\.key) + writes.lazy.map(\.key).filter { key in !seen.contains { $0.key == key } }
  }
}
