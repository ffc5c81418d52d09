internal import Carryover

/// A store as a careless driver or a careless adapter sees it.
struct CarelessClient: Store {
  private let wrapped: any Store
  private let bug: PlantedBug

  init(_ wrapped: any Store, _ bug: PlantedBug) {
    self.wrapped = wrapped
    self.bug = bug
  }

  var limits: StoreLimits { wrapped.limits }

  func load(_ keys: [RecordKey]) async throws(StoreError) -> Loaded {
    let first = try await wrapped.load(keys)
    guard bug == .tearsLoads else { return first }
    let second = try await wrapped.load(keys)
    return Loaded(
      first.items.map { item in
        guard let found = item.found, let later = second.items.first(where: { $0.key == item.key })?.found else {
          return item
        }
        return Loaded.Item(item.key, Loaded.Found(found.record, later.version))
      })
  }

  func commit(_ commit: Commit) async throws(StoreError) {
    do {
      try await wrapped.commit(commit)
    } catch {
      throw bug == .takesLostForBusy && error == .unknown ? .busy : error
    }
  }

  func list(_ query: ShelfQuery, after place: Place?, limit: Int) async throws(StoreError) -> ShelfPage {
    try await wrapped.list(query, after: place, limit: limit)
  }

  func feed(after position: FeedPosition, limit: Int) async throws(StoreError) -> FeedPage {
    try await wrapped.feed(after: position, limit: limit)
  }
}
