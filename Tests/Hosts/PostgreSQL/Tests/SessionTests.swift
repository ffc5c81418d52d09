import Carryover
import CarryoverPostgreSQL
import CarryoverTesting
import Foundation
import Testing

extension PostgreSQL {
  @Suite struct SessionTests {
    let clock = ManualClock(Date(timeIntervalSince1970: 1_800_000_000))
    let database: Database
    let store: PostgreSQLStore
    let sessions: Sessions

    init() async throws {
      database = try Database()
      store = try await database.store()
      sessions = Sessions(store: store, surroundings: Self.surroundings(clock))
    }

    /// A clock that stands still, and true chance and pauses.
    private static func surroundings(_ clock: ManualClock) -> Surroundings { Surroundings(now: { clock.now }) }

    @Test func `a session lives its whole life in the database`() async throws {
      let new = try await sessions.create()
      let found = try await sessions.find(new.token)
      #expect(found.session == new.visitor.session)

      clock.advance(by: .seconds(1))
      let patch = SessionPatch(
        discovery: DiscoveryPatch(timeframe: .set("Q3 “now” \\ \u{1F600} e\u{301}")),
        metadata: MetadataPatch(["campaign": .text("{\"a\",NULL}")]))
      let updated = try await sessions.update(patch, by: found.caller)
      #expect(updated.times.revision == 2)
      #expect(try await sessions.find(new.token).session == updated)

      clock.advance(by: .seconds(86_400))
      let renewed = try await sessions.renew(found.caller)
      #expect(renewed.expiresAt > updated.expiresAt)

      guard case .rotated(let next) = try await sessions.rotate(found.caller) else {
        Issue.record("not rotated")
        return
      }
      #expect(try await sessions.find(next.token).session.id == renewed.id)
      clock.advance(by: .seconds(60))
      await #expect(throws: SessionError.refused(.unknown)) { try await sessions.find(new.token) }

      try await sessions.revoke(renewed.id, by: .system)
      await #expect(throws: SessionError.self) { try await sessions.find(next.token) }

      clock.advance(by: .seconds(60 * 86_400))
      let report = try await sessions.sweep()
      #expect(report.sessions == 1 && report.tokenSlots == 2)
      #expect(
        try await store.events().map(\.kind) == [
          .sessionCreated, .sessionUpdated, .sessionRenewed, .sessionRotated, .sessionRevoked, .sessionRemoved,
        ])
      #expect(try database.sql().run("SELECT FROM carryover.records UNION ALL SELECT FROM carryover.entries").isEmpty)
    }

    @Test func `an update takes two round trips: every call of the store is one statement`() async throws {
      let recorder = RecordingStore(store)
      let sessions = Sessions(store: recorder, surroundings: Self.surroundings(clock))
      let caller = try await sessions.create().visitor.caller
      #expect(recorder.count(of: .load) == 0 && recorder.count(of: .commit) == 1)
      _ = try await sessions.update(SessionPatch(discovery: DiscoveryPatch(timeframe: .set("soon"))), by: caller)
      #expect(recorder.count(of: .load) == 1 && recorder.count(of: .commit) == 2)
    }

    @Test func `nobody is resolved into a visitor, and the visitor into itself`() async throws {
      let first = try await sessions.resolve(token: nil, ifAbsent: .begin) { nil }
      guard case .set(let token, _) = first.cookie else {
        Issue.record("no cookie")
        return
      }
      let second = try await sessions.resolve(token: token.revealed, ifAbsent: .refuse) { nil }
      #expect(second.visitor?.session == first.visitor?.session)
    }

    @Test(arguments: [16, 64])
    func `of many updates at once every one counts, once`(_ count: Int) async throws {
      let new = try await sessions.create()
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<count {
          group.addTask {
            let patch = SessionPatch(discovery: DiscoveryPatch(timeframe: .set("\(number)")))
            _ = try await sessions.update(patch, by: new.visitor.caller)
          }
        }
        try await group.waitForAll()
      }
      #expect(try await sessions.find(new.token).session.times.revision == 1 + count)
      #expect(try await store.events().count { $0.kind == .sessionUpdated } == count)
    }

    @Test(arguments: [16, 64])
    func `of many who create the same session one does, and all get it`(_ count: Int) async throws {
      let made = try await withThrowingTaskGroup(of: NewSession.self) { group in
        for _ in 0..<count {
          group.addTask {
            // The same seed mints the same session and token.
            try await Sessions(store: store, surroundings: .manual(clock: clock, seed: 7)).create()
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(Set(made.map(\.visitor.session)).count == 1)
      #expect(try await store.events().map(\.kind) == [.sessionCreated])
      #expect(try database.sql().run("SELECT FROM carryover.records").count == 2)
    }

    @Test func `a report reads sessions in SQL`() async throws {
      let new = try await sessions.create()
      let other = try await sessions.create()
      try await sessions.revoke(other.visitor.session.id, by: .system)
      try await store.commit(Commit([.insert(try record("not a session"))]))
      let rows = try database.sql().run(
        "SELECT key, state, extract(epoch FROM expires_at)::bigint FROM carryover.sessions WHERE revision > 0 ORDER BY state"
      )
      let expiry = "\(Int(new.visitor.session.expiresAt.timeIntervalSince1970))"
      #expect(
        rows == [
          ["session/\(new.visitor.session.id)", "open", expiry],
          ["session/\(other.visitor.session.id)", "revoked", expiry],
        ])
    }
  }
}
