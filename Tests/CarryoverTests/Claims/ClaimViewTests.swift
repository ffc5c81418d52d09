import CarryoverTesting
import FoundationEssentials
import Testing

@testable import Carryover

@Suite("WI-2: what an account sees of its claims")
struct ClaimViewTests {
  private let catalogue = DiscoveryCatalogue.standard

  @Test func `CL-3 a claim and its repetition have one view, with the profile as it is now`() async throws {
    let scene = try ClaimScene()
    let new = try await scene.visit()
    let first = try #require(try await scene.claims.claim(.of(new), for: scene.ann).result)
    let again = try #require(try await scene.claims.claim(.of(new), for: scene.ann).result)

    let view = ClaimView(first, catalogue: catalogue)
    #expect(view == ClaimView(again, catalogue: catalogue))
    #expect(view.fields.map(\.field) == [.timeframe] && view.fields.first?.result == .tookSession)
    #expect(view.profile.discovery.timeframe == "this quarter")
    try Golden.expect(view, "claim-view")
  }

  @Test func `CL-6 a profile's view shows both sides of a conflict, and the account's stands`() async throws {
    let scene = try ClaimScene(ClaimPolicy(merge: try MergePolicy(timeframe: .ask)))
    _ = try await scene.profiles.update(DiscoveryPatch(timeframe: .set("next year")), by: .account(scene.ann))
    let new = try await scene.visit()
    let result = try #require(try await scene.claims.claim(.of(new), for: scene.ann).result)

    let view = DiscoveryProfileView(result.profile, catalogue: catalogue)
    #expect(view.discovery.timeframe == "next year")
    #expect(view.conflicts.map(\.account) == [.text("next year")])
    #expect(view.conflicts.map(\.session) == [.text("this quarter")])
    #expect(view.conflicts.map(\.from) == [new.visitor.session.id])
    try Golden.expect(view, "discovery-profile-view")
  }

  @Test func `SE-2 no view of a claim holds a token, a digest or the source of a value`() async throws {
    let scene = try ClaimScene()
    let new = try await scene.visit()
    let result = try #require(try await scene.claims.claim(.of(new), for: scene.ann).result)

    let text = try JSONText.pretty(ClaimView(result, catalogue: catalogue))
    for secret in [new.token.revealed, "\(new.visitor.digest)", "\(result.receipt.inputs)", "visitor"] {
      #expect(!text.contains(secret))
    }
  }
}
