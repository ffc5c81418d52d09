import CarryoverTesting
import FoundationEssentials
import Testing

@testable import Carryover

@Suite("CL-1 … CL-5: claiming a session")
struct ClaimTests {
  @Test("CL-2: a claim fills the profile, marks the session, and answers receipt, profile and a cookie to clear")
  func claim() async throws {
    let scene = try ClaimScene()
    let new = try await scene.visit()
    guard case .claimed(let result) = try await scene.claims.claim(.of(new), for: scene.ann) else {
      Issue.record("expected a claim")
      return
    }
    #expect(result.profile.discovery.timeframe == "this quarter")
    #expect(result.profile.account == scene.ann)
    #expect(result.receipt.session == new.visitor.session.id)
    #expect(result.receipt.account == scene.ann)
    #expect(result.cookie == .clear)
    #expect(try await scene.profiles.profile(of: .account(scene.ann)) == result.profile)
    #expect(try await scene.scene.refusal(of: new.token) == .claimed)
    let kinds = try await scene.scene.events().map(\.kind)
    #expect(kinds.suffix(3) == [.sessionClaimed, .profileCreated, .profileMerged])
  }

  @Test("CL-4: a repeated claim by the same account gets the same receipt and changes nothing, even past expiry")
  func replay() async throws {
    let scene = try ClaimScene()
    let new = try await scene.visit()
    let first = try #require(try await scene.claims.claim(.of(new), for: scene.ann).result)
    let commits = scene.scene.store.count(of: .commit)
    scene.scene.clock.advance(by: .days(365))
    for _ in 0..<3 {
      #expect(try await scene.claims.claim(.of(new), for: scene.ann) == .alreadyYours(first))
    }
    #expect(scene.scene.store.count(of: .commit) == commits)
  }

