import CarryoverTesting
import FoundationEssentials
import Testing

@testable import Carryover

/// Faults that users of other systems suffered when a visitor became somebody known, and that a claim does not share. Those of a merge
/// alone are in ``MergePeerTests``.
@Suite("Faults of other systems' hand-overs that this one does not have")
struct PeerTests {
  private let scene: ClaimScene
  private var ann: Caller { .account(scene.ann) }

  init() throws { scene = try ClaimScene() }

  private func select(_ count: Int, by caller: Caller) async throws {
    let ids = try (0..<count).map { try Product.ID("p\($0)") }
    _ = try await scene.scene.sessions.update(
      SessionPatch(discovery: DiscoveryPatch(selectedProducts: .set(ids))), by: caller)
  }

  @Test func `CL-4 two sign-ins at once leave all 65 products, once`() async throws {
    let new = try await scene.visit()
    try await select(65, by: new.visitor.caller)
    let results = try await withThrowingTaskGroup(of: ClaimOutcome.self) { group in
      for _ in 0..<2 { group.addTask { try await scene.claims.claim(.of(new), for: scene.ann) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }.compactMap(\.result)

    #expect(results.count == 2 && results[0].receipt == results[1].receipt)
    #expect(results.allSatisfy { $0.profile.discovery.selectedProducts.count == 65 })
    #expect(try await scene.profiles.profile(of: ann).discovery.selectedProducts.count == 65)
  }

  @Test func `CL-2 what the visitor adds while the claim is being made is claimed with the rest, or refused`()
    async throws
  {
    let new = try await scene.visit()
    try await select(65, by: new.visitor.caller)
    let meanwhile = Interrupted(scene.scene.store, .beforeCommit) { try await select(66, by: new.visitor.caller) }
    let result = try #require(try await scene.claims(over: meanwhile).claim(.of(new), for: scene.ann).result)

    #expect(result.profile.discovery.selectedProducts.count == 66)
    await #expect(throws: UpdateSessionError.refused(.claimed)) { try await select(67, by: new.visitor.caller) }
    #expect(try await scene.profiles.profile(of: ann).discovery.selectedProducts.count == 66)
  }

  @Test(arguments: ["cookie", "link", "intent"])
  func `CL-1 no way to sign in hands anything over by itself, and the one command does after each`(way: String)
    async throws
  {
    let new = try await scene.visit()
    let link = try await scene.claims.makeLink(new.visitor.caller, recipient: "a").revealed
    let intent = way == "intent" ? try await scene.claims.beginSignIn(new.visitor.caller) : nil
    let proof = way == "link" ? ClaimProof.link(link, recipient: "a") : .token(new.token.revealed, intent: intent)
    let commits = scene.scene.store.count(of: .commit)
    let who = try await scene.scene.sessions.resolve(token: new.token.revealed, ifAbsent: .refuse) { scene.ann }

    #expect(who.caller == ann && who.claimable == new.visitor.session.id)
    #expect(scene.scene.store.count(of: .commit) == commits)
    #expect(try await scene.claims.claim(proof, for: scene.ann).result != nil)
  }

  @Test func `CL-12 a claim of fifty conversations asks no more of the store than one of none, and deletes nothing`()
    async throws
  {
    var calls: [[Int]] = []
    for count in [0, 50] {
      let scene = try ClaimScene()
      let new = try await scene.visit()
      let chats = scene.conversations
      for _ in 0..<count { _ = try await chats.begin(by: new.visitor.caller) }
      let counter = RecordingStore(scene.scene.store)
      let receipt = try #require(try await scene.claims(over: counter).claim(.of(new), for: scene.ann).result).receipt
      calls.append([counter.count, counter.dump.count { $0.contains("conversation/") }])
      #expect(receipt.conversations == count)
      // The source is still whole: for a day it can be had back.
      let session = try #require(try await scene.scene.store.sessions.session(receipt.session))
      #expect(session.discovery.timeframe == "this quarter")
      #expect(
        try await scene.claims.unclaim(receipt.id, by: .account(scene.ann)).new.visitor.session.conversations == count)
    }
    #expect(calls[0] == calls[1])
  }

  @Test
  func `CL-3 a claim that is refused costs the visitor nothing, and an account that has a profile is no dead end`()
    async throws
  {
    let scene = try ClaimScene(ClaimPolicy(isEligible: { $0.text != "bob" }))
    _ = try await scene.profiles.update(DiscoveryPatch(questionIndex: .set(7)), by: .account(scene.ann))
    let new = try await scene.visit()
    let stale = try await scene.claims.plan(.of(new), for: scene.ann)
    _ = try await scene.scene.sessions.update(.timeframe("next year"), by: new.visitor.caller)

    let wrong = try await scene.claims.beginSignIn(try await scene.visit().visitor.caller)
    #expect(try await scene.claims.claim(.of(new), for: scene.ann, as: stale) == .refused(.stalePlan))
    #expect(try await scene.claims.claim(.of(new, wrong), for: scene.ann) == .refused(.intentMismatch))
    #expect(try await scene.claims.claim(.of(new), for: scene.bob) == .refused(.accountNotEligible))
    #expect(try await scene.claims.claim(.token("nonsense"), for: scene.ann) == .refused(.unknown))
    #expect(try await scene.scene.sessions.find(new.token).session.discovery.timeframe == "next year")

    let profile = try #require(try await scene.claims.claim(.of(new), for: scene.ann).result).profile
    #expect(profile.discovery.questionIndex == 7 && profile.discovery.timeframe == "next year")
  }

  @Test func `CL-5 the account's side can be seen before anything is switched, field by field`() async throws {
    _ = try await scene.profiles.update(DiscoveryPatch(phase: .set(.roi), timeframe: .set("next year")), by: ann)
    scene.scene.clock.advance(by: .seconds(1))
    let new = try await scene.visit()
    let plan = try await scene.claims.plan(.of(new), for: scene.ann)

    #expect(plan.decisions.map(\.field) == [.phase, .timeframe])
    #expect(plan.decisions.map(\.account?.value) == [.phase(.roi), .text("next year")])
    #expect(plan.decisions.map(\.after?.value) == [.phase(.roi), .text("this quarter")])
    #expect(plan.decisions.map(\.losing?.value) == [nil, .text("next year")])
    #expect(try await scene.scene.refusal(of: new.token) == nil)
  }

  @Test func `CL-4 a second sign-in takes nothing from the account that came first`() async throws {
    let new = try await scene.visit()
    let chat = try await scene.conversations.begin(by: new.visitor.caller)
    let first = try #require(try await scene.claims.claim(.of(new), for: scene.ann).result)

    #expect(try await scene.claims.claim(.of(new), for: scene.bob) == .refused(.claimedByAnother))
    #expect(try await scene.profiles.profile(of: ann) == first.profile)
    #expect(try await scene.conversations.list(by: ann).values.map(\.id) == [chat.id])
    #expect(try await scene.conversations.list(by: .account(scene.bob)).values.isEmpty)
    #expect(try await scene.profiles.profile(of: .account(scene.bob)).discovery.isEmpty)
  }

  @Test func `CL-11 an account that claims what it holds already destroys nothing`() async throws {
    let new = try await scene.visit()
    let first = try #require(try await scene.claims.claim(.of(new), for: scene.ann).result)
    _ = try await scene.profiles.update(DiscoveryPatch(timeframe: .set("later")), by: ann)
    let again = try #require(try await scene.claims.claim(.of(new), for: scene.ann).result)

    #expect(again.receipt == first.receipt && again.profile.discovery.timeframe == "later")
    #expect(
      try await scene.claims.claim([.of(new), .of(new)], for: scene.ann).allSatisfy { try $0.get().result == again })
  }

