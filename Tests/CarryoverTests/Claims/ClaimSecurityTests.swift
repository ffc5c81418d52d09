import CarryoverInMemory
import CarryoverTesting
import FoundationEssentials
import Testing

@testable import Carryover

@Suite("SC: what a claim must never do")
struct ClaimSecurityTests {
  @Test func `SC-4 roles, credit and identity in a session's metadata reach no profile, only the receipt`() async throws
  {
    let scene = try ClaimScene()
    let new = try await scene.scene.sessions.create()
    let patch = try JSONText.read(
      #"{"metadata": {"role": "admin", "credit": 987654321, "account": "bob", "email": "bob@example.org"}}"#,
      as: SessionPatch.self)
    _ = try await scene.scene.sessions.update(patch, by: new.visitor.caller)

    let result = try #require(try await scene.claims.claim(.of(new), for: scene.ann).result)

    #expect(result.profile.account == scene.ann && result.profile.discovery.isEmpty)
    #expect(result.receipt.decisions.isEmpty && result.receipt.metadata.entries.count == 4)
    let view = try JSONText.pretty(ClaimView(result, catalogue: .standard))
    #expect(!view.contains("admin") && !view.contains("987654321") && !view.contains("bob"))
  }

  @Test func `SC-4 a claim by an anonymous account, and its undoing, give a guest no message back`() async throws {
    let policy = ConversationPolicy(guests: GuestLimits(perConversation: 3), isAnonymous: { _ in true })
    let scene = ConversationScene(policy)
    let new = try await scene.sessions.create()
    let visitor = new.visitor.caller
    let conversation = try await scene.conversations.begin(by: visitor)
    for text in ["one", "two"] { _ = try await scene.conversations.append(text, to: conversation.id, by: visitor) }
    let claims = Claims(store: scene.store, surroundings: .manual(clock: scene.clock, seed: 4))
    let account = try Account.ID("anonymous-1")
    let receipt = try #require(try await claims.claim(.of(new), for: account).result).receipt

    _ = try await scene.conversations.append("three", to: conversation.id, by: .account(account))
    await #expect(throws: AppendMessageError.self) {
      _ = try await scene.conversations.append("four", to: conversation.id, by: .account(account))
    }
    let second = try await scene.sessions.create()
    let other = try await scene.conversations.begin(by: second.visitor.caller)
    _ = try await scene.conversations.append("one", to: other.id, by: second.visitor.caller)
    let next = try #require(try await claims.claim(.of(second), for: account).result).receipt
    let back = try await claims.unclaim(next.id, by: .account(account)).new.visitor.caller

    #expect(try await scene.conversations.conversation(other.id, by: back).guestMessages == 1)
    #expect(try await scene.conversations.conversation(conversation.id, by: .account(account)).guestMessages == 3)
    #expect(receipt.account == account)
  }

  @Test func `SC-4 claimed content stands under the limits of whoever takes it`() async throws {
    let strict = SessionPolicy(limits: SessionLimits(discovery: DiscoveryLimits(answerBytes: 8)))
    let scene = try ClaimScene()
    let new = try await scene.visit()
    _ = try await scene.scene.sessions.update(
      SessionPatch(discovery: DiscoveryPatch(answers: .set(["facilityType": .set("A distribution centre")]))),
      by: new.visitor.caller)
    let claims = Claims(store: scene.scene.store, sessions: strict, surroundings: .manual(clock: scene.scene.clock))

    let result = try #require(try await claims.claim(.of(new), for: scene.ann).result)

    #expect(result.profile.discovery.answers.isEmpty)
    let decision = try #require(result.receipt.decisions.first { $0.field == .answer("facilityType") })
    #expect(decision.result == .overLimit && decision.losing?.value != nil)
  }
}

@Suite("SC-6: every operation that changes or shows anything checks its caller")
struct CallerTests {
  /// Who has no business with a session, a conversation, a profile or a claim of others.
  private func strangers(_ scene: ClaimScene) async throws -> [Caller] {
    let other = try await scene.visit("never")
    let new = try await scene.scene.sessions.create()
    guard case .session(let id, _) = new.visitor.caller, case .session(_, let digest) = other.visitor.caller else {
      return []
    }
    return [
      other.visitor.caller, .session(id, by: digest), .account(scene.bob), .provider(try Provider.ID("p")),
    ]
  }

  @Test func `SC-6 a stranger changes and sees nothing of a session, its conversations, its claim or its profile`()
    async throws
  {
    let scene = try ClaimScene()
    let conversations = Conversations(
      store: scene.scene.store, surroundings: .manual(clock: scene.scene.clock, seed: 8))
    let mine = try await scene.visit()
    let talk = try await conversations.begin(by: mine.visitor.caller)
    let held = try await scene.visit("soon")
    let receipt = try #require(try await scene.claims.claim(.of(held), for: scene.ann).result).receipt
    let strangers = try await strangers(scene)
    let before = try await scene.scene.store.feed(after: .start, limit: 1_000).entries.count

    for stranger in strangers {
      let attempts: [@Sendable () async throws -> Void] = [
        { _ = try await conversations.conversation(talk.id, by: stranger) },
        { _ = try await conversations.messages(of: talk.id, by: stranger) },
        { _ = try await conversations.recent(of: talk.id, by: stranger) },
        { _ = try await conversations.append("x", to: talk.id, by: stranger) },
        { _ = try await conversations.reserve(in: talk.id, by: stranger) },
        { _ = try await conversations.setPhase(.roi, of: talk.id, by: stranger) },
        { _ = try await conversations.prompt(for: talk.id, by: stranger) },
        { _ = try await conversations.guestStatus(in: talk.id, by: stranger) },
        { _ = try await scene.claims.unclaim(receipt.id, by: stranger) },
      ]
      for (index, attempt) in attempts.enumerated() {
        await #expect(throws: (any Error).self, "attempt \(index) by \(stranger)") { try await attempt() }
      }
      #expect(try await scene.claims.receipt(receipt.id, by: stranger) == nil)
      #expect(try await conversations.list(by: .account(scene.bob)).values.isEmpty)
    }

    #expect(try await scene.scene.store.feed(after: .start, limit: 1_000).entries.count == before)
  }
}
