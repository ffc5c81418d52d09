import CarryoverTesting
import Testing

@testable import Carryover

@Suite("CL-9: undoing a claim")
struct UnclaimTests {
  /// Which call of the store commits an undoing by which nothing goes wrong before.
  private let commit = 7

  @Test("CL-9, CL-11: what was untouched goes back: content, conversations, and a new token; no old token lives")
  func untouched() async throws {
    let scene = try ClaimScene()
    let new = try await scene.visit()
    let chats = scene.conversations
    let chat = try await chats.begin(by: new.visitor.caller)
    _ = try await chats.append("hello", to: chat.id, by: new.visitor.caller)
    let before = try await scene.profiles.update(DiscoveryPatch(questionIndex: .set(4)), by: .account(scene.ann))
    let receipt = try #require(try await scene.claims.claim(.of(new), for: scene.ann).result).receipt
    #expect(try await chats.list(by: .account(scene.ann)).values.map(\.id) == [chat.id])

    let undone = try await scene.claims.unclaim(receipt.id, by: .account(scene.ann))
    #expect(undone.profile.discovery == before.discovery)
    #expect(undone.undoing.kept.isEmpty && undone.undoing.keptConversations.isEmpty)
    let visitor = try await scene.scene.sessions.find(undone.new.token)
    #expect(visitor.session.discovery.timeframe == "this quarter")
    #expect(try await chats.list(by: visitor.caller).values.map(\.id) == [chat.id])
    #expect(try await chats.list(by: .account(scene.ann)).values.isEmpty)
    #expect(try await scene.scene.refusal(of: new.token) == .unknown)

    let again = try #require(try await scene.claims.claim(.of(undone.new), for: scene.bob).result)
    #expect(again.receipt.id != receipt.id)
    #expect(again.profile.discovery.timeframe == "this quarter")
  }

  @Test("CL-9: what the account touched or wrote since stays with it, and is reported")
  func touched() async throws {
    let scene = try ClaimScene()
    let new = try await scene.visit()
    let chats = scene.conversations
    let quiet = try await chats.begin(by: new.visitor.caller)
    let busy = try await chats.begin(by: new.visitor.caller)
    let receipt = try #require(try await scene.claims.claim(.of(new), for: scene.ann).result).receipt
    _ = try await scene.profiles.update(DiscoveryPatch(timeframe: .set("next year")), by: .account(scene.ann))
    _ = try await chats.append("mine", to: busy.id, by: .account(scene.ann))

    let undone = try await scene.claims.unclaim(receipt.id, by: .account(scene.ann))
    #expect(undone.undoing.kept == [.timeframe])
    #expect(undone.profile.discovery.timeframe == "next year")
    #expect(undone.undoing.keptConversations == [busy.id])
    #expect(try await chats.list(by: .account(scene.ann)).values.map(\.id) == [busy.id])
    #expect(try await chats.list(by: undone.new.visitor.caller).values.map(\.id) == [quiet.id])
    #expect(try await chats.messages(of: busy.id, by: .account(scene.ann)).messages.map(\.text) == ["mine"])
    #expect(undone.new.visitor.session.conversations == 1)
  }

