public import Carryover

/// A store over PostgreSQL: what schema.sql and functions.sql say, through a pool of connections.
public struct PostgreSQLStore: Store {
  /// The schema that this adapter was written for.
  private static let schemaVersion: Int64 = 1

  /// Every change takes a lock until the commit ends; so many fit into the server's default lock table for eight at once.
  public let limits = StoreLimits(keysPerLoad: 1_000, changesPerCommit: 500, bytesPerRecord: 16 << 20)

  private let pool: Pool

  /// Connects to a database, given as a libpq connection string, and checks that its schema fits.
  public init(_ address: String, connections: Int = 8) async throws(StoreError) {
    pool = Pool(address, size: connections)
    let version = try await pool.run(.version).number(0, 0)
    guard version == Self.schemaVersion else { throw .failed("the schema's version is \(version ?? 0)") }
  }

  public func load(_ keys: [RecordKey]) async throws(StoreError) -> Loaded {
    try limits.check(load: keys)
    let rows = try await pool.run(.load, String(array: keys.map(\.description)))
    var items: [Loaded.Item] = []
    var targets: [Loaded.Item] = []
    for (row, key) in zip(rows.indices, keys) {
      items.append(Loaded.Item(key, found(rows, row, key, version: 0, body: 1)))
      guard let target = rows.text(row, 2) else { continue }
      let key = try self.key(target)
      targets.append(Loaded.Item(key, found(rows, row, key, version: 3, body: 4)))
    }
    return Loaded(items + targets)
  }

  public func commit(_ commit: Commit) async throws(StoreError) {
    let changes = commit.changes
    guard changes.count <= limits.changesPerCommit else {
      throw .tooLarge(.changesPerCommit(limit: limits.changesPerCommit))
    }
    let keys = changes.map(\.key.description)
    guard Set(changes.map(\.key)).count == keys.count else { throw .failed("two changes of one record") }
    var bodies: [String?] = []
    for change in changes { bodies.append(try change.record?.body) }
    guard bodies.allSatisfy({ $0?.utf8.count ?? 0 <= limits.bytesPerRecord }) else {
      throw .tooLarge(.bytesPerRecord(limit: limits.bytesPerRecord))
    }
    var events: [String] = []
    for event in commit.events { events.append(try event.body) }
    let entries = zip(changes, keys).flatMap { change, key in (change.record?.entries ?? []).map { ($0, key) } }
    let conflicts = try await pool.run(
      .commit,
      String(array: keys),
      String(array: changes.map { $0.expected.map { "\(Int64(bitPattern: $0.number))" } }),
      String(array: changes.map { $0.record != nil ? "write" : $0.isKeep ? "keep" : "delete" }),
      String(array: bodies),
      String(array: changes.map { $0.record?.target?.description }),
      String(array: entries.map(\.0.shelf.description)),
      String(array: entries.map { "\($0.0.order)" }),
      String(array: entries.map(\.1)),
      String(array: events))
    guard conflicts.indices.isEmpty else {
      throw .conflict(conflicts.indices.compactMap { conflicts.text($0, 0).flatMap(RecordKey.init) })
    }
  }

  public func list(_ query: ShelfQuery, after place: Place?, limit: Int) async throws(StoreError) -> ShelfPage {
    let most = min(max(1, limit), 1_000)
    let rows = try await pool.run(
      query.direction == .ascending ? .listUp : .listDown,
      String(array: query.shelves.map(\.description)), place.map { "\($0.order)" }, place?.key.description,
      query.through.map { "\($0)" }, "\(most + 1)")
    var candidates: [ShelfPage.Candidate] = []
    for row in rows.indices.prefix(most) {
      let key = try self.key(rows.text(row, 1) ?? "")
      guard let found = found(rows, row, key, version: 2, body: 3) else { continue }
      candidates.append(ShelfPage.Candidate(place: Place(order: rows.number(row, 0) ?? 0, key: key), found: found))
    }
    return ShelfPage(candidates: candidates, next: rows.indices.count > most ? candidates.last?.place : nil)
  }

  public func feed(after position: FeedPosition, limit: Int) async throws(StoreError) -> FeedPage {
    guard !position.text.utf8.contains(0) else { throw .gone }
    let rows = try await pool.run(.feed, position.text, "\(min(max(1, limit), 1_000))")
    var entries: [FeedEntry] = []
    var end = position
    for row in rows.indices {
      guard let text = rows.text(row, 0) else { throw .gone }
      end = FeedPosition(text)
      if let body = rows.text(row, 1) { entries.append(FeedEntry(end, try DomainEvent(body: body))) }
    }
    return FeedPage(entries: entries, end: end)
  }

  private func found(_ rows: Rows, _ row: Int32, _ key: RecordKey, version: Int32, body: Int32) -> Loaded.Found? {
    guard let version = rows.number(row, version), let body = rows.text(row, body) else { return nil }
    return Loaded.Found(Record(key: key, body: body), RecordVersion(UInt64(bitPattern: version)))
  }

  private func key(_ text: String) throws(StoreError) -> RecordKey {
    guard let key = RecordKey(text) else { throw .failed("not a key of this library: \(text)") }
    return key
  }
}
