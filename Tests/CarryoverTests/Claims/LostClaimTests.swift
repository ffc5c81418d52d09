import CarryoverTesting
import Testing

@testable import Carryover

@Suite("CL-3: lost answers to a claim")
struct LostClaimTests {
  @Test func `CL-3: a claim that was undone before its answer came through is not said to have changed nothing`()
    async throws
  {
    let scene = try ClaimScene()
    let new = try await scene.visit()
    let undo: @Sendable () async -> Void = {
      guard let held = try? await scene.claims.claim(.of(new), for: scene.ann).result?.receipt else { return }
      _ = try? await scene.claims.unclaim(held.id, by: .account(scene.ann))
    }
    let commit = 2
    let faulty = FaultyStore(scene.scene.store, Faults(script: [commit: .lostAcknowledgement]))
    let outcome = try await scene.claims(over: AfterCommit(faulty, undo)).claim(.of(new), for: scene.ann)

    guard case .claimed(let result) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(result.receipt.undoing != nil)
    #expect(result.profile.discovery.timeframe == nil)
    #expect(try await scene.scene.events().count { $0.kind == .sessionClaimed } == 1)
  }
}