  @Test("CL-9: only the claiming account, only once, only within the window")
  func limits() async throws {
    let scene = try ClaimScene()
    let new = try await scene.visit()
    let receipt = try #require(try await scene.claims.claim(.of(new), for: scene.ann).result).receipt
    for stranger in [Caller.account(scene.bob), .system, new.visitor.caller] {
      await #expect(throws: UnclaimError.notFound) { try await scene.claims.unclaim(receipt.id, by: stranger) }
    }
    let other = try await scene.visit()
    let late = try #require(try await scene.claims.claim(.of(other), for: scene.ann).result).receipt
    _ = try await scene.claims.unclaim(receipt.id, by: .account(scene.ann))
    await #expect(throws: UnclaimError.tooLate) {
      try await scene.claims.unclaim(receipt.id, by: .account(scene.ann))
    }
    scene.scene.clock.advance(by: .days(1))
    await #expect(throws: UnclaimError.tooLate) { try await scene.claims.unclaim(late.id, by: .account(scene.ann)) }
  }

  @Test func `CL-9: a claim that was undone before is too late to undo, also when its session is gone since`()
    async throws
  {
    let scene = try ClaimScene()
    let new = try await scene.visit()
    let receipt = try #require(try await scene.claims.claim(.of(new), for: scene.ann).result).receipt
    _ = try await scene.claims.unclaim(receipt.id, by: .account(scene.ann))
    scene.scene.clock.advance(by: .days(31))
    #expect(try await scene.scene.sessions.sweep().sessions == 1)
    await #expect(throws: UnclaimError.tooLate) {
      try await scene.claims.unclaim(receipt.id, by: .account(scene.ann))
    }
  }

  @Test("CL-9: the session has life left to be claimed again, even if it was about to expire")
  func life() async throws {
    let scene = try ClaimScene()
    let new = try await scene.visit()
    scene.scene.clock.advance(by: .days(30) - .seconds(1))
    let receipt = try #require(try await scene.claims.claim(.of(new), for: scene.ann).result).receipt
    scene.scene.clock.advance(by: .seconds(60))
    let undone = try await scene.claims.unclaim(receipt.id, by: .account(scene.ann))
    #expect(undone.new.life == .days(7))
  }

  @Test(
    "SE-6, CL-4: after the window a claimed session is reduced to its claim; conversations and receipt still lead to the account"
  )
  func settle() async throws {
    let scene = try ClaimScene()
    let new = try await scene.visit()
    let chat = try await scene.conversations.begin(by: new.visitor.caller)
    _ = try await scene.claims.makeLink(new.visitor.caller, recipient: "a")
    let first = try #require(try await scene.claims.claim(.of(new), for: scene.ann).result)
    #expect(try await scene.claims.sweep().sessions == 0)
    scene.scene.clock.advance(by: .days(400))
    let report = try await scene.claims.sweep()
    #expect(report.sessions == 1 && report.links == 1 && report.resume == nil)
    #expect(try await scene.claims.sweep() == ClaimSweepReport())
    #expect(try await scene.scene.sessions.sweep().sessions == 0)
    let session = try #require(try await scene.scene.store.sessions.session(new.visitor.session.id))
    #expect(session.discovery.isEmpty)
    #expect(try await scene.claims.claim(.of(new), for: scene.ann) == .alreadyYours(first))
    #expect(try await scene.conversations.conversation(chat.id, by: .account(scene.ann)).id == chat.id)
  }

  @Test("CL-9: a crash or a lost answer at any store call, then a retry: undone once, one event, one owner")
  func crashes() async throws {
    for fault in [Fault.crash, .lostAcknowledgement, .lostRequest, .busy, .conflict, .lateApply(calls: 1)] {
      for call in 1...commit + 1 {
        let scene = try ClaimScene()
        let new = try await scene.visit()
        let chat = try await scene.conversations.begin(by: new.visitor.caller)
        let receipt = try #require(try await scene.claims.claim(.of(new), for: scene.ann).result).receipt
        let store = FaultyStore(scene.scene.store, Faults(script: [call: fault]))
        _ = try? await scene.claims(over: store).unclaim(receipt.id, by: .account(scene.ann))
        await store.settle()
        _ = try? await scene.claims.unclaim(receipt.id, by: .account(scene.ann))
        let owners = try await scene.conversations.list(by: .account(scene.ann)).values
        #expect(owners.isEmpty, "\(fault) at \(call)")
        let session = try #require(try await scene.scene.store.sessions.session(new.visitor.session.id))
        #expect(session.standing == .open && session.conversations == 1)
        #expect(try await scene.scene.events().count { $0.kind == .sessionUnclaimed } == 1, "\(fault) at \(call)")
        _ = chat
      }
    }
  }

  @Test func `CL-9: an undoing whose answer was lost still reports what stayed with the account`() async throws {
    for fault in [Fault.lostAcknowledgement, .lateApply(calls: 1)] {
      let scene = try ClaimScene()
      let new = try await scene.visit()
      let answer = SessionPatch(discovery: DiscoveryPatch(answers: .set(["siteCount": .set("three")])))
      _ = try await scene.scene.sessions.update(answer, by: new.visitor.caller)
      let chats = scene.conversations
      let busy = try await chats.begin(by: new.visitor.caller)
      _ = try await chats.begin(by: new.visitor.caller)
      let receipt = try #require(try await scene.claims.claim(.of(new), for: scene.ann).result).receipt
      _ = try await scene.profiles.update(DiscoveryPatch(timeframe: .set("next year")), by: .account(scene.ann))
      _ = try await chats.append("mine", to: busy.id, by: .account(scene.ann))

      let store = FaultyStore(scene.scene.store, Faults(script: [commit: fault]))
      let undone = try await scene.claims(over: store).unclaim(receipt.id, by: .account(scene.ann))
      #expect(try await scene.scene.sessions.find(undone.new.token).session.conversations == 1, "\(fault)")
      #expect(undone.undoing.returned == [.answer("siteCount")] && undone.undoing.kept == [.timeframe], "\(fault)")
      #expect(undone.undoing.keptConversations == [busy.id], "\(fault)")
      #expect(store.injected == [fault.kind: 1] && store.calls[commit - 1].operation == .commit)
    }
  }

  @Test
  func `CL-9: an undoing whose answer was lost reports what it did, whatever was claimed before it was asked again`()
    async throws
  {
    let scene = try ClaimScene()
    let (first, second) = (try await scene.visit("this quarter"), try await scene.visit("next year"))
    let receipt = try #require(try await scene.claims.claim(.of(first), for: scene.ann).result).receipt
    let meddle: @Sendable () async -> Void = {
      _ = try? await scene.claims.claim(.of(second), for: scene.ann)
    }
    let faulty = FaultyStore(scene.scene.store, Faults(script: [commit: .lostAcknowledgement]))
    let claims = scene.claims(over: AfterCommit(faulty, meddle))
    let undone = try await claims.unclaim(receipt.id, by: .account(scene.ann))
    #expect(undone.undoing.returned == [.timeframe] && undone.undoing.kept.isEmpty)
    #expect(undone.profile.discovery.timeframe == "next year")
    #expect(faulty.injected == [.lostAcknowledgement: 1] && faulty.calls[commit - 1].operation == .commit)
  }

  @Test func `CL-9, EV-1: an undoing tells of the session and, if it changed, of the profile`() async throws {
    let scene = try ClaimScene()
    let (empty, new) = (try await scene.scene.sessions.create(), try await scene.visit())
    for (visitor, kinds) in [(new, [.sessionUnclaimed, .profileUnmerged]), (empty, [.sessionUnclaimed])]
      as [(NewSession, [DomainEvent.Kind])]
    {
      let receipt = try #require(try await scene.claims.claim(.of(visitor), for: scene.ann).result).receipt
      let told = try await scene.scene.events().count
      _ = try await scene.claims.unclaim(receipt.id, by: .account(scene.ann))
      #expect(try await scene.scene.events().dropFirst(told).map(\.kind) == kinds)
    }
  }

  @Test func `CL-9: an undoing that was anonymised before its answer came through is not said to have changed nothing`()
    async throws
  {
    let scene = try ClaimScene()
    let receipt = try #require(try await scene.claims.claim(.of(try await scene.visit()), for: scene.ann).result)
      .receipt
    let faulty = FaultyStore(scene.scene.store, Faults(script: [commit: .lostAcknowledgement]))
    let store = AfterCommit(faulty) { _ = try? await scene.claims.anonymise(receipt.id, by: .account(scene.ann)) }
    await #expect(throws: UnclaimError.trouble(.unknown)) {
      try await scene.claims(over: store).unclaim(receipt.id, by: .account(scene.ann))
    }
  }

  /// Claims of one account one after the other, of which some are undone in some order: what is left is as if those had never been made.
  @Test(
    arguments: [
      (["x", "y"], [0, 1], nil), (["x", "y"], [1, 0], nil), (["x", "y", "z"], [1, 2], "x"),
      (["x", "y", "z"], [0, 1], "z"),
      (["x", "y", "z"], [0, 2], "y"), (["x", "y", "z"], [2, 1, 0], nil), (["x", "y", "z"], [1, 0, 2], nil),
    ] as [([String], [Int], String?)])
  func `CL-9, CL-11: claims can be undone in any order, and nothing is left of them`(
    _ said: [String], _ undone: [Int], _ left: String?
  ) async throws {
    let scene = try ClaimScene()
    var receipts: [ClaimReceipt.ID] = []
    for text in said {
      scene.scene.clock.advance(by: .seconds(1))
      let new = try await scene.visit(text)
      receipts.append(try #require(try await scene.claims.claim(.of(new), for: scene.ann).result).receipt.id)
    }
    for index in undone { _ = try await scene.claims.unclaim(receipts[index], by: .account(scene.ann)) }
    #expect(try await scene.profiles.profile(of: .account(scene.ann)).discovery.timeframe == left)
  }

  @Test func `CL-9, CL-10: what lost to a claim that is undone stands again, if its own claim still holds`()
    async throws
  {
    let scene = try ClaimScene()
    let older = try await scene.visit("older")
    scene.scene.clock.advance(by: .seconds(1))
    let newer = try await scene.visit("newer")
    let first = try #require(try await scene.claims.claim(.of(newer), for: scene.ann).result).receipt
    #expect(try await scene.claims.claim(.of(older), for: scene.ann).result?.profile.discovery.timeframe == "newer")
    let undone = try await scene.claims.unclaim(first.id, by: .account(scene.ann))
    #expect(undone.profile.discovery.timeframe == "older" && undone.undoing.returned == [.timeframe])
  }

  @Test
  func
    `CL-9, CL-10: claims have their turn again in the order in which they were made, whatever the servers' clocks say`()
    async throws
  {
    let scene = try ClaimScene(ClaimPolicy(merge: try MergePolicy(timeframe: .keepAccount)))
    let visits = [try await scene.visit("first"), try await scene.visit("second"), try await scene.visit("third")]
    var receipts: [ClaimReceipt] = []
    for visit in visits {
      receipts.append(try #require(try await scene.claims.claim(.of(visit), for: scene.ann).result).receipt)
      scene.scene.clock.advance(by: .seconds(-2))
    }
    let undone = try await scene.claims.unclaim(receipts[0].id, by: .account(scene.ann))
    #expect(undone.profile.discovery.timeframe == "second")
  }

  @Test func `CL-9: a claim that comes in the middle of an undoing is counted in`() async throws {
    let scene = try ClaimScene()
    let older = try await scene.visit("older")
    scene.scene.clock.advance(by: .seconds(1))
    let receipt = try #require(
      try await scene.claims.claim(.of(try await scene.visit("newer")), for: scene.ann).result
    ).receipt
    let store = Interrupted(scene.scene.store, .beforeCommit) {
      _ = try await scene.claims.claim(.of(older), for: scene.ann)
    }
    let undone = try await scene.claims(over: store).unclaim(receipt.id, by: .account(scene.ann))
    #expect(undone.profile.discovery.timeframe == "older")
  }

  @Test func `CL-8, CL-9: the receipt of a claim that was undone says what went back and what stayed`() async throws {
    let scene = try ClaimScene()
    let new = try await scene.visit()
    let busy = try await scene.conversations.begin(by: new.visitor.caller)
    let receipt = try #require(try await scene.claims.claim(.of(new), for: scene.ann).result).receipt
    _ = try await scene.conversations.append("mine", to: busy.id, by: .account(scene.ann))
    _ = try await scene.claims.unclaim(receipt.id, by: .account(scene.ann))
    let undoing = try #require(try await scene.claims.receipt(receipt.id, by: .account(scene.ann))?.undoing)
    #expect(undoing.returned == [.timeframe] && undoing.kept.isEmpty && undoing.keptConversations == [busy.id])
    #expect(undoing.at == scene.scene.clock.now)
  }
}

extension ClaimScene {
  /// Conversations over the same store.
  var conversations: Conversations {
    Conversations(
      store: scene.store, sessions: claims.sessions, surroundings: .manual(clock: scene.clock, seed: 8))
  }
}
