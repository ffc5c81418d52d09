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
  /// What a change demands. Read out of the commit once, and outside the lock: each look at a change copies it.
  struct Demand {
    let key: RecordKey
    let version: RecordVersion?

    init(_ change: Change) {
      key = change.key
      version = change.expected
    }
  }

  mutating func apply(_ commit: Commit, demanding demands: [Demand]) throws(StoreError) {
    try verify(demands)
    commits += 1
    let version = RecordVersion(commits)
    for index in demands.indices {
      switch commit.changes[index] {
      case .insert(let record):
        let key = demands[index].key
        for entry in record.entries { place(key, entry) }
        records.write(record, version, under: key)
      case .replace(let record, _):
        let key = demands[index].key
        let old = records.write(record, version, under: key)
        if let old, record.hasSameEntries(as: old) { continue }
        for entry in old?.entries ?? [] { displace(key, entry) }
        for entry in record.entries { place(key, entry) }
      case .delete(let key, _):
        for entry in records.remove(key)?.entries ?? [] { displace(key, entry) }
      case .keep, .keepAbsent: continue
      }
    }
    for event in commit.events { log.append(event) }
  }

  private func verify(_ demands: [Demand]) throws(StoreError) {
    guard Self.areDistinct(demands) else { throw .failed("a commit changes the same record twice") }
    var conflicts: [RecordKey] = []
    for index in demands.indices where records.version(of: demands[index].key) != demands[index].version {
      conflicts.append(demands[index].key)
    }
    guard conflicts.isEmpty else { throw .conflict(conflicts) }
  }

  private static func areDistinct(_ demands: [Demand]) -> Bool {
    // Comparing a handful of keys beats hashing them: a set was a tenth of creating a session.
    guard demands.count <= 8 else { return Set(demands.lazy.map(\.key)).count == demands.count }
    return demands.indices.allSatisfy { index in
      demands[..<index].allSatisfy { $0.key != demands[index].key }
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
