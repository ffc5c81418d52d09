import CarryoverTesting
import Testing

@testable import Carryover

@Suite("CV-8: a conversation that stays with the account when the session is given back is no guest's")
struct KeptConversationTests {
  private let scene: ClaimScene
  private let chats: Conversations

  init() throws {
    scene = try ClaimScene()
    chats = Conversations(
      store: scene.scene.store, policy: ConversationPolicy(guests: GuestLimits(perConversation: 2)),
      surroundings: .manual(clock: scene.scene.clock, seed: 8))
  }

  @Test func `CV-6, CV-8: a guest's reservation that has lapsed still commits, as the account has no limit`()
    async throws
  {
    let (new, chat) = try await begin()
    let slot = try await chats.reserve(in: chat, by: new.visitor.caller)
    scene.scene.clock.advance(by: .seconds(120))
    _ = try await chats.append("two", to: chat, by: new.visitor.caller)
    try await giveBack(new, keeping: chat)
    #expect(try await chats.commit(slot, "three").sequence == 4)
  }

  @Test func `CV-7, CV-8: nobody is told of a limit that is none any more`() async throws {
    let (new, chat) = try await begin()
    let slot = try await chats.reserve(in: chat, by: new.visitor.caller)
    try await giveBack(new, keeping: chat)
    #expect(try await chats.commit(slot, "two").sequence == 3)
    #expect(try await scene.scene.events().count { $0.kind == .guestLimitReached } == 0)
  }

  /// A visitor who has sent one of two messages.
  private func begin() async throws -> (NewSession, Conversation.ID) {
    let new = try await scene.visit()
    let chat = try await chats.begin(by: new.visitor.caller)
    _ = try await chats.append("one", to: chat.id, by: new.visitor.caller)
    return (new, chat.id)
  }

  /// The account claims, writes in the conversation, and gives the session back.
  private func giveBack(_ new: NewSession, keeping chat: Conversation.ID) async throws {
    let receipt = try #require(try await scene.claims.claim(.of(new), for: scene.ann).result).receipt
    _ = try await chats.append("mine", to: chat, by: .account(scene.ann))
    let undone = try await scene.claims.unclaim(receipt.id, by: .account(scene.ann))
    #expect(undone.undoing.keptConversations == [chat])
  }
}
