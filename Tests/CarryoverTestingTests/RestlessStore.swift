import Carryover

/// A store that keeps every contract and makes it hard to see: calls take turns with others, and every now and then one is `busy`,
/// or the answer to a commit is lost.
struct RestlessStore: Store {
  let store: any Store

  var limits: StoreLimits { store.limits }

  func load(_ keys: [RecordKey]) async throws(StoreError) -> Loaded {
    try await interfere()
    return try await store.load(keys)
  }

  func commit(_ commit: Commit) async throws(StoreError) {
    try await interfere()
    if Int.random(in: 0..<40) == 0 { throw .unknown }
    try await store.commit(commit)
    await Task.yield()
    if Int.random(in: 0..<40) == 0 { throw .unknown }
  }

  func list(_ query: ShelfQuery, after place: Place?, limit: Int) async throws(StoreError) -> ShelfPage {
    try await interfere()
    // Pages may be short, and even empty, and go on.
    let page = try await store.list(query, after: place, limit: max(1, limit / 2))
    guard Int.random(in: 0..<10) == 0, page.candidates.count > 1 else { return page }
    return ShelfPage(candidates: [page.candidates[0]], next: page.candidates[0].place)
  }

  func feed(after position: FeedPosition, limit: Int) async throws(StoreError) -> FeedPage {
    try await interfere()
    return try await store.feed(after: position, limit: limit)
  }

  private func interfere() async throws(StoreError) {
    for _ in 0..<Int.random(in: 0..<3) { await Task.yield() }
    if Task.isCancelled, Bool.random() { throw .cancelled }
    if Int.random(in: 0..<20) == 0 { throw .busy }
  }
}
