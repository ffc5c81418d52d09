internal import Carryover
internal import Synchronization

/// The store at the far end of every line. After each commit it checks what must always hold.
final class WatchedStore: Store {
  private let wrapped: any Store
  private let state: Mutex<Invariants>

  init(_ wrapped: any Store, rules: Rules) {
    self.wrapped = wrapped
    state = Mutex(Invariants(rules: rules))
  }

  var limits: StoreLimits { wrapped.limits }

  func load(_ keys: [RecordKey]) async throws(StoreError) -> Loaded { try await wrapped.load(keys) }

  func list(_ query: ShelfQuery, after place: Place?, limit: Int) async throws(StoreError) -> ShelfPage {
    try await wrapped.list(query, after: place, limit: limit)
  }

  func feed(after position: FeedPosition, limit: Int) async throws(StoreError) -> FeedPage {
    try await wrapped.feed(after: position, limit: limit)
  }

  func commit(_ commit: Commit) async throws(StoreError) {
    do {
      try await wrapped.commit(commit)
    } catch {
      // A broken store may have changed something all the same.
      if error == .unknown { try await check(commit) }
      throw error
    }
    try await check(commit)
  }
}

extension WatchedStore {
  /// The rules broken so far.
  var violations: [String] { state.withLock { $0.violations } }

  /// How many commits were applied.
  var commits: Int { state.withLock { $0.commits } }

  private func check(_ commit: Commit) async throws(StoreError) {
    let (keys, position) = state.withLock { state in
      state.meet(commit.changes.map(\.key))
      return (state.keys, state.position)
    }
    let items = try await wrapped.load(keys).items.prefix(keys.count)
    let shelf = try await wrapped.list(ShelfQuery([.expiring]), after: nil, limit: 1_000)
    let page = try await wrapped.feed(after: position, limit: 1_000)
    try state.withLock { state throws(StoreError) in try state.check(Array(items), shelf, page) }
  }

  /// What is there at the end, and one last look at the whole feed.
  func ending() async throws(StoreError) -> Linearization.Ending {
    let keys = state.withLock { $0.keys }
    let items = Array(try await wrapped.load(keys).items.prefix(keys.count))
    let feed = try await wrapped.feed(after: .start, limit: 100_000)
    return try state.withLock { state throws(StoreError) in
      state.checkWhole(feed)
      return Linearization.Ending(
        sessions: try state.sessions(in: items), mannedPosts: try state.mannedPosts(in: items),
        events: state.eventsBySession)
    }
  }
}
