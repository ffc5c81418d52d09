import Carryover

/// The smallest store that keeps every promise: a dictionary, a log, and an actor that makes each call one moment.
///
/// It walks over everything to make a list, so it is for reading, not for use.
actor DictionaryStore: Store {
  nonisolated let limits = StoreLimits()

  private var rows: [RecordKey: (record: Record, version: UInt64)] = [:]
  private var log: [DomainEvent] = []
  private var commits: UInt64 = 0
  private let epoch = UInt32.random(in: .min ... .max)
}

extension DictionaryStore {
  func load(_ keys: [RecordKey]) async throws(StoreError) -> Loaded {
    try limits.check(load: keys)
    var items = keys.map { Loaded.Item($0, found($0)) }
    for item in items {
      guard let target = item.found?.record.target else { continue }
      items.append(Loaded.Item(target, found(target)))
    }
    return Loaded(items)
  }

  private func found(_ key: RecordKey) -> Loaded.Found? {
    rows[key].map { Loaded.Found($0.record, RecordVersion($0.version)) }
  }
}

extension DictionaryStore {
  func commit(_ commit: Commit) async throws(StoreError) {
    try limits.check(commit)
    guard Set(commit.changes.map(\.key)).count == commit.changes.count else {
      throw .failed("a commit changes the same record twice")
    }
    let stale = commit.changes.filter { $0.expected != found($0.key)?.version }
    guard stale.isEmpty else { throw .conflict(stale.map(\.key)) }
    commits += 1
    for change in commit.changes where !change.isKeep {
      rows[change.key] = change.record.map { ($0, commits) }
    }
    log += commit.events
  }
}

extension DictionaryStore {
  func list(_ query: ShelfQuery, after place: Place?, limit: Int) async throws(StoreError) -> ShelfPage {
    let isForward = query.direction == .ascending
    var candidates: [ShelfPage.Candidate] = []
    for (key, row) in rows {
      let orders = row.record.entries.filter { query.shelves.contains($0.shelf) }.map(\.order)
      for order in Set(orders) {
        let here = Place(order: order, key: key)
        if let place, isForward ? here <= place : here >= place { continue }
        if let bound = query.through, isForward ? order > bound : order < bound { continue }
        let found = Loaded.Found(row.record, RecordVersion(row.version))
        candidates.append(ShelfPage.Candidate(place: here, found: found))
      }
    }
    candidates.sort { isForward ? $0.place < $1.place : $1.place < $0.place }
    let page = Array(candidates.prefix(max(1, limit)))
    return ShelfPage(candidates: page, next: page.count < candidates.count ? page.last?.place : nil)
  }
}

extension DictionaryStore {
  func feed(after position: FeedPosition, limit: Int) async throws(StoreError) -> FeedPage {
    let start = try number(of: position)
    let end = min(log.count, start + max(1, limit))
    let entries = (start..<end).map { FeedEntry(self.position($0 + 1), log[$0]) }
    return FeedPage(entries: entries, end: self.position(end))
  }

  private func position(_ number: Int) -> FeedPosition { FeedPosition("\(epoch)-\(number)") }

  /// How many events lie at or before a position. One that this store never handed out is gone.
  private func number(of position: FeedPosition) throws(StoreError) -> Int {
    if position == .start { return 0 }
    guard let text = position.text.split(separator: "-").last, let number = Int(text),
      (0...log.count).contains(number), position == self.position(number)
    else { throw .gone }
    return number
  }
}