  @Test func `EV-1 whoever is connected goes on: no name of a conversation changes, and the feed tells of the claim`()
    async throws
  {
    let new = try await scene.visit()
    let chat = try await scene.conversations.begin(by: new.visitor.caller)
    var reader = scene.scene.store.events(after: .start, surroundings: scene.claims.surroundings).makeAsyncIterator()
    var seen: [DomainEvent] = []
    func read(until kind: DomainEvent.Kind) async throws {
      repeat {
        guard case .event(let entry)? = try await reader.next() else { return }
        seen.append(entry.event)
      } while seen.last?.kind != kind
    }
    try await read(until: .conversationCreated)
    _ = try await scene.claims.claim(.of(new), for: scene.ann)
    let message = try await scene.conversations.append("on we go", to: chat.id, by: ann)
    try await read(until: .messageAppended)

    #expect(seen.suffix(4).map(\.kind) == [.sessionClaimed, .profileCreated, .profileMerged, .messageAppended])
    #expect(seen.last?.subject == .conversation(chat.id) && message.conversation == chat.id)
    #expect(seen.first { $0.kind == .sessionClaimed }?.actor == .account(scene.ann))
  }

  @Test func `CL-7 what the host noted about the visit is on the receipt, entry by entry`() async throws {
    let new = try await scene.visit()
    let noted = try await scene.scene.sessions.update(
      SessionPatch(
        metadata: MetadataPatch([
          "campaign": .text("spring"), "visits": .number(3), "referrer": .merge(["host": .text("example.org")]),
        ])), by: new.visitor.caller)
    let receipt = try #require(try await scene.claims.claim(.of(new), for: scene.ann).result).receipt

    #expect(receipt.metadata == noted.metadata && receipt.metadata.entries.count == 3)
  }

