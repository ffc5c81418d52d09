import CarryoverTesting
import FoundationEssentials
import Testing

@testable import Carryover

@Suite("CL-6, CL-7: conflicts that pile up on a profile are bounded")
struct ConflictLimitTests {
  /// What one conflict about a timeframe of so many bytes on both sides weighs.
  private func weight(_ bytes: Int) -> Int { 2 * (DiscoveryContent.fieldOverhead + bytes) }

  /// An account that has said something, under a policy that asks.
  private func scene(conflictBytes: Int) async throws -> ClaimScene {
    let scene = try ClaimScene(ClaimPolicy(merge: try MergePolicy(timeframe: .ask), conflictBytes: conflictBytes))
    _ = try await scene.profiles.update(DiscoveryPatch(timeframe: .set("next year")), by: .account(scene.ann))
    return scene
  }

  private func claim(_ timeframe: String, _ scene: ClaimScene) async throws -> ClaimResult {
    try #require(try await scene.claims.claim(.of(try await scene.visit(timeframe)), for: scene.ann).result)
  }

  @Test func `beyond the limit a claim is not refused: the value goes to its receipt, and what stands, stands`()
    async throws
  {
    let scene = try await scene(conflictBytes: weight(9) * 2)
    var results: [ClaimResult] = []
    for number in 0..<4 { results.append(try await claim("quarter \(number)", scene)) }

    #expect(
      results.map { $0.receipt.decisions.map(\.result) } == [[.conflict], [.conflict], [.overLimit], [.overLimit]])
    #expect(results[3].receipt.decisions[0].losing?.value == .text("quarter 3"))
    #expect(results[3].profile.conflicts.compactMap(\.session.value) == [.text("quarter 0"), .text("quarter 1")])
    #expect(results[3].profile.discovery.timeframe == "next year")
    #expect(results.allSatisfy { $0.receipt.isIntact })
  }

  @Test func `a plan says so before`() async throws {
    let scene = try await scene(conflictBytes: 0)
    let new = try await scene.visit()
    let plan = try await scene.claims.plan(.of(new), for: scene.ann)

    #expect(plan.decisions.map(\.result) == [.overLimit])
    #expect(
      try await scene.claims.claim(.of(new), for: scene.ann, as: plan).result?.receipt.decisions == plan.decisions)
  }

  @Test func `a conflict that is decided or given back makes room for another`() async throws {
    let scene = try await scene(conflictBytes: weight(9))
    let first = try await claim("quarter 0", scene)
    #expect(try await claim("quarter 1", scene).profile.conflicts.count == 1)
    _ = try await scene.claims.unclaim(first.receipt.id, by: .account(scene.ann))
    let third = try await claim("quarter 2", scene).receipt
    #expect(third.decisions.map(\.result) == [.conflict])
    _ = try await scene.profiles.resolve(
      .timeframe, from: third.session, taking: .account, by: .account(scene.ann))
    #expect(try await claim("quarter 3", scene).receipt.decisions.map(\.result) == [.conflict])
  }

  @Test
  func `CL-6: of two conflicts about one field the one that is meant is decided, and a second click decides nothing`()
    async throws
  {
    let scene = try await scene(conflictBytes: weight(9) * 2)
    let (first, second) = (try await claim("quarter 0", scene).receipt, try await claim("quarter 1", scene).receipt)
    let ann = Caller.account(scene.ann)
    let decided = try await scene.profiles.resolve(.timeframe, from: second.session, taking: .session, by: ann)
    #expect(decided.discovery.timeframe == "quarter 1" && decided.conflicts.map(\.from) == [first.session])
    await #expect(throws: ProfileError.invalid(FieldError("conflicts", .unknown))) {
      try await scene.profiles.resolve(.timeframe, from: second.session, taking: .session, by: ann)
    }
    #expect(try await scene.profiles.profile(of: ann).discovery.timeframe == "quarter 1")
  }

  @Test func `what is small still fits after what is not, and the weight holds whatever comes`() throws {
    var generator = SeededGenerator(seed: 8)
    for _ in 0..<2_000 {
      var example = try generator.mergeCase()
      example.policy = try .everywhere(.ask)
      let free = example.merged()
      let room =
        free.conflicts.isEmpty ? 0 : Int.random(in: 0...free.conflicts.reduce(0) { $0 + $1.size }, using: &generator)
      let merge = example.account.merging(example.session, policy: example.policy, limits: .none, conflictBytes: room)

      #expect(merge.conflicts.reduce(0) { $0 + $1.size } <= room)
      #expect(merge.content == free.content)
      let left = room - merge.conflicts.reduce(0) { $0 + $1.size }
      for conflict in free.conflicts where !merge.conflicts.contains(conflict) {
        #expect(conflict.size > left, "there was room for \(conflict.field)")
        #expect(merge[conflict.field]?.result == .overLimit && merge[conflict.field]?.losing == conflict.session)
      }
    }
  }

  @Test func `by default conflicts weigh no more than a session`() {
    #expect(ClaimPolicy().conflictBytes == SessionLimits().bytes)
  }
}
