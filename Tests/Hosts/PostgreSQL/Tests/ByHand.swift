import CLibPQ
import Dispatch
import Foundation

/// Sessions as a host would write them without the library: a table, an outbox, prepared statements, `Codable`.
///
/// What the library guarantees is guaranteed here too, so that the two can be compared:
/// - A change is one READ COMMITTED transaction. It locks the session's row before it decides and holds it to the end, so nothing that
///   it decided on has changed meanwhile, and of several changes at once none is lost.
/// - The token and the validity (state, expiry) are checked on the locked row.
/// - Session and event become durable together. The body names the command that changed it last, so that somebody whose answer
///   was lost can find out what became of it.
/// - The event's position is the number of its transaction, which it gets after the lock: no reader of the outbox that stays below the
///   oldest running transaction misses one, and an effect comes after its cause.
/// - Lists go by expiry and key over an index. An update does not move the expiry, so it leaves the index alone.
/// - libpq blocks, so a request runs on a thread of the connection's. All of it does, JSON included: one change of threads.
///
/// Nothing is checked that the library checks beside that: no limits, no catalogue, no provenance, no merge patch.
final class ByHand: Sendable {
  private let sql: SQL
  private let queue = DispatchQueue(label: "by hand")

  init(_ address: String) throws {
    sql = try SQL(address)
    try sql.run(
      """
      SET plan_cache_mode = force_generic_plan; SET jit = off;
      CREATE SCHEMA by_hand;
      CREATE TABLE by_hand.sessions (
        id text COLLATE "C" PRIMARY KEY, token text COLLATE "C" NOT NULL UNIQUE, expires_at bigint NOT NULL, body text NOT NULL
      ) WITH (fillfactor = 80);
      CREATE INDEX ON by_hand.sessions (expires_at, id);
      CREATE TABLE by_hand.outbox (
        xid xid8, number bigint, at timestamptz NOT NULL DEFAULT now(), body text NOT NULL, PRIMARY KEY (xid, number)
      )
      """)
    for statement in Statement.allCases { PQclear(PQprepare(sql.handle, "\(statement)", statement.rawValue, 0, nil)) }
  }

  private enum Statement: String, CaseIterable {
    case begin = "BEGIN"
    case lock = "SELECT token, expires_at, body FROM by_hand.sessions WHERE id = $1 FOR UPDATE"
    case write = "UPDATE by_hand.sessions SET body = $2 WHERE id = $1"
    case add = "INSERT INTO by_hand.sessions (id, token, expires_at, body) VALUES ($1, $2, $3, $4)"
    case tell = "INSERT INTO by_hand.outbox (xid, number, body) VALUES (pg_current_xact_id(), 1, $1)"
    case commit = "COMMIT"
    case find = "SELECT expires_at, body FROM by_hand.sessions WHERE token = $1"
    case page = """
      SELECT expires_at, id, body FROM by_hand.sessions
      WHERE (expires_at, id) > ($1, $2) ORDER BY expires_at, id LIMIT $3
      """
  }

  struct Failure: Error {}
}

// MARK: - What a request does

extension ByHand {
  func create(_ session: Session) async throws {
    try await onOwnThread {
      try self.run(.begin)
      try self.run(.add, session.id, session.token, "\(session.expiresAt)", try Self.text(session))
      try self.run(.tell, try Self.text(Event("session.created", session)))
      try self.run(.commit)
    }
  }

  func find(_ token: String) async throws -> Session {
    try await onOwnThread {
      let rows = try self.run(.find, token)
      let session = try Self.value(Session.self, rows[0][1])
      guard session.isValid(Self.now, token: token) else { throw Failure() }
      return session
    }
  }

