public import Carryover

/// The reference store: everything in memory, linearizable, and held to every contract that a database is held to.
///
/// Good for tests, for development, and for a single process that may lose its data. A look-up, a commit and a page each
/// take one short lock; none of them grows with what the store holds, other than by the depth of an index. Records stay until
/// they are deleted; of the events the newest are kept.
public final class InMemoryStore: Store {
  /// How much the store takes at once.
  public let limits: StoreLimits

  private let state: Locked<State>

  /// An empty store.
  ///
  /// - Parameters:
  ///   - limits: How much the store takes at once.
  ///   - eventsKept: How many events the feed keeps. A reader that falls further behind is told that its position is gone.
  public init(limits: StoreLimits = StoreLimits(), eventsKept: Int = 100_000) {
    self.limits = limits
    let log = EventLog(epoch: .random(in: .min ... .max), retention: max(1, eventsKept))
    state = Locked(State(log: log))
  }

  /// Loads records, all of one moment.
  public func load(_ keys: [RecordKey]) async throws(StoreError) -> Loaded {
    try limits.check(load: keys)
    // Allocated outside the lock.
    var items: [Loaded.Item] = []
    items.reserveCapacity(keys.count + 1)
    state.with { $0.load(keys, into: &items) }
    return Loaded(items)
  }

  /// Applies a commit, or nothing of it.
  public func commit(_ commit: Commit) async throws(StoreError) {
    try limits.check(commit)
    let demands = commit.changes.map(State.Demand.init)
    try state.with { state throws(StoreError) in try state.apply(commit, demanding: demands) }
  }

  /// Lists what stands on shelves, as of one moment.
  public func list(
    _ query: ShelfQuery, after place: Place?, limit: Int
  ) async throws(StoreError) -> ShelfPage {
    state.with { $0.list(query, after: place, limit: max(1, limit)) }
  }

  /// Reads the events beyond a position.
  public func feed(after position: FeedPosition, limit: Int) async throws(StoreError) -> FeedPage {
    try state.with { state throws(StoreError) in try state.log.page(after: position, limit: limit) }
  }
}
