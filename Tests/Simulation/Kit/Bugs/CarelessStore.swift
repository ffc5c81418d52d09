internal import Carryover
internal import Synchronization

/// A store that makes one mistake.
final class CarelessStore: Store {
  private struct Memory {
    var commits = 0
    var loads = 0
    var old: [RecordKey: Loaded.Item] = [:]
  }

  private let wrapped: any Store
  private let bug: PlantedBug
  private let memory = Mutex(Memory())

  init(_ wrapped: any Store, _ bug: PlantedBug) {
    self.wrapped = wrapped
    self.bug = bug
  }

  var limits: StoreLimits { wrapped.limits }

  func load(_ keys: [RecordKey]) async throws(StoreError) -> Loaded {
    let loaded = try await wrapped.load(keys)
    // Only look-ups of one key: the others are the simulation's own.
    guard bug == .readsStale, keys.count == 1 else { return loaded }
    return memory.withLock { memory in
      memory.loads += 1
      guard memory.loads % 5 == 0 else { return loaded }
      return Loaded(loaded.items.map { memory.old[$0.key] ?? $0 })
    }
  }

  func commit(_ commit: Commit) async throws(StoreError) {
    switch bug {
    case .skipsKeeps: try await wrapped.commit(Commit(commit.changes.filter { !$0.isKeep }, events: commit.events))
    case .overwrites, .upserts, .deletesByIndex: try await force(commit)
    case .appliesHalf: try await breakOff(commit)
    case .readsStale: try await remember(commit)
    case .losesAnswers: try await wrapped.commit(try commit.losingAnAnswer())
    case .leavesEstates: try await wrapped.commit(commit.leavingTheEstate())
    case .losesMessages: try await wrapped.commit(commit.losingMessages())
    case .takesLostForBusy, .mintsAnew, .tearsLoads: try await wrapped.commit(commit)
    }
  }

  func list(_ query: ShelfQuery, after place: Place?, limit: Int) async throws(StoreError) -> ShelfPage {
    try await wrapped.list(query, after: place, limit: limit)
  }

  func feed(after position: FeedPosition, limit: Int) async throws(StoreError) -> FeedPage {
    try await wrapped.feed(after: position, limit: limit)
  }
}

extension CarelessStore {
  /// Commits with whatever versions there are now, where the bug does not look at them.
  private func force(_ commit: Commit) async throws(StoreError) {
    let keys = commit.changes.map(\.key)
    let items = try await wrapped.load(keys).items
    let changes = zip(commit.changes, items).map { (change, item) -> Change in
      switch (bug, change, item.found?.version) {
      case (.overwrites, .replace(let record, _), let version?): .replace(record, version)
      case (.upserts, .insert(let record), let version?): .replace(record, version)
      case (.deletesByIndex, .delete(let key, _), let version?): .delete(key, version)
      case (.deletesByIndex, .delete(let key, _), nil): .keepAbsent(key)
      default: change
      }
    }
    try await wrapped.commit(Commit(changes, events: commit.events))
  }

  /// Every fifth commit of several writes breaks off after the first.
  private func breakOff(_ commit: Commit) async throws(StoreError) {
    let writes = commit.changes.filter { !$0.isKeep }
    let number = memory.withLock { memory in
      memory.commits += writes.count > 1 ? 1 : 0
      return memory.commits
    }
    guard writes.count > 1, number % 5 == 0 else { return try await wrapped.commit(commit) }
    try await wrapped.commit(Commit(Array(commit.changes.prefix(1))))
    throw .unknown
  }

  /// Keeps what the commit is about to change, as the replica still shows it.
  private func remember(_ commit: Commit) async throws(StoreError) {
    let keys = commit.changes.map(\.key)
    let items = try await wrapped.load(keys).items
    try await wrapped.commit(commit)
    memory.withLock { memory in
      for item in items { memory.old[item.key] = item }
    }
  }
}
