import CLibPQ
import Carryover
import CarryoverPostgreSQL
import Foundation
import Testing

extension PostgreSQL {
  /// What a load, a commit and an update cost, against the same update written by hand. Run by `Tests/Hosts/run postgresql --measure`.
  @Suite(.enabled(if: ProcessInfo.processInfo.environment["CARRYOVER_MEASURE"] != nil)) struct SpeedTests {
    private static let rounds = 3_000

    @Test func `an update costs a load and a commit`() async throws {
      let database = try Database()
      let store = try await PostgreSQLStore(database.address, connections: 1)
      let sessions = Sessions(store: store)
      let visitor = try await sessions.create().visitor
      let text = String(repeating: "x", count: 700)
      var updates: [Duration] = []
      var byHand: [Duration] = []
      var loads: [Duration] = []
      var commits: [Duration] = []
      let rival = try Rival(database.address, body: text)
      let session = RecordKey.session(visitor.session.id)
      // In turns, so that whatever else the machine does slows each of them alike.
      for round in 0..<Self.rounds {
        let patch = SessionPatch(
          discovery: DiscoveryPatch(timeframe: .set("\(round)")), metadata: MetadataPatch(["text": .text(text)]))
        updates.append(
          try await measure {
            _ = try await sessions.update(patch, by: visitor.caller)
          })
        byHand.append(try await measure { try rival.update(round) })
        var loaded: Loaded.Found?
        loads.append(try await measure { loaded = try await store.load([session]).items[0].found })
        let found = try #require(loaded)
        let entry = ShelfEntry(.expiring, order: Int64(visitor.session.expiresAt.timeIntervalSince1970 * 1_000))
        let record = Record(key: session, body: try found.record.body, entries: [entry])
        let commit = Commit([.replace(record, found.version)], events: [try event(about: "x")])
        commits.append(try await measure { try await store.commit(commit) })
      }
      // The tenth percentile is what it costs when nobody else wants the processor.
      for (name, share) in [("median", 0.5), ("10th percentile", 0.1)] {
        let cost = [loads, commits, updates, byHand].map { microseconds($0, at: share) }
        print("µs, \(name) of \(Self.rounds): load \(cost[0]), commit \(cost[1]), update \(cost[2]),")
        print("  by hand (begin, select for update, update, commit) \(cost[3]); update / by hand \(cost[2] / cost[3])")
      }
    }

    private func measure(_ body: () async throws -> Void) async throws -> Duration {
      try await ContinuousClock().measure(body)
    }

    private func microseconds(_ times: [Duration], at share: Double) -> Double {
      (times.sorted()[Int(Double(times.count) * share)] / .microseconds(1) * 10).rounded() / 10
    }
  }

  /// The update as somebody would write it who needs no more than that: four prepared statements on one connection.
  private struct Rival {
    private static let statements = [
      "BEGIN", "SELECT body, version FROM rival WHERE id = $1 FOR UPDATE",
      "UPDATE rival SET body = $2, version = version + 1 WHERE id = $1", "COMMIT",
    ]

    private let sql: SQL
    private let body: String

    init(_ address: String, body: String) throws {
      sql = try SQL(address)
      self.body = body
      try sql.run("CREATE TABLE rival (id text PRIMARY KEY, version bigint NOT NULL, body text NOT NULL)")
      try sql.run("INSERT INTO rival VALUES ('a', 1, '')")
      for (number, statement) in Self.statements.enumerated() {
        PQclear(PQprepare(sql.handle, "\(number)", statement, 0, nil))
      }
    }

    func update(_ round: Int) throws {
      try run(0)
      try run(1, "a")
      try run(2, "a", #"{"timeframe":"\#(round)","metadata":{"text":"\#(body)"}}"#)
      try run(3)
    }

    private func run(_ number: Int, _ parameters: String...) throws {
      let copies = parameters.map { strdup($0) }
      defer { for copy in copies { free(copy) } }
      let values = copies.map { UnsafePointer($0) }
      let result = PQexecPrepared(sql.handle, "\(number)", Int32(values.count), values, nil, nil, 0)
      defer { PQclear(result) }
      try #require([PGRES_TUPLES_OK, PGRES_COMMAND_OK].contains(PQresultStatus(result)))
    }
  }
}