  @Test func `CL-6 the policy is chosen claim by claim, and nothing is merged before the plan can be shown`()
    async throws
  {
    _ = try await scene.profiles.update(DiscoveryPatch(timeframe: .set("next year")), by: ann)
    scene.scene.clock.advance(by: .seconds(1))
    var results: [MergeDecision.Result] = []
    for policy in [try MergePolicy(timeframe: .keepAccount), try MergePolicy(timeframe: .ask), .standard] {
      let new = try await scene.visit()
      let plan = try await scene.claims.plan(.of(new), for: scene.ann, merging: policy)
      let receipt = try #require(
        try await scene.claims.claim(.of(new), for: scene.ann, as: plan, merging: policy).result
      ).receipt
      #expect(receipt.policy == policy && receipt.decisions == plan.decisions)
      results += receipt.decisions.map(\.result)
    }

    #expect(results == [.keptAccount, .conflict, .tookSession])
  }

  @Test func `CL-9 two people who were merged into one account by mistake can be told apart again`() async throws {
    var receipts: [ClaimReceipt] = []
    for timeframe in ["ann's", "somebody else's"] {
      scene.scene.clock.advance(by: .seconds(1))
      let new = try await scene.visit(timeframe)
      receipts.append(try #require(try await scene.claims.claim(.of(new), for: scene.ann).result).receipt)
    }
    let undone = try await scene.claims.unclaim(receipts[1].id, by: ann)

    #expect(undone.profile.discovery.timeframe == "ann's")
    #expect(undone.new.visitor.session.discovery.timeframe == "somebody else's")
  }

  @Test func `CV-6 a guest's count is not reset by a claim that is undone`() async throws {
    let new = try await scene.visit()
    let chats = scene.conversations
    let chat = try await chats.begin(by: new.visitor.caller).id
    for number in 0..<10 { _ = try await chats.append("\(number)", to: chat, by: new.visitor.caller) }
    let receipt = try #require(try await scene.claims.claim(.of(new), for: scene.ann).result).receipt
    let visitor = try await scene.claims.unclaim(receipt.id, by: ann).new.visitor.caller

    await #expect(throws: AppendMessageError.self) {
      try await chats.append("more", to: chat, by: visitor)
    }
    #expect(try await chats.guestStatus(in: chat, by: visitor)?.reached == true)
  }

  @Test func `CL-1, SC-3 an attacker who prepares an account or plants a session gets nothing by it`() async throws {
    let victim = try await scene.visit("the victim's")
    // An account of the victim's address, made before, proves nothing about the session.
    for guess in [victim.visitor.session.id.description, victim.visitor.digest.description, "ann@example.org"] {
      #expect(try await scene.claims.claim(.token(guess), for: scene.bob) == .refused(.unknown))
      #expect(
        try await scene.claims.claim(.link(guess, recipient: "ann@example.org"), for: scene.bob) == .refused(.unknown))
    }
    // A session that was planted in the victim's browser after sign-in began is not claimed.
    let intent = try await scene.claims.beginSignIn(victim.visitor.caller)
    let planted = try await scene.visit("the attacker's")
    #expect(try await scene.claims.claim(.of(planted, intent), for: scene.ann) == .refused(.intentMismatch))
    let profile = try #require(try await scene.claims.claim(.of(victim, intent), for: scene.ann).result).profile
    #expect(profile.discovery.timeframe == "the victim's" && profile.discovery.sourcedTimeframe?.source == .visitor)
  }
}
