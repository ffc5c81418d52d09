public import Carryover

/// A store over PostgreSQL: what schema.sql and functions.sql say, through a pool of connections.
public struct PostgreSQLStore: Store {
  /// The schema that this adapter was written for.
  private static let schemaVersion: Int64 = 1

  /// A change takes a lock until its commit ends; so many fit into the server's default table of locks for eight commits at once.
  public let limits = StoreLimits(keysPerLoad: 1_000, changesPerCommit: 500)

  private let pool: Pool

  /// Connects to a database, given as a libpq connection string, and checks that its schema fits.
  public init(_ address: String, connections: Int = 8) async throws(StoreError) {
    pool = Pool(address, size: connections)
    let version = try await pool.run(.version).number(0, 0)
    guard version == Self.schemaVersion else { throw .failed("the schema's version is \(version ?? 0)") }
  }

  /// One statement, so one moment.
  public func load(_ keys: [RecordKey]) async throws(StoreError) -> Loaded {
    try limits.check(load: keys)
    let rows = try await pool.run(.load, String(array: keys.map(\.description)))
    var items: [Loaded.Item] = []
    var targets: [Loaded.Item] = []
    for (row, key) in zip(rows.indices, keys) {
      items.append(Loaded.Item(key, rows.found(row, key, at: 0)))
      guard let target = try rows.key(row, 2) else { continue }
      targets.append(Loaded.Item(target, rows.found(row, target, at: 3)))
    }
    return Loaded(items + targets)
  }

  /// One statement, which is a transaction by itself. The keys that it answers are those in conflict.
  public func commit(_ commit: Commit) async throws(StoreError) {
    try limits.check(commit)
    let changes = commit.changes.sorted { $0.key < $1.key }
    let records = changes.map(\.record)
    var bodies: [String?] = []
    for record in records { bodies.append(try record?.body) }
    var events: [String] = []
    for event in commit.events { events.append(try event.body) }
    let rows = try await pool.run(
      .commit, String(array: changes.map(\.key.description)),
      String(array: changes.map { $0.expected.map { "\($0.number)" } }),
      String(array: changes.map { $0.record != nil ? "write" : $0.isKeep ? "keep" : "delete" }),
      String(array: bodies), String(array: records.map { $0?.target?.description }),
      String(array: records.map { $0.map { String(array: $0.entries.map { "\($0.order) \($0.shelf)" }) } }),
      String(array: events))
    guard rows.indices.isEmpty else { throw .conflict(rows.indices.compactMap { try? rows.key($0, 0) }) }
  }

  /// One statement, and one index range for each shelf.
  public func list(_ query: ShelfQuery, after place: Place?, limit: Int) async throws(StoreError) -> ShelfPage {
    let most = min(max(1, limit), 1_000)
    let rows = try await pool.run(
      query.direction == .ascending ? .listUp : .listDown,
      String(array: query.shelves.map(\.description)), place.map { "\($0.order)" }, place?.key.description,
      query.through.map { "\($0)" }, "\(most + 1)")
    var candidates: [ShelfPage.Candidate] = []
    for row in rows.indices.prefix(most) {
      guard let order = rows.number(row, 0), let key = try rows.key(row, 1), let found = rows.found(row, key, at: 2)
      else { continue }
      candidates.append(ShelfPage.Candidate(place: Place(order: order, key: key), found: found))
    }
    return ShelfPage(candidates: candidates, next: rows.indices.count > most ? candidates.last?.place : nil)
  }

  /// One statement. A row of nulls means gone; one without a body, that there is nothing more up to its position.
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
}

extension Rows {
  fileprivate func key(_ row: Int32, _ column: Int32) throws(StoreError) -> RecordKey? {
    guard let text = text(row, column) else { return nil }
    guard let key = RecordKey(text) else { throw .failed("not a key of this library: \(text)") }
    return key
  }

  /// The version in a column and the body in the next.
  fileprivate func found(_ row: Int32, _ key: RecordKey, at column: Int32) -> Loaded.Found? {
    guard let version = number(row, column), let body = text(row, column + 1) else { return nil }
    return Loaded.Found(Record(key: key, body: body), RecordVersion(UInt64(version)))
  }
}
