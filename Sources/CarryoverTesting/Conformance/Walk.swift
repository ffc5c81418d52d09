internal import Carryover

/// A random sequence of operations, each compared with what the model says.
struct Walk {
  /// How often each operation comes, compared with the others.
  struct Weights {
    var commit: Int
    var load: Int
    var list: Int
    var feed: Int
  }

  private let bench: Bench
  private let weights: Weights
  private let keys: [RecordKey]
  private let shelves: [Shelf]
  private var chance: Chance
  private var model = NaiveModel()
  private var position: FeedPosition
  private var eventsRead: [DomainEvent] = []
  private var serial = 0

  /// What was done, in words.
  private(set) var steps: [String] = []

  init(_ bench: Bench, _ name: String, seed: UInt64, weights: Weights, feed: FeedPosition) throws {
    self.bench = bench
    self.weights = weights
    keys = try ["a", "B", "b", "A", "\u{E9}", "_"].map { try bench.key(name + $0) }
    shelves = try ["s", "S", "t"].map { try bench.shelf(name + $0) }
    chance = Chance(seed: seed)
    position = feed
  }

  mutating func step() async throws {
    let total = weights.commit + weights.load + weights.list + weights.feed
    switch chance.below(total) {
    case ..<weights.commit: try await commit()
    case ..<(weights.commit + weights.load): try await load()
    case ..<(weights.commit + weights.load + weights.list): try await list()
    default: try await feed(atLeast: 0)
    }
  }

  /// Compares everything once more.
  mutating func finish() async throws {
    steps.append("compare everything")
    for key in keys { try compare(key, try await bench.find(key)) }
    for shelf in shelves {
      let query = ShelfQuery([shelf])
      try bench.equal(
        "the places on \(shelf)", try await bench.places(query, limit: 3), model.places(query, after: nil))
    }
    try await feed(atLeast: model.events.count - eventsRead.count)
  }
}

extension Walk {
  private mutating func commit() async throws {
    let count = 1 + chance.below(min(4, bench.store.limits.changesPerCommit))
    let keys = keys.shuffled(using: &chance).prefix(count)
    let changes = keys.map { change($0) }
    // About a record that the commit writes, so that the next commit that writes it has seen this one.
    let subject = changes.first { !$0.isKeep }?.key
    let events = subject.map { subject in (0..<chance.below(3)).map { bench.event(subject, serial + $0) } } ?? []
    let commit = Commit(changes, events: events)
    let culprits = model.culprits(of: commit)
    steps.append(
      "commit \(changes.map { describe($0) }.joined(separator: ", ")) with \(events.count) events: "
        + (culprits.isEmpty ? "applied" : "conflict"))
    guard culprits.isEmpty else {
      try await bench.refuse("\(culprits.count) of \(count) records are not as expected", commit)
      return
    }
    try await bench.apply(commit)
    var versions: [RecordKey: RecordVersion] = [:]
    for change in changes where change.record != nil {
      let found = try await bench.present(change.key)
      let isNew = model.spent[change.key]?.contains(found.version) != true
      try bench.demand(isNew, "a version that the record never had", actual: "\(found.version) again")
      versions[change.key] = found.version
    }
    model.apply(commit, versions: versions)
  }

  /// A change of one record whose expectation mostly holds.
  private mutating func change(_ key: RecordKey) -> Change {
    var version = model.cells[key]?.version
    if chance.below(12) == 0 { version = model.spent[key]?.randomElement(using: &chance) }
    if chance.below(16) == 0 { version = nil }
    guard let version else { return chance.below(5) == 0 ? .keepAbsent(key) : .insert(record(key)) }
    return switch chance.below(8) {
    case 0, 1: .delete(key, version)
    case 2: .keep(key, version)
    default: .replace(record(key), version)
    }
  }

