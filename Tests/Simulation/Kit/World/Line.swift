internal import Carryover
internal import CarryoverTesting
internal import Synchronization

/// One operation's connection to the store: each call waits for its moment, meets its fault, and is written down.
final class Line: Store {
  /// What is known about the calls so far.
  struct Log {
    var calls = 0
    var isCrashed = false
    /// Commits whose answer was lost.
    var lost = 0
    var firstStep: Int?
    var lastStep = 0
    /// What the latest commit asked to insert.
    var session: Session.ID?
    var token: TokenDigest?
    /// The call of the library that is under way, as the books count them.
    var call: Int?
  }

  private let world: World
  private let lane: Lane
  private let operation: Int
  /// The moment that the operation took for now.
  private let moment: @Sendable () -> Int64
  private let log = Mutex(Log())

  init(_ world: World, _ lane: Lane, operation: Int, moment: @escaping @Sendable () -> Int64) {
    self.world = world
    self.lane = lane
    self.operation = operation
    self.moment = moment
  }

  var limits: StoreLimits { world.watch.limits }

  /// What is known now.
  var record: Log { log.withLock { $0 } }

  /// What comes now belongs to this call.
  func begin(_ call: Int) { log.withLock { $0.call = call } }

  func load(_ keys: [RecordKey]) async throws(StoreError) -> Loaded {
    try await call(.load) { () async throws(StoreError) in try await world.watch.load(keys) }
  }

  func list(_ query: ShelfQuery, after place: Place?, limit: Int) async throws(StoreError) -> ShelfPage {
    try await call(.list) { () async throws(StoreError) in
      try await world.watch.list(query, after: place, limit: limit)
    }
  }

  func feed(after position: FeedPosition, limit: Int) async throws(StoreError) -> FeedPage {
    try await call(.feed) { () async throws(StoreError) in try await world.watch.feed(after: position, limit: limit) }
  }

  func commit(_ commit: Commit) async throws(StoreError) {
    note(commit)
    let mark = mark
    do {
      try await call(.commit, commit) { () async throws(StoreError) in try await world.apply(commit, by: mark) }
    } catch {
      if error == .unknown { lose(commit) }
      throw error
    }
  }
}

extension Line {
  private var mark: Books.Mark? { record.call.map { Books.Mark(call: $0, now: moment()) } }

  private static let crashed = StoreError.failed("the process has crashed")

  private func call<Answer>(
    _ kind: StoreCall.Operation, _ commit: Commit? = nil, _ body: () async throws(StoreError) -> Answer
  ) async throws(StoreError) -> Answer {
    guard !record.isCrashed else { throw Self.crashed }
    await lane.park(isIdle: world.isIdle(CallPoint(operation: operation, call: record.calls + 1), kind))
    let fault = arrive(kind, commit)
    switch fault {
    case .busy: throw .busy
    case .conflict: throw .conflict(commit?.changes.map(\.key) ?? [])
    case .lostRequest: throw .unknown
    case .lateApply:
      if let commit { world.send(commit, by: mark, CallPoint(operation: operation, call: record.calls)) }
      throw .unknown
    case .crashBefore:
      crash()
      throw Self.crashed
    case .latency: await lane.park(for: 100)
    case .cancellation: withUnsafeCurrentTask { $0?.cancel() }
    case nil, .lostAcknowledgement, .crashAfter: break
    }
    let answer: Result<Answer, StoreError>
    do { answer = .success(try await body()) } catch { answer = .failure(error) }
    log.withLock { $0.lastStep = world.scheduler.step }
    trace(kind, answer)
    switch fault {
    case .lostAcknowledgement: throw .unknown
    case .crashAfter:
      crash()
      throw Self.crashed
    default: return try answer.get()
    }
  }

  /// Counts the call, and says what it meets.
  private func arrive(_ kind: StoreCall.Operation, _ commit: Commit?) -> CallFault? {
    let step = world.scheduler.step
    let number = log.withLock { log in
      log.calls += 1
      log.firstStep = log.firstStep ?? step
      log.lastStep = step
      return log.calls
    }
    if let call = record.call { world.watch.arrive(call) }
    let fault = world.fault(of: CallPoint(operation: operation, call: number), kind)
    world.note("operation \(operation) call \(number) \(kind)\(commit?.words ?? "")\(fault.map { ": \($0)" } ?? "")")
    return fault
  }

  private func trace<Answer>(_ kind: StoreCall.Operation, _ answer: Result<Answer, StoreError>) {
    guard case .failure(let error) = answer else { return }
    world.note("operation \(operation) \(kind) fails: \(error.name)")
  }

  private func crash() { log.withLock { $0.isCrashed = true } }

  private func note(_ commit: Commit) {
    for case .insert(let record) in commit.changes {
      switch (record.key.kind, record.key.identity) {
      case (.session, .minted(let bits)): log.withLock { $0.session = Session.ID(bits: bits) }
      case (.tokenSlot, .digest(let bits)): log.withLock { $0.token = TokenDigest(bits: bits) }
      default: break
      }
    }
  }

  private func lose(_ commit: Commit) {
    log.withLock { $0.lost += 1 }
    if commit.insertsSession { world.ledger.withLock { _ = $0.lostInserts.insert(operation) } }
  }
}

extension Commit {
  /// What it changes, for a trace.
  var words: String {
    changes.map { change in
      let name =
        switch change {
        case .insert: "insert"
        case .replace: "replace"
        case .delete: "delete"
        case .keep: "keep"
        case .keepAbsent: "keepAbsent"
        }
      // The beginning of a digest and the end of an identifier are what tells them apart.
      let identity = change.key.identityText
      return " \(name) \(change.key.kind)/\(change.key.kind == .tokenSlot ? identity.prefix(6) : identity.suffix(6))"
    }.joined()
  }

  var insertsSession: Bool {
    changes.contains { if case .insert(let record) = $0 { record.key.kind == .session } else { false } }
  }
}

extension StoreError {
  /// The case, for a trace.
  var name: String {
    switch self {
    case .conflict: "conflict"
    default: "\(self)"
    }
  }
}
