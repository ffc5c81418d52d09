import CarryoverTesting
import FoundationEssentials
import Testing

@testable import Carryover

@Suite("WI-1: how claims are written")
struct ClaimWireTests {
  @Test
  func `WI-2: a receipt with a count below zero is refused, so that nothing is left of it that could not be read`()
    throws
  {
    let text = try Golden.text("claim-receipt")
    for member in ["conversations", "sessionClaims", "sessionRevision", "profileRevision"] {
      let parts = text.split(separator: "\"\(member)\" : ")
      let wrong = [parts[0], parts[1]].joined(separator: "\"\(member)\" : -1")
      #expect(throws: DecodingError.self) { try JSONText.read(wrong) as ClaimReceipt }
    }
  }

  @Test("WI-1: profile, estate, plan, receipt and link have their golden forms")
  func golden() async throws {
    let scene = try ClaimScene()
    let new = try await scene.visit()
    _ = try await scene.profiles.update(DiscoveryPatch(phase: .set(.roi)), by: .account(scene.ann))
    let link = try await scene.claims.makeLink(new.visitor.caller, recipient: "ann@example.org")
    try Golden.expect(try await scene.claims.plan(.of(new), for: scene.ann), "claim-plan")
    let result = try #require(try await scene.claims.claim(.of(new), for: scene.ann).result)
    try Golden.expect(result.profile, "discovery-profile")
    try Golden.expect(result.receipt, "claim-receipt")
    let keys: [RecordKey] = [
      .estate(of: scene.ann), .claimLink(TokenHash.builtIn.digest(of: link)),
    ]
    let items = try await scene.scene.store.load(keys).items
    try Golden.expect(try #require(try items[0].found?.record.value(as: Estate.self)), "estate")
    try Golden.expect(try #require(try items[1].found?.record.value(as: ClaimLink.self)), "claim-link")
    _ = try await scene.claims.unclaim(result.receipt.id, by: .account(scene.ann))
    let undone = try await scene.claims.receipt(result.receipt.id, by: .account(scene.ann))
    try Golden.expect(try #require(undone), "claim-receipt-undone")
  }
}