  private mutating func record(_ key: RecordKey) -> Record {
    serial += 1
    let entries = shelves.filter { _ in chance.below(2) == 0 }.map { ShelfEntry($0, order: Int64(chance.below(5)) - 2) }
    let target = chance.below(3) == 0 ? keys.randomElement(using: &chance) : nil
    return Record(key: key, body: #"{"n":\#(serial)}"#, target: target, entries: entries)
  }

  private func describe(_ change: Change) -> String {
    let name = name(change.key)
    return switch change {
    case .insert(let record): "insert \(name) \(describe(record))"
    case .replace(let record, let version): "replace \(name) of \(version.number) \(describe(record))"
    case .delete(_, let version): "delete \(name) of \(version.number)"
    case .keep(_, let version): "keep \(name) of \(version.number)"
    case .keepAbsent: "keep \(name) absent"
    }
  }

  private func describe(_ record: Record) -> String {
    let places = record.entries.map { "\(shelves.firstIndex(of: $0.shelf).map { "s\($0)" } ?? "?"):\($0.order)" }
    return places.isEmpty ? "nowhere" : "at \(places.joined(separator: " "))"
  }

  private func name(_ key: RecordKey) -> String { "k\(keys.firstIndex(of: key) ?? -1)" }
}

extension Walk {
  private mutating func load() async throws {
    let count = 1 + chance.below(min(5, bench.store.limits.keysPerLoad))
    let asked = (0..<count).map { _ in keys[chance.below(keys.count)] }
    steps.append("load \(asked.map(name).joined(separator: " "))")
    let items = try await bench.load(asked)
    try bench.equal("the keys answered", items.prefix(count).map(\.key), asked)
    for item in items { try compare(item.key, item.found) }
    let targets = Set(asked.compactMap { model.cells[$0]?.record.target })
    try bench.equal("the targets that came along", Set(items.dropFirst(count).map(\.key)), targets)
  }

  private func compare(_ key: RecordKey, _ found: Loaded.Found?) throws {
    let cell = model.cells[key]
    try bench.equal("the version of \(name(key))", found?.version, cell?.version)
    guard let found, let cell else { return }
    try bench.equal("the body of \(name(key))", try found.record.body, try cell.record.body)
  }

  private mutating func list() async throws {
    let named = (0...chance.below(4)).map { _ in shelves[chance.below(shelves.count)] }
    let query = ShelfQuery(
      named, chance.below(2) == 0 ? .ascending : .descending,
      through: chance.below(3) == 0 ? Int64(chance.below(5)) - 2 : nil)
    let start =
      chance.below(3) == 0 ? Place(order: Int64(chance.below(5)) - 2, key: keys[chance.below(keys.count)]) : nil
    let limit = 1 + chance.below(5)
    steps.append(
      "list \(named.compactMap { shelves.firstIndex(of: $0) }.map { "s\($0)" }.joined(separator: " ")) \(query.direction)"
        + (query.through.map { " through \($0)" } ?? "")
        + (start.map { " after \($0.order) \(name($0.key))" } ?? "") + " by \(limit)")
    let found = try await bench.walk(query, after: start, limit: limit) { page in
      try bench.demand(
        page.candidates.count <= limit, "at most \(limit) candidates", actual: "\(page.candidates.count)")
    }
    try bench.equal("the places", found.map(\.place), model.places(query, after: start))
    for candidate in found { try compare(candidate.place.key, candidate.found) }
  }

  private mutating func feed(atLeast count: Int) async throws {
    let limit = 1 + chance.below(5)
    steps.append("read the feed by \(limit)")
    let entries = try await bench.entries(after: position, atLeast: count, limit: limit)
    eventsRead += entries.map(\.event)
    position = entries.last?.position ?? position
    try bench.equal("the number of different events", Set(eventsRead.map(\.id)).count, eventsRead.count)
    for key in keys {
      let seen = eventsRead.filter { $0.subject == key }.map(bench.number)
      let expected = model.events.filter { $0.subject == key }.map(bench.number)
      try bench.equal("the first \(seen.count) events about \(name(key))", seen, Array(expected.prefix(seen.count)))
    }
  }
}

/// The chance that a walk takes its turns by: the same for the same seed on every machine.
private struct Chance: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    return word ^ word >> 31
  }

  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
}
