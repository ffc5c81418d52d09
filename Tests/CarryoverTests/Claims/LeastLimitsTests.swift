import CarryoverInMemory
import CarryoverTesting
import FoundationEssentials
import Testing

@testable import Carryover

@Suite("ST-4: the least that a store must take")
struct LeastLimitsTests {
  @Test func `ST-4, CL-9: a claim of a full session by link, and its undoing, fit the least limits`() async throws {
    let scene = ConversationScene(limits: .least)
    let new = try await scene.sessions.create()
    let visitor = new.visitor.caller
    let texts = DiscoveryCatalogue.standard.questions.prefix(14).map {
      ($0.key, Patch.set(String(repeating: "x", count: 4_000)))
    }
    let patch = SessionPatch(discovery: DiscoveryPatch(answers: .set(Dictionary(uniqueKeysWithValues: texts))))
    _ = try await scene.sessions.update(patch, by: visitor)
    let profiles = Profiles(store: scene.store, surroundings: .manual(clock: scene.clock, seed: 8))
    let ann = try Account.ID("ann")
    _ = try await profiles.update(patch.discovery, by: .account(ann))
    var last: Conversation.ID?
    for _ in 0..<50 { last = try await scene.conversations.begin(by: visitor).id }
    scene.clock.advance(by: .seconds(1))
    _ = try await scene.sessions.rotate(visitor)
    let rotated = try #require(try await scene.store.sessions.session(new.visitor.session.id))
    let claims = Claims(store: scene.store, surroundings: .manual(clock: scene.clock, seed: 9))
    let link = try await claims.makeLink(.session(rotated.id, by: rotated.token), recipient: "ann@example.com")

    // An account that has claimed before: an undoing looks at its other claims as far as there is room.
    for _ in 0..<8 {
      let other = try await scene.sessions.create()
      #expect(try await claims.claim(.of(other), for: ann).result != nil)
    }

    let result = try #require(
      try await claims.claim(.link(link.revealed, recipient: "ann@example.com"), for: ann).result)
    for conversation in try await scene.conversations.list(by: .account(ann), limit: 100).values {
      _ = try await scene.conversations.append("x", to: conversation.id, by: .account(ann))
    }
    let undone = try await claims.unclaim(result.receipt.id, by: .account(ann))
    #expect(undone.undoing.keptConversations.count == 50 && last != nil)
  }

  @Test func `ST-4: one conversation too many makes the undoing too large, and leaves the claim as it is`() async throws
  {
    let scene = ConversationScene(ConversationPolicy(conversationsPerSession: 80), limits: .least)
    let new = try await scene.sessions.create()
    for _ in 0..<80 { _ = try await scene.conversations.begin(by: new.visitor.caller) }
    let ann = try Account.ID("ann")
    let claims = Claims(store: scene.store, surroundings: .manual(clock: scene.clock, seed: 9))
    let receipt = try #require(try await claims.claim(.of(new), for: ann).result).receipt
    await #expect(throws: UnclaimError.trouble(.tooLarge(.keysPerLoad(limit: 64)))) {
      try await claims.unclaim(receipt.id, by: .account(ann))
    }
    #expect(try await claims.receipt(receipt.id, by: .account(ann)) == receipt)
  }
}
