internal import Carryover

/// How a commit ended, as far as its sender knows.
enum Attempt: Hashable, Sendable {
  case applied
  case refused
  /// It may have been applied.
  case lost
}

extension Bench {
  /// Sends a commit once; nil when it was applied.
  func send(_ commit: Commit) async -> StoreError? {
    do {
      try await store.commit(commit)
      return nil
    } catch {
      return error
    }
  }

  /// Sends a commit until it is decided, or until its answer is lost.
  func attempt(_ changes: Change..., events: [DomainEvent] = []) async throws -> Attempt {
    try await attempt(Commit(changes, events: events))
  }

  func attempt(_ commit: Commit) async throws -> Attempt {
    for number in 0..<options.patience.attempts {
      switch await send(commit) {
      case nil: return .applied
      case .conflict?: return .refused
      case .unknown?: return .lost
      case .busy?: try await pause(number)
      case let error?: throw try surprise("a commit is applied or meets a conflict", error)
      }
    }
    throw violation(expected: "a store serves sooner or later", actual: "busy \(options.patience.attempts) times")
  }

  /// Commits what must be applied. A commit whose answer was lost is sent again: it collides with itself.
  func apply(_ changes: Change..., events: [DomainEvent] = []) async throws {
    try await apply(Commit(changes, events: events))
  }

  func apply(_ commit: Commit) async throws {
    var isLost = false
    for number in 0..<options.patience.attempts {
      switch try await attempt(commit) {
      case .applied: return
      case .refused:
        if isLost, try await shows(commit) { return }
        throw violation(expected: "a commit whose expectations hold is applied", actual: "conflict: \(named(commit))")
      case .lost:
        isLost = true
        try await pause(number)
      }
    }
    throw violation(expected: "an answer to a commit", actual: "unknown \(options.patience.attempts) times")
  }

  /// Commits what must meet a conflict. Answers the keys that the store names.
  @discardableResult
  func refuse(_ why: String, _ changes: Change..., events: [DomainEvent] = []) async throws -> [RecordKey] {
    try await refuse(why, Commit(changes, events: events))
  }

  @discardableResult
  func refuse(_ why: String, _ commit: Commit) async throws -> [RecordKey] {
    for number in 0..<options.patience.attempts {
      switch await send(commit) {
      case .conflict(let keys)?: return keys
      case nil: throw violation(expected: "a conflict: \(why)", actual: "the commit was applied")
      case .busy?, .unknown?: try await pause(number)
      case let error?: throw try surprise("a conflict: \(why)", error)
      }
    }
    throw violation(expected: "an answer to a commit", actual: "busy or unknown \(options.patience.attempts) times")
  }

  /// An error that has no place here, unless the run itself is being stopped.
  func surprise(_ expected: String, _ error: StoreError) throws -> Violation {
    try Task.checkCancellation()
    return violation(expected: expected, actual: "\(error)")
  }

  /// Whether what is stored looks as if the commit had been applied.
  private func shows(_ commit: Commit) async throws -> Bool {
    for change in commit.changes where !change.isKeep {
      let found = try await find(change.key)
      guard let record = change.record else {
        if found != nil { return false }
        continue
      }
      guard let found, found.version != change.expected else { return false }
      guard try found.record.body.utf8.elementsEqual(record.body.utf8) else { return false }
    }
    return true
  }

  private func named(_ commit: Commit) -> String {
    commit.changes.map { "\($0.key)" }.joined(separator: ", ")
  }
}

extension Bench {
  /// Inserts a record. Answers the version that it got.
  @discardableResult
  func insert(_ record: Record) async throws -> RecordVersion {
    try await apply(.insert(record))
    return try await present(record.key).version
  }

  /// Inserts records, as many at once as the store takes.
  func insert(all records: [Record]) async throws {
    try await applyAll(records.map { .insert($0) })
  }

  /// Applies changes that need not come together, as many at once as the store takes.
  func applyAll(_ changes: [Change]) async throws {
    let bite = min(store.limits.changesPerCommit, 200)
    for start in stride(from: 0, to: changes.count, by: max(1, bite)) {
      try await apply(Commit(Array(changes[start..<min(start + bite, changes.count)])))
    }
  }

  /// Writes a record over a version. Answers the version that it got.
  @discardableResult
  func replace(_ record: Record, _ version: RecordVersion) async throws -> RecordVersion {
    try await apply(.replace(record, version))
    return try await present(record.key).version
  }
}