  @Test("CL-4: after a claim another account is refused, and the token opens nothing")
  func another() async throws {
    let scene = try ClaimScene()
    let new = try await scene.visit()
    _ = try await scene.claims.claim(.of(new), for: scene.ann)
    #expect(try await scene.claims.claim(.of(new), for: scene.bob) == .refused(.claimedByAnother))
    await #expect(throws: UpdateSessionError.refused(.claimed)) {
      try await scene.scene.sessions.update(.timeframe("later"), by: new.visitor.caller)
    }
    await #expect(throws: SessionError.refused(.claimed)) { try await scene.scene.sessions.rotate(new.visitor.caller) }
    await #expect(throws: SessionError.refused(.claimed)) { try await scene.scene.sessions.renew(new.visitor.caller) }
    #expect(try await scene.scene.store.load([.profile(of: scene.bob)]).items[0].found == nil)
  }

  @Test("CL-1: without the token there is no claim")
  func proof() async throws {
    let scene = try ClaimScene()
    let new = try await scene.visit()
    let calls = scene.scene.store.count(of: .commit)
    for text in [
      "", "nonsense", new.visitor.session.id.description, new.visitor.digest.description,
      String(repeating: "0", count: 64),
    ] {
      #expect(try await scene.claims.claim(.token(text), for: scene.ann) == .refused(.unknown))
    }
    #expect(scene.scene.store.count(of: .commit) == calls)
  }

  @Test("CL-3: expired, idle and revoked sessions are refused for what they are, and look alike to strangers")
  func refusals() async throws {
    let scene = try ClaimScene(sessions: SessionPolicy(idleLimit: .days(2)))
    let idle = try await scene.visit()
    let revoked = try await scene.visit()
    try await scene.scene.sessions.revoke(revoked.visitor.session.id, by: .system)
    #expect(try await scene.claims.claim(.of(revoked), for: scene.ann) == .refused(.revoked))
    scene.scene.clock.advance(by: .days(2))
    #expect(try await scene.claims.claim(.of(idle), for: scene.ann) == .refused(.idle))
    scene.scene.clock.advance(by: .days(28))
    #expect(try await scene.claims.claim(.of(idle), for: scene.ann) == .refused(.expired))
    let faces = [ClaimRefusal.unknown, .expired, .idle, .revoked, .claimedByAnother, .intentMismatch].map(\.problem)
    #expect(Set(faces).count == 1)
  }

  @Test("CL-3: an account that is not eligible is refused, and nothing changes")
  func ineligible() async throws {
    let scene = try ClaimScene(ClaimPolicy(isEligible: { $0.text != "bob" }))
    let new = try await scene.visit()
    #expect(try await scene.claims.claim(.of(new), for: scene.bob) == .refused(.accountNotEligible))
    #expect(try await scene.scene.refusal(of: new.token) == nil)
    #expect(try await scene.claims.claim(.of(new), for: scene.ann).result != nil)
  }

  @Test("CL-5: a plan says what the claim then does, and writes nothing")
  func plan() async throws {
    let scene = try ClaimScene()
    let new = try await scene.visit()
    let commits = scene.scene.store.count(of: .commit)
    let plan = try await scene.claims.plan(.of(new), for: scene.ann)
    #expect(scene.scene.store.count(of: .commit) == commits)
    let result = try #require(try await scene.claims.claim(.of(new), for: scene.ann, as: plan).result)
    #expect(result.receipt.decisions == plan.decisions)
    #expect(result.receipt.conversations == plan.conversations)
  }

  @Test("CL-5: a plan is stale when the session or the profile has changed since, or when it is another's")
  func stalePlan() async throws {
    let scene = try ClaimScene()
    let new = try await scene.visit()
    let plan = try await scene.claims.plan(.of(new), for: scene.ann)
    let foreign = try await scene.claims.plan(.of(new), for: scene.bob)
    #expect(try await scene.claims.claim(.of(new), for: scene.ann, as: foreign) == .refused(.stalePlan))
    _ = try await scene.scene.sessions.update(.timeframe("later"), by: new.visitor.caller)
    #expect(try await scene.claims.claim(.of(new), for: scene.ann, as: plan) == .refused(.stalePlan))
    let fresh = try await scene.claims.plan(.of(new), for: scene.ann)
    _ = try await scene.profiles.update(DiscoveryPatch(questionIndex: .set(3)), by: .account(scene.ann))
    #expect(try await scene.claims.claim(.of(new), for: scene.ann, as: fresh) == .refused(.stalePlan))
    #expect(try await scene.scene.refusal(of: new.token) == nil)
  }

  @Test func `CL-5, SC-4: a plan that was changed on its way is refused, and decides nothing`() async throws {
    let scene = try ClaimScene()
    _ = try await scene.profiles.update(DiscoveryPatch(timeframe: .set("next year")), by: .account(scene.ann))
    let new = try await scene.visit()
    let keep = try MergePolicy(timeframe: .keepAccount)
    let plan = try await scene.claims.plan(.of(new), for: scene.ann, merging: keep)
    let text = try JSONText.of(plan)
    for (from, to) in [("keepAccount", "takeSession"), ("next year", "never")] {
      let forged: ClaimPlan = try JSONText.read(text.replacing(from, with: to))
      #expect(forged != plan)
      #expect(
        try await scene.claims.claim(.of(new), for: scene.ann, as: forged, merging: keep) == .refused(.stalePlan))
    }
    // Under other rules than it was made for, a plan is not what would be done.
    #expect(try await scene.claims.claim(.of(new), for: scene.ann, as: plan) == .refused(.stalePlan))
    let read: ClaimPlan = try JSONText.read(text)
    let result = try await scene.claims.claim(.of(new), for: scene.ann, as: read, merging: keep).result
    #expect(result?.profile.discovery.timeframe == "next year")
  }

  @Test(
    "CL-2, CL-4: a crash or a lost answer at any store call, then a retry: one effect, one receipt, one set of events")
  func crashes() async throws {
    for fault in [
      Fault.crash, .lostAcknowledgement, .lostRequest, .busy, .conflict, .lateApply(calls: 1), .lateApply(calls: 2),
    ] {
      for call in 1...4 {
        let scene = try ClaimScene()
        let new = try await scene.visit()
        let store = FaultyStore(scene.scene.store, Faults(script: [call: fault]))
        let first = try? await scene.claims(over: store).claim(.of(new), for: scene.ann)
        await store.settle()
        let retry = try #require(
          try await scene.claims(over: scene.scene.store, seed: 7).claim(.of(new), for: scene.ann).result)
        if let receipt = first?.result?.receipt { #expect(retry.receipt == receipt, "\(fault) at \(call)") }
        #expect(retry.profile.discovery.timeframe == "this quarter")
        let events = try await scene.scene.events()
        #expect(events.count { $0.kind == .sessionClaimed } == 1, "\(fault) at \(call)")
        #expect(events.count { $0.kind == .profileMerged } == 1)
      }
    }
  }
}
