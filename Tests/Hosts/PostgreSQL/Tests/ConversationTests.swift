import Carryover
import CarryoverPostgreSQL
import CarryoverTesting
import Foundation
import Stories
import Testing

extension PostgreSQL {
  @Suite struct ConversationTests {
    let clock = ManualClock(Date(timeIntervalSince1970: 1_800_000_000))
    let database: Database
    let store: PostgreSQLStore

    init() async throws {
      database = try Database()
      store = try await database.store()
    }

    @Test(arguments: ConversationStory.allCases)
    func `the story of a conversation`(_ story: ConversationStory) async throws {
      try await story.tell(on: Stage(over: store, clock: clock, Surroundings(now: { [clock] in clock.now })))
    }

    @Test func `SE-6 of a session with conversations a sweep leaves no row behind`() async throws {
      let surroundings = Surroundings(now: { [clock] in clock.now })
      let sessions = Sessions(store: store, surroundings: surroundings)
      let chats = Conversations(store: store, surroundings: surroundings)
      for _ in 0..<3 {
        let visitor = try await sessions.create().visitor.caller
        for _ in 0..<4 {
          let id = try await chats.begin(by: visitor).id
          for number in 0..<6 { _ = try await chats.append("\(number)", to: id, by: visitor) }
        }
      }
      clock.advance(by: .seconds(31 * 86_400))
      let report = try await sessions.sweep()

      #expect(report.sessions == 3 && report.conversations == 12 && report.messages == 72)
      #expect(try database.sql().run("SELECT FROM carryover.records UNION ALL SELECT FROM carryover.entries").isEmpty)
    }
  }
}
