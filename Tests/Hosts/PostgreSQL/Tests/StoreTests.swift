import Carryover
import CarryoverPostgreSQL
import Foundation
import Testing

extension PostgreSQL {
  /// What the kit cannot know of: the server's own ways.
  @Suite struct StoreTests {
    let database: Database
    let store: PostgreSQLStore

    init() async throws {
      database = try Database()
      store = try await database.store()
    }

    @Test func `more callers than connections wait their turn`() async throws {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<100 { group.addTask { try await store.commit(Commit([.insert(try record("\(number)"))])) } }
        try await group.waitForAll()
      }
      #expect(try database.sql().run("SELECT FROM carryover.records").count == 100)
      let rows = try database.sql().run(
        "SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
      #expect(rows.count == 8)
    }

    @Test func `a caller that is cancelled while it waits for a connection goes away, and the commits before it stay`()
      async throws
    {
      let rival = try database.sql()
      try rival.run("BEGIN; LOCK carryover.records")
      try await withThrowingTaskGroup(of: StoreError?.self) { group in
        for number in 0..<12 {
          group.addTask { await ending(of: Commit([.insert(try record("\(number)"))])) }
        }
        try await rival.untilWaiting(8)
        group.cancelAll()
        var endings: [StoreError?] = []
        for _ in 0..<4 { endings.append(try await group.next() ?? nil) }
        #expect(endings == Array(repeating: .cancelled, count: 4))
        try rival.run("COMMIT")
        while let ending = try await group.next() { endings.append(ending) }
        #expect(endings.count { $0 == nil } == 8)
      }
      #expect(try database.sql().run("SELECT FROM carryover.records").count == 8)
    }

    @Test func `what waits too long for a lock is not applied`() async throws {
      let rival = try database.sql()
      try rival.run("BEGIN; LOCK carryover.records")
      #expect(await ending(of: Commit([.insert(try record("a"))])) == .busy)
      try rival.run("ROLLBACK")
      #expect(try await store.load([try key("a")]).items[0].found == nil)
    }

    @Test func `a deadlock with a host's own locks is not applied`() async throws {
      try await store.commit(Commit([.insert(try record("a"))]))
      let found = try #require(try await store.load([try key("a")]).items[0].found)
      let rival = try database.sql()
      try rival.run("SET deadlock_timeout = '10s'; BEGIN; UPDATE carryover.records SET version = version")
      async let ending = ending(of: Commit([.replace(try record("a", 1), found.version)]))
      try await rival.untilWaiting(1)
      // The other way round: the commit holds the key's lock and waits for the row.
      try rival.run("SELECT pg_advisory_xact_lock(hashtextextended('probe/a', 0))")
      #expect(try await ending == .busy)
      try rival.run("COMMIT")
    }

    @Test func `an event is shown only when none can come before it any more`() async throws {
      let rival = try database.sql()
      try rival.run("BEGIN; SELECT pg_current_xact_id()")
      try await store.commit(Commit([], events: [try event(about: "a")]))
      let empty = try await store.feed(after: .start, limit: 10)
      #expect(empty.entries.isEmpty)
      try rival.run("COMMIT")
      #expect(try await store.feed(after: empty.end, limit: 10).entries.map(\.event.subject.identityText) == ["a"])
    }

    @Test func `an event whose commit waited for its cause comes after it`() async throws {
      try await store.commit(Commit([.insert(try record("a"))]))
      let version = try #require(try await store.load([try key("a")]).items[0].found).version.number
      let cause = try event(about: "cause").body
      let rival = try database.sql()
      try rival.run("BEGIN; SELECT pg_advisory_xact_lock(hashtextextended('probe/a', 0))")
      async let ending = ending(of: Commit([.insert(try record("a"))], events: [try event(about: "effect")]))
      try await rival.untilWaiting(1)
      // The insert is under way and can only succeed because of this delete, which begins later.
      try rival.run(
        """
        SELECT carryover.commit('{probe/a}', '{\(version)}', '{delete}', '{NULL}', '{NULL}', '{NULL}', ARRAY['\(cause)']);
        COMMIT
        """)
      #expect(try await ending == nil)
      #expect(try await store.events().map(\.subject.identityText) == ["cause", "effect"])
    }

    @Test func `the feed forgets what is trimmed, and says so`() async throws {
      for name in ["a", "b", "c"] { try await store.commit(Commit([], events: [try event(about: name)])) }
      let old = try await store.feed(after: .start, limit: 1).end
      let end = try await store.feed(after: .start, limit: 3).end
      #expect(try database.sql().run("SELECT carryover.trim_events(now())") == [["3"]])
      await #expect(throws: StoreError.gone) { try await store.feed(after: old, limit: 10) }
      try await store.commit(Commit([], events: [try event(about: "d")]))
      #expect(try await store.feed(after: end, limit: 10).entries.map(\.event.subject.identityText) == ["d"])
      #expect(try await store.events().map(\.subject.identityText) == ["d"])
    }

    @Test func `a new epoch keeps the events and invalidates every position`() async throws {
      for name in ["a", "b"] { try await store.commit(Commit([], events: [try event(about: name)])) }
      let end = try await store.feed(after: .start, limit: 10).end
      try database.sql().run("SELECT carryover.begin_epoch()")
      await #expect(throws: StoreError.gone) { try await store.feed(after: end, limit: 10) }
      try await store.commit(Commit([], events: [try event(about: "c")]))
      #expect(try await store.events().map(\.subject.identityText) == ["a", "b", "c"])
    }

    @Test func `a position from a future that was lost is gone`() async throws {
      let parts = try await store.feed(after: .start, limit: 1).end.text.split(separator: "/")
      let future = FeedPosition("\(parts[0])/\((Int(parts[1]) ?? 0) + 1_000_000)/1")
      await #expect(throws: StoreError.gone) { try await store.feed(after: future, limit: 10) }
    }

    @Test func `a commit refuses to be anything but the first write of its transaction`() throws {
      let rival = try database.sql()
      let commit = "SELECT carryover.commit('{}', '{}', '{}', '{}', '{}', '{}', '{}')"
      for start in ["BEGIN; SELECT pg_current_xact_id()", "BEGIN ISOLATION LEVEL REPEATABLE READ"] {
        try rival.run(start)
        #expect(throws: SQL.Failure.self) { try rival.run(commit) }
        try rival.run("ROLLBACK")
      }
    }

    @Test func `another schema is refused at the start`() async throws {
      try database.sql().run("INSERT INTO carryover.schema_version (version) VALUES (2)")
      await #expect(throws: StoreError.failed("the schema's version is 2")) { try await database.store() }
    }

    private func ending(of commit: Commit) async -> StoreError? {
      do {
        try await store.commit(commit)
        return nil
      } catch {
        return error
      }
    }
  }
}
