import CarryoverTesting
import FoundationEssentials
import Testing

@testable import Carryover

@Suite("SE-4, SE-9: who talks is not idle")
struct ConversationActivityTests {
  private func scene(idleLimit: Duration?) -> ConversationScene {
    ConversationScene(
      ConversationPolicy(guests: GuestLimits(perSession: 100)), sessions: SessionPolicy(idleLimit: idleLimit))
  }

  private func session(_ caller: Caller, in scene: ConversationScene) async throws -> Session {
    guard case .session(let id, _) = caller else { throw SessionRefusal.unknown }
    return try #require(try await scene.store.sessions.session(id))
  }

  @Test func `SE-4: sending, reserving and beginning keep a session from being idle`() async throws {
    let scene = scene(idleLimit: .seconds(600))
    let visitor = try await scene.visitor()
    let id = try await scene.conversations.begin(by: visitor).id
    for _ in 0..<4 {
      scene.clock.advance(by: .seconds(400))
      _ = try await scene.conversations.append("x", to: id, by: visitor)
      #expect(try await session(visitor, in: scene).lastActivityAt == scene.clock.now)
      scene.clock.advance(by: .seconds(400))
      let reservation = try await scene.conversations.reserve(in: id, by: visitor)
      try await scene.conversations.release(reservation)
      #expect(try await session(visitor, in: scene).lastActivityAt == scene.clock.now)
      scene.clock.advance(by: .seconds(400))
      _ = try await scene.conversations.begin(by: visitor)
    }
    #expect(try await session(visitor, in: scene).guest.used == 4)
    scene.clock.advance(by: .seconds(600))
    await #expect(throws: AppendMessageError.notFound) {
      try await scene.conversations.append("x", to: id, by: visitor)
    }
  }

  @Test func `SE-9: it is noted once in an interval, is no change, and is left out where nothing asks for it`()
    async throws
  {
    let scene = scene(idleLimit: .seconds(3_600))
    let visitor = try await scene.visitor()
    let id = try await scene.conversations.begin(by: visitor).id
    let begun = try await session(visitor, in: scene)
    scene.clock.advance(by: .seconds(299))
    _ = try await scene.conversations.append("x", to: id, by: visitor)
    #expect(try await session(visitor, in: scene).lastActivityAt == begun.lastActivityAt)
    scene.clock.advance(by: .seconds(1))
    _ = try await scene.conversations.append("x", to: id, by: visitor)
    let noted = try await session(visitor, in: scene)
    #expect(noted.lastActivityAt == scene.clock.now && noted.times == begun.times)
    _ = try await scene.conversations.append("x", as: .assistant, to: id, by: .system)
    #expect(try await session(visitor, in: scene).lastActivityAt == noted.lastActivityAt)

    let free = self.scene(idleLimit: nil)
    let other = try await free.visitor()
    let talk = try await free.conversations.begin(by: other).id
    let before = try await session(other, in: free).lastActivityAt
    free.clock.advance(by: .seconds(3_600))
    _ = try await free.conversations.append("x", to: talk, by: other)
    #expect(try await session(other, in: free).lastActivityAt == before)
  }
}
