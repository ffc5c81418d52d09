import CarryoverTesting
import Testing

@testable import Carryover

@Suite("SC-2, SC-3, SC-5: links and intents")
struct ClaimLinkTests {
  @Test("SC-5: a link claims once, for its recipient, and looking at it spends nothing")
  func link() async throws {
    let scene = try ClaimScene()
    let new = try await scene.visit()
    let link = try await scene.claims.makeLink(new.visitor.caller, recipient: "Ann@example.org").revealed
    for _ in 0..<3 {
      _ = try await scene.claims.look(at: link, recipient: "ann@example.org", for: scene.ann)
    }
    #expect(
      try await scene.claims.claim(.link(link, recipient: "bob@example.org"), for: scene.bob) == .refused(.unknown))
    let proof = ClaimProof.link(link, recipient: "ann@example.org")
    let first = try #require(try await scene.claims.claim(proof, for: scene.ann).result)
    #expect(try await scene.claims.claim(proof, for: scene.ann) == .alreadyYours(first))
    #expect(try await scene.claims.claim(proof, for: scene.bob) == .refused(.claimedByAnother))
  }

  @Test("SC-5: a link is short-lived, and no session's token is a link, nor the other way round")
  func life() async throws {
    let scene = try ClaimScene()
    let new = try await scene.visit()
    let link = try await scene.claims.makeLink(new.visitor.caller, recipient: "a").revealed
    #expect(try await scene.claims.claim(.token(link), for: scene.ann) == .refused(.unknown))
    #expect(
      try await scene.claims.claim(.link(new.token.revealed, recipient: "a"), for: scene.ann) == .refused(.unknown))
    scene.scene.clock.advance(by: .seconds(30 * 60))
    #expect(try await scene.claims.claim(.link(link, recipient: "a"), for: scene.ann) == .refused(.expired))
  }

  @Test func `SC-2, SE-3: a link that was made with a stolen token ends when the token is rotated`() async throws {
    let scene = try ClaimScene()
    let new = try await scene.visit()
    let stolen = try await scene.claims.makeLink(new.visitor.caller, recipient: "thief").revealed
    guard case .rotated(let next) = try await scene.scene.sessions.rotate(new.visitor.caller) else { return }
    #expect(try await scene.claims.claim(.link(stolen, recipient: "thief"), for: scene.bob) == .refused(.unknown))
    let mine = try await scene.claims.makeLink(next.visitor.caller, recipient: "me").revealed
    #expect(try await scene.claims.claim(.link(mine, recipient: "me"), for: scene.ann).result != nil)
  }

  @Test("SC-2: a claim ends every token and every pending link of the session")
  func ended() async throws {
    let scene = try ClaimScene()
    let new = try await scene.visit()
    let link = try await scene.claims.makeLink(new.visitor.caller, recipient: "a").revealed
    _ = try await scene.claims.claim(.of(new), for: scene.ann)
    #expect(try await scene.claims.claim(.link(link, recipient: "a"), for: scene.bob) == .refused(.unknown))
    #expect(try await scene.claims.claim(.link(link, recipient: "a"), for: scene.ann) == .refused(.unknown))
  }

  @Test("CL-4: a link that claimed gets the same receipt long after it has expired, until the claim is undone")
  func replay() async throws {
    let scene = try ClaimScene()
    let new = try await scene.visit()
    let link = try await scene.claims.makeLink(new.visitor.caller, recipient: "a")
    _ = try await scene.claims.makeLink(new.visitor.caller, recipient: "b")
    let proof = ClaimProof.link(link.revealed, recipient: "a")
    let key = RecordKey.claimLink(TokenHash.builtIn.digest(of: link))
    let first = try #require(try await scene.claims.claim(proof, for: scene.ann).result)
    scene.scene.clock.advance(by: .seconds(3_600))
    let report = try await scene.claims.sweep()
    #expect(report.links == 1 && report.examined == 1)
    #expect(try await scene.claims.claim(proof, for: scene.ann) == .alreadyYours(first))
    #expect(try await scene.claims.claim(proof, for: scene.bob) == .refused(.claimedByAnother))

    _ = try await scene.claims.unclaim(first.receipt.id, by: .account(scene.ann))
    #expect(try await scene.scene.store.load([key]).items[0].found == nil)
    #expect(try await scene.claims.claim(proof, for: scene.ann) == .refused(.unknown))
  }

  @Test("SC-5: the secret of a link is stored nowhere")
  func secret() async throws {
    let scene = try ClaimScene()
    let new = try await scene.visit()
    let link = try await scene.claims.makeLink(new.visitor.caller, recipient: "ann@example.org").revealed
    let intent = try await scene.claims.beginSignIn(new.visitor.caller).revealed
    for text in scene.scene.store.dump {
      #expect(!text.contains(link) && !text.contains(intent) && !text.contains("ann@example.org"))
    }
  }

  @Test
  func
    `SC-3, CL-5: a session in which sign-in has begun can be planned and claimed as planned, by whoever has the intent`()
    async throws
  {
    let scene = try ClaimScene()
    let new = try await scene.visit()
    let intent = try await scene.claims.beginSignIn(new.visitor.caller)
    await #expect(throws: PlanError.refused(.intentMismatch)) {
      try await scene.claims.plan(.of(new), for: scene.ann)
    }
    let plan = try await scene.claims.plan(.of(new, intent), for: scene.ann)
    #expect(try await scene.claims.claim(.of(new), for: scene.ann, as: plan) == .refused(.intentMismatch))
    #expect(try await scene.claims.claim(.of(new, intent), for: scene.ann, as: plan).result != nil)
  }

  @Test func `SC-3, CL-10: of several sessions each brings its own intent`() async throws {
    let scene = try ClaimScene()
    let (laptop, phone) = (try await scene.visit(), try await scene.visit())
    let intent = try await scene.claims.beginSignIn(laptop.visitor.caller)
    let outcomes = try await scene.claims.claim([.of(phone), .of(laptop, intent)], for: scene.ann).map { try $0.get() }
    #expect(outcomes.allSatisfy { $0.result != nil })
  }

  @Test func `SC-3, SC-5: a link needs no intent, for sign-in began on another device`() async throws {
    let scene = try ClaimScene()
    let new = try await scene.visit()
    let link = try await scene.claims.makeLink(new.visitor.caller, recipient: "a").revealed
    _ = try await scene.claims.beginSignIn(new.visitor.caller)
    _ = try await scene.claims.look(at: link, recipient: "a", for: scene.ann)
    #expect(try await scene.claims.claim(.link(link, recipient: "a"), for: scene.ann).result != nil)
  }

  @Test func `CL-3, SC-5: a claim by link leaves the cookie of the device on which it is opened alone`() async throws {
    let scene = try ClaimScene()
    let (laptop, phone) = (try await scene.visit(), try await scene.visit("on the phone"))
    let link = try await scene.claims.makeLink(laptop.visitor.caller, recipient: "a").revealed
    let proof = ClaimProof.link(link, recipient: "a")
    #expect(try await scene.claims.claim(proof, for: scene.ann).result?.cookie == .leave)
    #expect(try await scene.claims.claim(proof, for: scene.ann).result?.cookie == .leave)
    #expect(try await scene.claims.claim(.of(phone), for: scene.ann).result?.cookie == .clear)
    #expect(try await scene.claims.claim(.of(laptop), for: scene.ann).result?.cookie == .clear)
  }

  @Test func `EV-1: a link, the beginning of sign-in, and what a sweep does to a claim are told, without a secret`()
    async throws
  {
    let scene = try ClaimScene()
    let (new, other) = (try await scene.visit(), try await scene.visit())
    let link = try await scene.claims.makeLink(new.visitor.caller, recipient: "ann@example.org")
    let intent = try await scene.claims.beginSignIn(new.visitor.caller)
    _ = try await scene.claims.claim(.of(other), for: scene.ann)
    scene.scene.clock.advance(by: .days(2))
    _ = try await scene.claims.sweep()
    let events = try await scene.scene.events()
    let (mine, theirs) = (RecordKey.session(new.visitor.session.id), RecordKey.session(other.visitor.session.id))
    #expect(
      events.filter { $0.subject == mine }.map(\.kind).suffix(3) == [
        .sessionLinkMade, .sessionSignInBegun, .sessionLinkExpired,
      ])
    #expect(events.last { $0.subject == theirs }?.kind == .sessionSettled)
    for body in try events.map({ try $0.body }) {
      #expect(!body.contains(link.revealed) && !body.contains(intent.revealed) && !body.contains("example.org"))
    }
  }

  @Test("SC-3: once sign-in has begun in a session, the claim must bring its intent")
  func intent() async throws {
    let scene = try ClaimScene()
    let new = try await scene.visit()
    let planted = try await scene.visit("planted")
    let intent = try await scene.claims.beginSignIn(new.visitor.caller)
    #expect(try await scene.claims.claim(.of(new), for: scene.ann) == .refused(.intentMismatch))
    #expect(try await scene.claims.claim(.of(planted, intent), for: scene.ann) == .refused(.intentMismatch))
    #expect(try await scene.claims.claim(.of(new, intent), for: scene.ann).result != nil)
  }
}
