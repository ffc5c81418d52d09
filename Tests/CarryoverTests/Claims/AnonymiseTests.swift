import CarryoverTesting
import FoundationEssentials
import Testing

@testable import Carryover

@Suite("CL-8: receipts without anybody in them")
struct AnonymiseTests {
  private let scene: ClaimScene
  private var ann: Caller { .account(scene.ann) }

  init() throws { scene = try ClaimScene() }

  /// A session with words of its visitor in every part that a claim looks at.
  private func visit(_ words: String = "my words") async throws -> NewSession {
    let new = try await scene.scene.sessions.create()
    _ = try await scene.scene.sessions.update(
      SessionPatch(
        discovery: DiscoveryPatch(
          answers: .set(["facilityType": .set(words)]), selectedProducts: .set([try Product.ID("my-product")]),
          timeframe: .set(words)), metadata: MetadataPatch(["campaign": .text(words)])), by: new.visitor.caller)
    return new
  }

  private func claim(_ new: NewSession) async throws -> ClaimReceipt {
    try #require(try await scene.claims.claim(.of(new), for: scene.ann).result).receipt
  }

  private func body(_ key: RecordKey) async throws -> String? {
    try await scene.scene.store.load([key]).items[0].found?.record.body
  }

  @Test func `what is left has counts, fields, results and reasons, and nobody and nothing that anybody said`()
    async throws
  {
    _ = try await scene.profiles.update(DiscoveryPatch(timeframe: .set("ann's words")), by: ann)
    scene.scene.clock.advance(by: .seconds(1))
    let new = try await visit()
    _ = try await scene.conversations.begin(by: new.visitor.caller)
    let receipt = try await claim(new)
    let left = try await scene.claims.anonymise(receipt.id, by: .system)

    #expect(left.id == receipt.id && left.policy == receipt.policy && left.claimedAt == receipt.claimedAt)
    #expect(left.conversations == 1 && left.metadata == 1)
    #expect(left.decisions.map(\.field) == ["timeframe", "answers.facilityType", "selectedProductIds"])
    #expect(left.decisions.map(\.result) == receipt.decisions.map(\.result))
    #expect(left.decisions.map(\.reason) == receipt.decisions.map(\.reason))
    for key in [RecordKey.claimReceipt(receipt.id), .session(receipt.session)] {
      let body = try #require(try await body(key))
      for word in ["\"ann\"", "words", "my-product", receipt.inputs.description] {
        #expect(!body.contains(word), "\(key) holds \(word)")
      }
    }
  }

