import Carryover
import CarryoverPostgreSQL
import Foundation
import Testing

extension PostgreSQL {
  /// Connections killed in the middle of commits.
  @Suite struct KillTests {
    let database: Database
    let store: PostgreSQLStore

    init() async throws {
      database = try Database()
      store = try await database.store()
    }

    @Test func `an update is made once or, where its answer was lost, at most once`() async throws {
      let sessions = Sessions(store: store)
      var visitors: [Visitor] = []
      for _ in 0..<8 { visitors.append(try await sessions.create().visitor) }
      let callers = visitors.map(\.caller)
      let endings = try await database.whileKilling(240) { try await update($0, by: callers[$0 % 8], sessions) }
      let events = try await store.events().filter { $0.kind == .sessionUpdated }
      #expect(Set(events.map(\.id)).count == events.count)
      for (index, visitor) in visitors.enumerated() {
        let session = try #require(try await store.sessions.session(visitor.session.id))
        let made = Set(session.metadata.entries.keys.compactMap { Int($0) })
        for (number, ending) in endings where number % 8 == index {
          switch ending {
          case .applied: #expect(made.contains(number), "an update reported as made is lost")
          case .refused: #expect(!made.contains(number), "an update reported as refused was made")
          case .unknown: break
          }
        }
        #expect(session.times.revision == 1 + made.count, "an update was made twice")
        #expect(events.count { $0.actor == .session(session.id) } == made.count)
      }
    }

    @Test func `a commit says what is true, or that it does not know`() async throws {
      let endings = try await database.whileKilling(1_000) { try await insert($0) }
      let events = try await store.events().map(\.subject.identityText)
      #expect(Set(events).count == events.count)
      for (number, ending) in endings {
        let isPresent = try await Database.patiently {
          try await store.load([try key("\(number)")]).items[0].found != nil
        }
        #expect(isPresent == events.contains("\(number)"))
        switch ending {
        case .applied: #expect(isPresent)
        case .refused: Issue.record("\(number) was applied although the store said busy")
        case .unknown: break
        }
      }
    }

    @Test func `a connection killed after the commit does not say that nothing was applied`() async throws {
      let rival = try database.sql()
      // The server now waits, after each commit, for a standby that never comes.
      try rival.run("ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
      try rival.run("SELECT pg_reload_conf()")
      try await Task.sleep(for: .milliseconds(300))
      async let ending = insert(0)
      let kill = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
      try await rival.until(1, kill)
      let outcome = try await ending
      try rival.run("ALTER SYSTEM RESET synchronous_standby_names")
      try rival.run("SELECT pg_reload_conf()")
      #expect(outcome == .unknown)
      #expect(try await store.load([try key("0")]).items[0].found != nil)
    }

    private func update(_ number: Int, by caller: Caller, _ sessions: Sessions) async throws -> Database.Ending {
      let patch = SessionPatch(
        discovery: DiscoveryPatch(timeframe: .set("\(number)")), metadata: MetadataPatch(["\(number)": .flag(true)]))
      do throws(UpdateSessionError) {
        _ = try await sessions.update(patch, by: caller)
        return .applied
      } catch {
        switch error {
        case .trouble(.unknown): return .unknown
        case .trouble(.contended): return .refused
        default: throw error
        }
      }
    }

    private func insert(_ number: Int) async throws -> Database.Ending {
      let commit = Commit([.insert(try record("\(number)"))], events: [try event(about: "\(number)")])
      while true {
        do throws(StoreError) {
          try await store.commit(commit)
          return .applied
        } catch {
          switch error {
          // Certainly not applied, so sending it again is safe; a conflict then would prove the store wrong.
          case .busy: continue
          case .unknown: return .unknown
          case .conflict: return .refused
          default: throw error
          }
        }
      }
    }
  }
}
