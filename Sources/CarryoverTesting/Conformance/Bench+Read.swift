internal import Carryover

extension Bench {
  /// Reads, again where the store is busy. Nothing hangs on a lost answer to a read.
  func patiently<Answer>(
    _ what: String, _ read: () async throws(StoreError) -> Answer
  ) async throws -> Answer {
    for number in 0..<options.patience.attempts {
      do {
        return try await read()
      } catch .busy, .unknown {
        try await pause(number)
      } catch {
        throw try surprise("\(what) is answered", error)
      }
    }
    throw violation(expected: "\(what) is answered sooner or later", actual: "busy or unknown each time")
  }

  /// The answer to a load as the store gave it.
  func load(_ keys: [RecordKey]) async throws -> [Loaded.Item] {
    try await patiently("a load") { () async throws(StoreError) in try await store.load(keys).items }
  }

  func load(_ keys: RecordKey...) async throws -> [Loaded.Item] {
    try await load(keys)
  }

  /// What is under one key.
  func find(_ key: RecordKey) async throws -> Loaded.Found? {
    guard let item = try await load([key]).first else {
      throw violation(expected: "one item for the key \(key)", actual: "no item")
    }
    return item.found
  }

  /// What must be under a key.
  func present(_ key: RecordKey) async throws -> Loaded.Found {
    guard let found = try await find(key) else {
      throw violation(expected: "a record under \(key)", actual: "nothing")
    }
    return found
  }

  /// The number under a key; nil when there is nothing.
  func number(_ key: RecordKey) async throws -> Int? {
    try await find(key).flatMap(number)
  }

  /// The numbers under keys, loaded in as many loads as it takes.
  func numbers(_ keys: [RecordKey]) async throws -> [Int?] {
    var numbers: [Int?] = []
    let bite = max(1, store.limits.keysPerLoad)
    for start in stride(from: 0, to: keys.count, by: bite) {
      let part = Array(keys[start..<min(start + bite, keys.count)])
      numbers += try await load(part).prefix(part.count).map { try $0.found.flatMap(number) }
    }
    return numbers
  }

  /// The number inside a record.
  func number(_ found: Loaded.Found) throws -> Int? {
    Int(try found.record.body.filter { "-0123456789".contains($0) })
  }
}

extension Bench {
  /// One page as the store gave it.
  func page(_ query: ShelfQuery, after place: Place? = nil, limit: Int) async throws -> ShelfPage {
    try await patiently("a list") { () async throws(StoreError) in
      try await store.list(query, after: place, limit: limit)
    }
  }

  /// A whole list, page by page; `between` is run after each page.
  func walk(
    _ query: ShelfQuery, after start: Place? = nil, limit: Int = 100,
    between: (ShelfPage) async throws -> Void = { _ in }
  ) async throws -> [ShelfPage.Candidate] {
    var found: [ShelfPage.Candidate] = []
    var place = start
    for _ in 0..<100_000 {
      let page = try await page(query, after: place, limit: limit)
      found += page.candidates
      try await between(page)
      guard let next = page.next else { return found }
      if let place {
        let isBeyond = query.direction == .ascending ? place < next : next < place
        try demand(isBeyond, "a next place beyond \(place)", actual: "\(next)")
      }
      place = next
    }
    throw violation(expected: "a list that ends", actual: "100,000 pages")
  }

  /// The places of a whole list.
  func places(_ query: ShelfQuery, after start: Place? = nil, limit: Int = 100) async throws -> [Place] {
    try await walk(query, after: start, limit: limit).map(\.place)
  }
}

extension Bench {
  /// A page of the feed as the store gave it, events of others included.
  func feed(after position: FeedPosition, limit: Int) async throws -> FeedPage {
    let page = try await patiently("the feed") { () async throws(StoreError) in
      try await store.feed(after: position, limit: limit)
    }
    try demand(
      page.entries.isEmpty || page.end != position, "a page with events that ends beyond where it began",
      actual: "\(page.entries.count) events after \(position.text), ending there")
    return page
  }

  /// The end of the feed: a position beyond everything that it shows now.
  func feedEnd() async throws -> FeedPosition {
    var position = FeedPosition.start
    for _ in 0..<100_000 {
      let page = try await feed(after: position, limit: 1_000)
      position = page.end
      if page.entries.isEmpty { return position }
    }
    throw violation(expected: "a feed that ends", actual: "100,000 pages")
  }

  /// The entries of this run beyond a position, read until there are as many as must come, and then to the end.
  func entries(after start: FeedPosition, atLeast count: Int, limit: Int = 100) async throws -> [FeedEntry] {
    var found: [FeedEntry] = []
    var position = start
    var attempt = 0
    while true {
      let page = try await feed(after: position, limit: limit)
      found += page.entries.filter(isOwn)
      position = page.end
      guard page.entries.isEmpty else { continue }
      if found.count >= count { return found }
      attempt += 1
      try demand(
        attempt < options.patience.attempts, "\(count) events in the feed sooner or later",
        actual: "\(found.count) after looking \(attempt) times at its end")
      try await pause(attempt)
    }
  }

  func isOwn(_ entry: FeedEntry) -> Bool {
    entry.event.subject.identityText.hasPrefix(run)
  }
}
