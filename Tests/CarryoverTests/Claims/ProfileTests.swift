import CarryoverTesting
import Testing

@testable import Carryover

@Suite("DP-1 … DP-5, CL-6, CL-10: profiles")
struct ProfileTests {
  @Test("DP-2: 100 concurrent first requests make exactly one profile")
  func once() async throws {
    let scene = try ClaimScene()
    let profiles = try await withThrowingTaskGroup(of: DiscoveryProfile.self) { group in
      for _ in 0..<100 { group.addTask { try await scene.profiles.profile(of: .account(scene.ann)) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(Set(profiles).count == 1)
    #expect(try await scene.scene.events().map(\.kind) == [.profileCreated])
  }

  @Test("DP-3, DP-5: the owner updates, with the semantics of a session; nobody else does")
  func update() async throws {
    let scene = try ClaimScene()
    let ann = Caller.account(scene.ann)
    await #expect(throws: ProfileError.notFound) {
      try await scene.profiles.update(DiscoveryPatch(timeframe: .set("later")), by: ann, expecting: 7)
    }
    #expect(try await scene.scene.events().isEmpty)
    let profile = try await scene.profiles.update(DiscoveryPatch(timeframe: .set("soon")), by: ann)
    #expect(profile.discovery.sourcedTimeframe?.source == .account)
    await #expect(throws: ProfileError.stale(current: profile)) {
      try await scene.profiles.update(DiscoveryPatch(timeframe: .set("later")), by: ann, expecting: 99)
    }
    await #expect(throws: ProfileError.invalid(FieldError("timeframe", .tooLong(maximumBytes: 64)))) {
      try await scene.profiles.update(DiscoveryPatch(timeframe: .set(String(repeating: "x", count: 65))), by: ann)
    }
    let visitor = try await scene.visit().visitor.caller
    for stranger in [visitor, .system, .provider(try Provider.ID("p"))] {
      await #expect(throws: ProfileError.notFound) {
        try await scene.profiles.update(DiscoveryPatch(timeframe: .set("x")), by: stranger)
      }
    }
    let faces = [ProfileError.notFound, .stale(current: profile), .trouble(.unknown)].map(\.problem)
    #expect(faces.map(\.code) == ["profile-not-found", "profile-stale", "store-unknown"])
    #expect(faces.map(\.status) == [404, 409, 500])
    #expect(try await scene.profiles.profile(of: ann) == profile)
  }

  @Test(
    "CL-6: a policy that asks leaves a conflict as data, decided later by an operation of its own",
    arguments: [DiscoveryConflict.Side.account, .session])
  func ask(_ side: DiscoveryConflict.Side) async throws {
    let scene = try ClaimScene()
    let ann = Caller.account(scene.ann)
    _ = try await scene.profiles.update(DiscoveryPatch(timeframe: .set("next year")), by: ann)
    let new = try await scene.visit("this quarter")
    let result = try #require(
      try await scene.claims.claim(.of(new), for: scene.ann, merging: try MergePolicy(timeframe: .ask)).result)
    #expect(result.profile.discovery.timeframe == "next year")
    #expect(result.profile.conflicts.map(\.field) == [.timeframe])

    let decided = try await scene.profiles.resolve(.timeframe, from: new.visitor.session.id, taking: side, by: ann)
    #expect(decided.discovery.timeframe == (side == .account ? "next year" : "this quarter"))
    #expect(decided.conflicts.isEmpty)
    await #expect(throws: ProfileError.invalid(FieldError("conflicts", .unknown))) {
      try await scene.profiles.resolve(.timeframe, from: new.visitor.session.id, taking: side, by: ann)
    }
    await #expect(throws: ProfileError.notFound) {
      try await scene.profiles.resolve(.timeframe, from: new.visitor.session.id, taking: side, by: .account(scene.bob))
    }
  }

  @Test("CL-10: several sessions claimed at once fold by creation, then id, whatever the order of the proofs")
  func several() async throws {
    for order in [[0, 1, 2], [2, 0, 1], [1, 2, 0], [2, 1, 0]] {
      let scene = try ClaimScene()
      var visits: [(text: String, new: NewSession)] = []
      for number in 0..<3 {
        // The last two begin in the same instant.
        if number < 2 { scene.scene.clock.advance(by: .seconds(1)) }
        visits.append(("visit \(number)", try await scene.visit("visit \(number)")))
      }
      let proofs = order.map { ClaimProof.of(visits[$0].new) } + [.token("nonsense")]
      // Under this rule the session that is folded last stands.
      let policy = try MergePolicy(timeframe: .takeSession)
      let outcomes = try await scene.claims.claim(proofs, for: scene.ann, merging: policy).map { try $0.get() }
      #expect(outcomes.dropLast().map { $0.result?.receipt.session } == order.map { visits[$0].new.visitor.session.id })
      #expect(outcomes.last == .refused(.unknown))
      let last = visits.dropFirst().max { $0.new.visitor.session.id < $1.new.visitor.session.id }
      #expect(try await scene.profiles.profile(of: .account(scene.ann)).discovery.timeframe == last?.text)
    }
  }

  @Test
  func `CL-10, CL-3: trouble in the middle of several claims loses no answer, and the rest can come in its order`()
    async throws
  {
    let scene = try ClaimScene()
    var visits: [NewSession] = []
    for text in ["first", "second", "third"] {
      visits.append(try await scene.visit(text))
      scene.scene.clock.advance(by: .seconds(1))
    }
    let proofs = visits.reversed().map { ClaimProof.of($0) }
    // Three look-ups, a load and a commit for the first claim, and then the connection is gone.
    let store = FaultyStore(scene.scene.store, Faults(script: [6: .crash]))
    let answers = await scene.claims(over: store).claim(proofs, for: scene.ann)
    let first = try answers[2].get().result?.receipt
    #expect(first?.session == visits[0].visitor.session.id)
    let crashed = StoreTrouble.failed("the process has crashed")
    #expect(answers[..<2] == [.failure(crashed), .failure(crashed)])

    let again = try await scene.claims.claim(proofs, for: scene.ann).map { try $0.get() }
    #expect(again[2].result?.receipt == first)
    #expect(again.allSatisfy { $0.result != nil })
    let broken = FaultyStore(scene.scene.store, Faults(script: [1: .crash]))
    let nothing = await scene.claims(over: broken).claim(proofs, for: scene.ann)
    #expect(nothing == Array(repeating: .failure(crashed), count: 3))
  }

  @Test("CL-8: a receipt is for the account that claimed")
  func receipt() async throws {
    let scene = try ClaimScene()
    let new = try await scene.visit()
    let receipt = try #require(try await scene.claims.claim(.of(new), for: scene.ann).result).receipt
    #expect(try await scene.claims.receipt(receipt.id, by: .account(scene.ann)) == receipt)
    #expect(try await scene.claims.receipt(receipt.id, by: .account(scene.bob)) == nil)
    #expect(try await scene.claims.receipt(receipt.id, by: new.visitor.caller) == nil)
    let faces = [UnclaimError.notFound, .tooLate, .trouble(.unknown)].map(\.problem)
    #expect(faces.map(\.status) == [404, 409, 500] && Set(faces.map(\.code)).count == 3)
  }
}