  @Test func `a replay by anybody is answered as one of an unknown session, and nobody can undo the claim`()
    async throws
  {
    let new = try await visit()
    let receipt = try await claim(new)
    _ = try await scene.claims.anonymise(receipt.id, by: ann)

    for account in [scene.ann, scene.bob] {
      #expect(try await scene.claims.claim(.of(new), for: account) == .refused(.unknown))
      await #expect(throws: PlanError.refused(.unknown)) { try await scene.claims.plan(.of(new), for: account) }
      #expect(try await scene.claims.receipt(receipt.id, by: .account(account)) == nil)
      await #expect(throws: UnclaimError.notFound) {
        try await scene.claims.unclaim(receipt.id, by: .account(account))
      }
    }
    #expect(try await scene.scene.refusal(of: new.token) == .unknown)
  }

  @Test func `a replay by link is answered as one of an unknown link too`() async throws {
    let new = try await visit()
    let link = try await scene.claims.makeLink(new.visitor.caller, recipient: "a").revealed
    let proof = ClaimProof.link(link, recipient: "a")
    let receipt = try #require(try await scene.claims.claim(proof, for: scene.ann).result).receipt
    _ = try await scene.claims.anonymise(receipt.id, by: .system)

    #expect(try await scene.claims.claim(proof, for: scene.ann) == .refused(.unknown))
    #expect(try await body(.claimLink(TokenHash.builtIn.digest(of: try #require(SessionToken(link))))) == nil)
  }

  @Test func `nothing dangles: the account keeps its conversations, and the session leads to its receipt`() async throws
  {
    let new = try await visit()
    let chats = scene.conversations
    let chat = try await chats.begin(by: new.visitor.caller)
    let pending = try await chats.reserve(in: chat.id, by: new.visitor.caller)
    let receipt = try await claim(new)
    let left = try await scene.claims.anonymise(receipt.id, by: .system)

    #expect(try await chats.list(by: ann).values.map(\.id) == [chat.id])
    #expect(try await chats.append("on and on", to: chat.id, by: ann).sequence == 1)
    #expect(try await chats.commit(pending, "late").sequence == 2)
    let session = try #require(try await scene.scene.store.sessions.session(receipt.session))
    guard case .claimed(let claim) = session.standing else {
      Issue.record("not claimed")
      return
    }
    #expect(claim.account == nil && claim.isSettled && session.discovery.isEmpty)
    #expect(try await scene.claims.anonymousReceipt(claim.receipt, by: .system) == left)
    scene.scene.clock.advance(by: .days(400))
    #expect(try await scene.claims.sweep().examined == 0)
    #expect(try await scene.scene.sessions.sweep().examined == 0)
  }

  @Test func `SC-6 only the account and the system may, and only the system sees what is left`() async throws {
    let new = try await visit()
    let receipt = try await claim(new)
    let before = try await body(.claimReceipt(receipt.id))
    for stranger in [Caller.account(scene.bob), new.visitor.caller, .provider(try Provider.ID("p"))] {
      await #expect(throws: AnonymiseError.notFound) { try await scene.claims.anonymise(receipt.id, by: stranger) }
      await #expect(throws: AnonymiseError.notFound) {
        try await scene.claims.anonymise(receiptsOf: scene.ann, by: stranger)
      }
      #expect(try await scene.claims.anonymousReceipt(receipt.id, by: stranger) == nil)
    }
    #expect(try await scene.claims.anonymousReceipt(receipt.id, by: .system) == nil)
    #expect(try await body(.claimReceipt(receipt.id)) == before)

    let left = try await scene.claims.anonymise(receipt.id, by: ann)
    #expect(try await scene.claims.anonymousReceipt(receipt.id, by: ann) == nil)
    await #expect(throws: AnonymiseError.notFound) { try await scene.claims.anonymise(receipt.id, by: ann) }
    #expect(try await scene.claims.anonymise(receipt.id, by: .system) == left)
  }

  @Test func `the event tells neither who asked nor whose claim it was`() async throws {
    let receipt = try await claim(try await visit())
    _ = try await scene.claims.anonymise(receipt.id, by: ann)
    let event = try #require(try await scene.scene.events().last)

    #expect(event.kind == .claimAnonymised && event.subject == .claimReceipt(receipt.id))
    #expect(event.actor == .system && event.facts.isEmpty)
  }

  @Test(arguments: [1, 2, 100])
  func `all receipts of an account, batch after batch, those of undone claims too`(limit: Int) async throws {
    var receipts: [ClaimReceipt] = []
    for _ in 0..<3 {
      scene.scene.clock.advance(by: .seconds(1))
      receipts.append(try await claim(try await visit()))
    }
    let undone = try await scene.claims.unclaim(receipts[1].id, by: ann).new
    let others = try #require(try await scene.claims.claim(.of(undone), for: scene.bob).result).receipt

    var (place, count, batches) = (Place?.none, 0, 0)
    repeat {
      let report = try await scene.claims.anonymise(receiptsOf: scene.ann, by: .system, limit: limit, from: place)
      (place, count, batches) = (report.resume, count + report.receipts, batches + 1)
    } while place != nil

    #expect(count == 3 && (limit > 2 ? batches == 1 : batches > 1))
    for receipt in receipts {
      let left = try await scene.claims.anonymousReceipt(receipt.id, by: .system)
      #expect(left != nil && (left?.undoneAt != nil) == (receipt.id == receipts[1].id))
    }
    #expect(try await scene.claims.claim(.of(undone), for: scene.bob).result?.receipt == others)
    #expect(try await scene.claims.anonymise(receiptsOf: scene.ann, by: .system).examined == 0)
  }

  @Test func `broken off anywhere and begun anew, it comes to the same, with one event for each receipt`() async throws
  {
    for fault in [Fault.crash, .lostAcknowledgement, .lostRequest, .busy, .conflict, .lateApply(calls: 1)] {
      for call in 1...7 {
        let scene = try ClaimScene()
        for _ in 0..<2 { _ = try await scene.claims.claim(.of(try await scene.visit()), for: scene.ann) }
        let store = FaultyStore(scene.scene.store, Faults(script: [call: fault]))
        let first = try? await scene.claims(over: store).anonymise(receiptsOf: scene.ann, by: .account(scene.ann))
        await store.settle()
        let second = try await scene.claims.anonymise(receiptsOf: scene.ann, by: .account(scene.ann))

        let count = (first?.receipts ?? 0) + second.receipts
        #expect(fault == .crash || first == nil || count == 2, "\(fault) at \(call)")
        #expect(try await scene.claims.anonymise(receiptsOf: scene.ann, by: .system).examined == 0)
        let events = try await scene.scene.events().count { $0.kind == .claimAnonymised }
        #expect(events == 2, "\(fault) at \(call)")
      }
    }
  }

  @Test func `WI-1 what is left has its golden form, and what could not have been left is refused`() async throws {
    let new = try await visit()
    let left = try await scene.claims.anonymise(try await claim(new).id, by: .system)
    try Golden.expect(left, "anonymous-receipt")
    let session = try #require(try await scene.scene.store.sessions.session(new.visitor.session.id))
    try Golden.expect(session, "session-anonymous")

    let text = try JSONText.of(session)
    #expect(text.contains(#""isSettled":true"#))
    #expect(throws: DecodingError.self) {
      try JSONText.read(text.replacing(#""isSettled":true"#, with: #""isSettled":false"#), as: Session.self)
    }
    #expect(throws: DecodingError.self) {
      try JSONText.read(
        JSONText.of(left).replacing(#""metadata":1"#, with: #""metadata":-1"#), as: AnonymousReceipt.self)
    }
    let receipt = try await claim(try await visit())
    for stored in [StoredReceipt.personal(receipt), .anonymous(left)] {
      #expect(try JSONText.read(JSONText.of(stored), as: StoredReceipt.self) == stored)
    }
    let faces = [AnonymiseError.notFound, .trouble(.unknown)].map(\.problem)
    #expect(faces.map(\.status) == [404, 500] && faces.map(\.code) == ["claim-not-found", "store-unknown"])
  }
}
