import Carryover
import CarryoverPostgreSQL
import CarryoverTesting
import Foundation
import Stories
import Testing

extension PostgreSQL {
  @Suite struct ClaimTests {
    let clock = ManualClock(Date(timeIntervalSince1970: 1_800_000_000))
    let database: Database
    let store: PostgreSQLStore

    init() async throws {
      database = try Database()
      store = try await database.store()
    }

    @Test(arguments: ClaimStory.allCases)
    func `the story of a claim`(_ story: ClaimStory) async throws {
      try await story.tell(on: Stage(over: store, clock: clock, Surroundings(now: { [clock] in clock.now })))
    }

    @Test func `CL-2 with connections killed in the middle of commits, a claim is made wholly, once, or not at all`()
      async throws
    {
      let count = 120
      let accounts = try (0..<8).map { try Account.ID("account \($0)") }
      let claims = Claims(store: store)
      let chats = Conversations(store: store)
      var visits: [(new: NewSession, chat: Conversation.ID)] = []
      for _ in 0..<count {
        let new = try await Sessions(store: store).create()
        visits.append((new, try await chats.begin(by: new.visitor.caller).id))
      }
      let mine = visits
      let endings = try await database.whileKilling(count) { number in
        do throws(StoreTrouble) {
          switch try await claims.claim(.token(mine[number].new.token.revealed), for: accounts[number % 8]) {
          case .claimed: return .applied
          case .refused(.contended): return .refused
          case .alreadyYours, .refused: throw .failed("an answer that no first claim gets")
          }
        } catch {
          guard error == .unknown else { throw error }
          return .unknown
        }
      }
      var held = Set<Conversation.ID>()
      for account in accounts { held.formUnion(try await list(chats, of: account)) }
      for (number, visit) in mine.enumerated() {
        let session = try #require(try await store.sessions.session(visit.new.visitor.session.id))
        let isClaimed = if case .claimed = session.standing { true } else { false }
        #expect(held.contains(visit.chat) == isClaimed, "a claim was made by half")
        switch endings[number] {
        case .applied: #expect(isClaimed, "a claim reported as made is lost")
        case .refused: #expect(!isClaimed, "a claim reported as refused was made")
        case .unknown, nil: break
        }
        switch try await claims.claim(.token(visit.new.token.revealed), for: accounts[number % 8]) {
        case .alreadyYours: #expect(isClaimed)
        case .claimed: #expect(!isClaimed)
        case .refused(let refusal): Issue.record("refused: \(refusal)")
        }
      }
      let events = try await store.events()
      #expect(Set(events.map(\.id)).count == events.count)
      #expect(events.count { $0.kind == .sessionClaimed } == count, "a claim was made twice, or never")
      #expect(events.count { $0.kind == .profileCreated } == accounts.count, "a profile began twice, or never")
      for account in accounts { #expect(try await list(chats, of: account).count == count / 8) }
    }

    /// All of an account's conversations, page by page.
    private func list(_ chats: Conversations, of account: Account.ID) async throws -> [Conversation.ID] {
      var ids: [Conversation.ID] = []
      var place: Place?
      repeat {
        let page = try await chats.list(by: .account(account), after: place, limit: 50)
        ids += page.values.map(\.id)
        place = page.next
      } while place != nil
      return ids
    }
  }
}
