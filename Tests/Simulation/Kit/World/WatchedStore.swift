internal import Carryover
internal import Synchronization

/// The store at the far end of every line. After each commit it checks what must always hold.
final class WatchedStore: Store {
  private let wrapped: any Store
  private let subject: Subject
  private let state: Mutex<Invariants>
  private let books: Mutex<Books>

  init(_ wrapped: any Store, _ subject: Subject, rules: Rules) {
    self.wrapped = wrapped
    self.subject = subject
    state = Mutex(Invariants(rules: rules))
    books = Mutex(Books(rules: rules))
  }

  var limits: StoreLimits { wrapped.limits }

  func load(_ keys: [RecordKey]) async throws(StoreError) -> Loaded { try await wrapped.load(keys) }

  func list(_ query: ShelfQuery, after place: Place?, limit: Int) async throws(StoreError) -> ShelfPage {
    try await wrapped.list(query, after: place, limit: limit)
  }

  func feed(after position: FeedPosition, limit: Int) async throws(StoreError) -> FeedPage {
    try await wrapped.feed(after: position, limit: limit)
  }

  func commit(_ commit: Commit) async throws(StoreError) { try await self.commit(commit, by: nil) }

  func commit(_ commit: Commit, by mark: Books.Mark?) async throws(StoreError) {
    do {
      try await wrapped.commit(commit)
    } catch {
      // A broken store may have changed something all the same.
      if error == .unknown { try await check(commit, by: mark) }
      throw error
    }
    try await check(commit, by: mark)
  }
}

extension WatchedStore {
  /// The rules broken so far.
  var violations: [String] {
    switch subject {
    case .sessions: state.withLock { $0.violations }
    case .claims: books.withLock { $0.violations }
    }
  }

  /// How many commits were applied.
  var commits: Int {
    switch subject {
    case .sessions: state.withLock { $0.commits }
    case .claims: books.withLock { $0.commits }
    }
  }

  private func check(_ commit: Commit, by mark: Books.Mark?) async throws(StoreError) {
    switch subject {
    case .sessions: try await check(commit)
    case .claims:
      let keys = commit.changes.lazy.filter { !$0.isKeep }.map(\.key)
      let items = try await wrapped.load(Array(keys)).items.prefix(keys.count)
      let page = try await wrapped.feed(after: books.withLock { $0.position }, limit: 1_000)
      try books.withLock { books throws(StoreError) in try books.enter(commit, Array(items), page, by: mark) }
    }
  }

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

extension WatchedStore {
  /// The books begin to watch a call.
  func open(_ errand: Errand, of operation: Int) -> Int { books.withLock { $0.open(errand, of: operation) } }

  /// A call looks at the store.
  func arrive(_ call: Int) { books.withLock { $0.arrive(call) } }

  /// A call has ended.
  func close(_ call: Int, _ reply: Reply, at moments: [Int64], isCertain: Bool) {
    books.withLock { $0.close(call, reply, at: moments, isCertain: isCertain) }
  }

  /// Nothing is under way, and how things came to be as they are does not matter.
  func startOver() { books.withLock { $0.startOver() } }

  /// Whether the last call came to an answer.
  var hasAnswered: Bool { books.withLock { $0.hasAnswered } }

  /// The books as they are now.
  var currentBooks: Books { books.withLock { $0 } }

  /// Closes the books: everything is read once more and must be what the books say.
  func audit() async throws(StoreError) {
    let items = try await everything()
    let feed = try await wrapped.feed(after: .start, limit: 100_000)
    try books.withLock { books throws(StoreError) in try books.closeDown(items, feed) }
  }

  /// All that is stored under the keys that any commit has named.
  private func everything() async throws(StoreError) -> [Loaded.Item] {
    let keys = currentBooks.keys.sorted()
    var items: [Loaded.Item] = []
    for start in stride(from: 0, to: keys.count, by: 500) {
      let some = Array(keys[start..<min(start + 500, keys.count)])
      items += try await wrapped.load(some).items.prefix(some.count)
    }
    return items
  }

  /// The books, and all that is stored and told as one commit.
  func copy() async throws(StoreError) -> (books: Books, contents: Commit) {
    let records = try await everything().compactMap { $0.found?.record }
    let feed = try await wrapped.feed(after: .start, limit: 100_000)
    return (currentBooks, Commit(records.map { .insert($0) }, events: feed.entries.map(\.event)))
  }

  /// Goes on from a copy. Nothing may have been stored yet.
  func begin(_ copied: Books, _ contents: Commit) async throws(StoreError) {
    try await wrapped.commit(contents)
    let end = try await wrapped.feed(after: .start, limit: 100_000).end
    books.withLock { books in
      books = copied
      books.goOn(after: end)
    }
  }
}