  func setTimeframe(_ timeframe: String, of id: String, token: String) async throws -> Session {
    try await onOwnThread {
      try self.run(.begin)
      let rows = try self.run(.lock, id)
      var session = try Self.value(Session.self, rows[0][2])
      let now = Self.now
      guard rows[0][0] == token, session.isValid(now, token: token) else { throw Failure() }
      session.discovery.timeframe = Session.Field(
        value: timeframe, source: ["kind": "visitor"], at: now, replaced: session.discovery.timeframe?.value)
      session.lastActivityAt = now
      session.times.updatedAt = now
      session.times.revision += 1
      session.times.latestCommand = UUID()
      try self.run(.write, id, try Self.text(session))
      try self.run(.tell, try Self.text(Event("session.updated", session)))
      try self.run(.commit)
      return session
    }
  }

  func page(after place: (expiry: Int64, id: String), limit: Int) async throws -> [Session] {
    try await onOwnThread {
      let rows = try self.run(.page, "\(place.expiry)", place.id, "\(limit)")
      return try rows.map { try Self.value(Session.self, $0[2]) }
    }
  }
}

// MARK: - How it does that

extension ByHand {
  static var now: Int64 { Int64(Date.now.timeIntervalSince1970 * 1_000) }

  private static func text(_ value: some Encodable) throws -> String {
    String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
  }

  private static func value<Value: Decodable>(_ type: Value.Type, _ text: String?) throws -> Value {
    try JSONDecoder().decode(type, from: Data((text ?? "").utf8))
  }

  private func onOwnThread<Answer: Sendable>(_ work: @escaping @Sendable () throws -> Answer) async throws -> Answer {
    try await withCheckedThrowingContinuation { turn in
      queue.async { turn.resume(with: Result { try work() }) }
    }
  }

  @discardableResult
  private func run(_ statement: Statement, _ parameters: String...) throws -> [[String?]] {
    let copies = parameters.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    let values = copies.map { UnsafePointer($0) }
    let result = PQexecPrepared(sql.handle, "\(statement)", Int32(values.count), values, nil, nil, 0)
    defer { PQclear(result) }
    guard [PGRES_TUPLES_OK, PGRES_COMMAND_OK].contains(PQresultStatus(result)) else { throw Failure() }
    return (0..<PQntuples(result)).map { row in
      (0..<PQnfields(result)).map { column in PQgetvalue(result, row, column).map { String(cString: $0) } }
    }
  }
}

extension ByHand {
  /// What the library keeps of a session that has just begun, in the types that cost least.
  struct Session: Codable, Sendable {
    struct Field: Codable, Sendable {
      var value: String?
      var source: [String: String]
      var at: Int64
      var replaced: String?
    }

    struct Discovery: Codable, Sendable {
      var timeframe: Field?
    }

    struct Times: Codable, Sendable {
      var createdAt: Int64
      var updatedAt: Int64
      var revision: Int
      var latestCommand: UUID
    }

    var id: String
    var token: String
    var standing = ["state": "open"]
    var expiresAt: Int64
    var lastActivityAt: Int64
    var discovery = Discovery()
    var metadata: [String: String]
    var conversations = 0
    var claims = 0
    var times: Times

    init(id: String, token: String, at now: Int64, metadata: [String: String]) {
      self.id = id
      self.token = token
      self.metadata = metadata
      expiresAt = now + 30 * 86_400_000
      lastActivityAt = now
      times = Times(createdAt: now, updatedAt: now, revision: 1, latestCommand: UUID())
    }

    func isValid(_ now: Int64, token: String) -> Bool {
      standing["state"] == "open" && self.token == token && now < expiresAt
    }
  }

  /// What the library says of a change.
  struct Event: Encodable {
    let specversion = "1.0"
    let id: UUID
    let source = "urn:by-hand"
    let type: String
    let subject: String
    let time: Int64
    let actor: String
    let datacontenttype = "application/json"
    let data = ["parts": "discovery"]

    init(_ type: String, _ session: Session) {
      id = session.times.latestCommand
      self.type = type
      subject = "session/\(session.id)"
      actor = subject
      time = session.times.updatedAt
    }
  }
}
