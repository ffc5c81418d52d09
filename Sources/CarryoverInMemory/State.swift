internal import Carryover

/// What the store holds. Every method is one critical section.
struct State {
  private var records = RecordTable()
  private var shelves: [Shelf: PlaceTree] = [:]

  /// Counts commits. Each written record gets the number of its commit, so no version comes twice.
  private var commits: UInt64 = 0

  var log: EventLog

  init(log: EventLog) {
    self.log = log
  }
}

extension State {
  func load(_ keys: [RecordKey], into items: inout [Loaded.Item]) {
    for key in keys { items.append(Loaded.Item(key, records[key])) }
    for index in keys.indices {
      guard let target = items[index].found?.record.target else { continue }
      items.append(Loaded.Item(target, records[target]))
    }
  }
}

extension State {
  mutating func apply(_ commit: Commit) throws(StoreError) {
    try verify(commit)
    commits += 1
    let version = RecordVersion(commits)
    for change in commit.changes {
      switch change {
      case .insert(let record):
        let key = record.key
        records.update(key, Loaded.Found(record, version))
        for entry in record.entries { place(key, entry) }
      case .replace(let record, _):
        let key = record.key
        let old = records.update(key, Loaded.Found(record, version))?.record
        if let old, record.hasSameEntries(as: old) { continue }
        for entry in old?.entries ?? [] { displace(key, entry) }
        for entry in record.entries { place(key, entry) }
      case .delete(let key, _):
        for entry in records.remove(key)?.record.entries ?? [] { displace(key, entry) }
      case .keep, .keepAbsent: continue
      }
    }
    for event in commit.events { log.append(event) }
  }

  private func verify(_ commit: Commit) throws(StoreError) {
    guard Self.areDistinct(commit.changes) else { throw .failed("a commit changes the same record twice") }
    var conflicts: [RecordKey] = []
    for index in commit.changes.indices {
      let key = commit.changes[index].key
      if records[key]?.version != commit.changes[index].expected { conflicts.append(key) }
    }
    guard conflicts.isEmpty else { throw .conflict(conflicts) }
  }

  private static func areDistinct(_ changes: [Change]) -> Bool {
    // Comparing a handful of keys beats hashing them: a set was a tenth of creating a session.
    guard changes.count <= 8 else { return Set(changes.lazy.map(\.key)).count == changes.count }
    return changes.indices.allSatisfy { index in
      let key = changes[index].key
      return changes[..<index].allSatisfy { $0.key != key }
    }
  }

  private mutating func place(_ key: RecordKey, _ entry: ShelfEntry) {
    shelves[entry.shelf, default: PlaceTree()].insert(Place(order: entry.order, key: key))
  }

  private mutating func displace(_ key: RecordKey, _ entry: ShelfEntry) {
    guard let index = shelves.index(forKey: entry.shelf) else { return }
    shelves.values[index].remove(Place(order: entry.order, key: key))
    if shelves.values[index].isEmpty { shelves.remove(at: index) }
  }
}

extension State {
  func list(_ query: ShelfQuery, after place: Place?, limit: Int) -> ShelfPage {
    var places: [Place] = []
    for shelf in Set(query.shelves) {
      places += shelves[shelf]?.places(after: place, query.direction, count: limit < .max ? limit + 1 : limit) ?? []
    }
    if query.shelves.count > 1 {
      places.sort { query.direction == .ascending ? $0 < $1 : $1 < $0 }
    }
    var candidates: [ShelfPage.Candidate] = []
    candidates.reserveCapacity(min(limit, places.count))
    for index in places.indices {
      let place = places[index]
      // A record that stands on several shelves at one place comes once.
      if index > 0, places[index - 1] == place { continue }
      if let bound = query.through,
        query.direction == .ascending ? place.order > bound : place.order < bound
      {
        break
      }
      guard candidates.count < limit else { return ShelfPage(candidates: candidates, next: candidates.last?.place) }
      guard let found = records[place.key] else { continue }
      candidates.append(ShelfPage.Candidate(place: place, found: found))
    }
    return ShelfPage(candidates: candidates, next: nil)
  }
}
