public import Carryover

/// A store whose calls go wrong in every way that a real one's can, and always in the same way for the same seed.
///
/// It wraps any store and says nothing that is not true: what it answers with `busy` or `conflict` is not applied, and what it
/// answers with `unknown` has been, will be, or never is. What survives it will survive a network.
public final class FaultyStore: Store {
  private let wrapped: any Store
  private let faults: Faults
  private let ledger = Locked(Ledger())

  /// Puts faults between the caller and a store.
  public init(_ wrapped: any Store, _ faults: Faults) {
    self.wrapped = wrapped
    self.faults = faults
  }

  /// The limits of the wrapped store.
  public var limits: StoreLimits { wrapped.limits }

  /// Loads from the wrapped store, or meets a fault.
  public func load(_ keys: [RecordKey]) async throws(StoreError) -> Loaded {
    let fault = await arrive(.load, keys)
    return try await read(fault) { () async throws(StoreError) in try await wrapped.load(keys) }
  }

  /// Lists from the wrapped store, or meets a fault.
  public func list(_ query: ShelfQuery, after place: Place?, limit: Int) async throws(StoreError) -> ShelfPage {
    let fault = await arrive(.list)
    return try await read(fault) { () async throws(StoreError) in
      try await wrapped.list(query, after: place, limit: limit)
    }
  }

  /// Reads the feed of the wrapped store, or meets a fault.
  public func feed(after position: FeedPosition, limit: Int) async throws(StoreError) -> FeedPage {
    let fault = await arrive(.feed)
    return try await read(fault) { () async throws(StoreError) in
      try await wrapped.feed(after: position, limit: limit)
    }
  }

  /// Commits to the wrapped store, or meets a fault.
  public func commit(_ commit: Commit) async throws(StoreError) {
    let keys = commit.changes.map(\.key)
    switch await arrive(.commit, keys, commit) {
    case nil: try await wrapped.commit(commit)
    case .busy: throw .busy
    case .conflict: throw .conflict(keys)
    case .lostRequest, .lateApply: throw .unknown
    case .lostAcknowledgement:
      try? await wrapped.commit(commit)
      throw .unknown
    case .latency(let turns):
      await wait(turns)
      try await wrapped.commit(commit)
    case .crash: throw Self.crashed
    }
  }
}

extension FaultyStore {
  /// Every call so far, in order.
  public var calls: [StoreCall] { ledger.with { $0.calls } }

  /// How many faults of each kind calls have met so far.
  public var injected: [Fault.Kind: Int] {
    ledger.with { ledger in ledger.calls.compactMap(\.fault?.kind).reduce(into: [:]) { $0[$1, default: 0] += 1 } }
  }

  /// How many late commits still wait for their moment.
  public var pending: Int { ledger.with { $0.late.count } }

  /// Lets every late commit reach the store now, in the order in which they were made. After this nothing is under way any more.
  public func settle() async {
    await apply(ledger.with { $0.takeLate(dueAt: .max) })
  }
}

extension FaultyStore {
  private static let crashed = StoreError.failed("the process has crashed")

  /// Writes a call down, lets late commits whose moment has come reach the store, and says what the call itself meets.
  private func arrive(
    _ operation: StoreCall.Operation, _ keys: [RecordKey] = [], _ commit: Commit? = nil
  ) async -> Fault? {
    let (fault, due) = ledger.with { $0.enter(operation, keys, commit, faults) }
    await apply(due)
    return fault
  }

  private func read<Answer>(
    _ fault: Fault?, _ answer: () async throws(StoreError) -> Answer
  ) async throws(StoreError) -> Answer {
    switch fault {
    case .busy: throw .busy
    case .lostRequest: throw .unknown
    case .lostAcknowledgement:
      _ = try? await answer()
      throw .unknown
    case .crash: throw Self.crashed
    case .latency(let turns): await wait(turns)
    case nil, .conflict, .lateApply: break
    }
    return try await answer()
  }

  /// Whatever the store answers, nobody is left to hear it.
  private func apply(_ commits: [Commit]) async {
    for commit in commits { try? await wrapped.commit(commit) }
  }

  private func wait(_ turns: Int) async {
    for _ in 0..<turns { await Task.yield() }
  }
}

/// What a faulty store has seen.
private struct Ledger {
  var calls: [StoreCall] = []
  var late: [(due: Int, commit: Commit)] = []
  private var crashed = false

  mutating func enter(
    _ operation: StoreCall.Operation, _ keys: [RecordKey], _ commit: Commit?, _ faults: Faults
  ) -> (Fault?, due: [Commit]) {
    let number = calls.count + 1
    let fault = crashed ? .crash : faults.fault(ofCall: number, operation)
    calls.append(StoreCall(number: number, operation: operation, keys: keys, fault: fault))
    // A crash leaves the store alone: what is under way lands only when the test says so.
    if fault == .crash { crashed = true }
    let due = crashed ? [] : takeLate(dueAt: number)
    if case .lateApply(let calls) = fault, let commit { late.append((number + max(1, calls), commit)) }
    return (fault, due)
  }

  mutating func takeLate(dueAt number: Int) -> [Commit] {
    let due = late.filter { $0.due <= number }
    late.removeAll { $0.due <= number }
    return due.map(\.commit)
  }
}
