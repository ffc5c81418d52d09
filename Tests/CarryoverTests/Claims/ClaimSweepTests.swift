import CarryoverTesting
import Testing

@testable import Carryover

@Suite("SE-6: sweeping claims")
struct ClaimSweepTests {
  /// Sessions that were claimed so long ago that the claim can no longer be undone, and as many links that have expired.
  private func settle(_ count: Int, links: Int = 0) async throws -> ClaimScene {
    let scene = try ClaimScene()
    for number in 0..<max(count, links) {
      let new = try await scene.visit()
      if number < links { _ = try await scene.claims.makeLink(new.visitor.caller, recipient: "a") }
      if number < count { _ = try await scene.claims.claim(.of(new), for: scene.ann) }
    }
    scene.scene.clock.advance(by: .days(2))
    return scene
  }

  @Test func `a sweep that breaks off half way reports what it did, and where to go on`() async throws {
    let scene = try await settle(5)
    // Calls: the listing, then a commit for each session; that of the third fails for good.
    let store = FaultyStore(scene.scene.store, Faults(script: [4: .crash]))
    let report = try await scene.claims(over: store).sweep()

    #expect(report.sessions == 2 && report.examined == 2 && report.resume != nil)
    let rest = try await scene.claims.sweep(from: report.resume)
    #expect(rest.sessions == 3 && rest.resume == nil)
    let broken = FaultyStore(scene.scene.store, Faults(script: [1: .crash]))
    await #expect(throws: StoreTrouble.self) { try await scene.claims(over: broken).sweep() }
  }

  @Test func `a sweep that breaks off before it did anything is an error`() async throws {
    let scene = try await settle(1)
    let store = FaultyStore(scene.scene.store, Faults(script: [2: .crash]))

    await #expect(throws: StoreTrouble.self) { try await scene.claims(over: store).sweep() }
    #expect(try await scene.claims.sweep().sessions == 1)
  }

  @Test(arguments: [1, 2, 3])
  func `batch after batch, a sweep comes by everything once`(limit: Int) async throws {
    let scene = try await settle(4, links: 3)
    var place: Place?
    var (examined, sessions, links) = (0, 0, 0)
    repeat {
      let report = try await scene.claims.sweep(limit: limit, from: place)
      (examined, sessions, links) = (
        examined + report.examined, sessions + report.sessions, links + report.links
      )
      place = report.resume
    } while place != nil

    #expect(examined == 7 && sessions == 4 && links == 3)
  }

  @Test func `a session that was reduced, but whose answer was lost, is reported`() async throws {
    let scene = try await settle(1)
    let store = FaultyStore(scene.scene.store, Faults(script: [2: .lostAcknowledgement]))

    #expect(try await scene.claims(over: store).sweep().sessions == 1)
    #expect(try await scene.claims.sweep().examined == 0)
  }

  @Test func `a link that was deleted, but whose answer was lost, is not reported as none`() async throws {
    let scene = try await settle(0, links: 1)
    let store = FaultyStore(scene.scene.store, Faults(script: [2: .lostAcknowledgement]))

    await #expect(throws: StoreTrouble.unknown) { try await scene.claims(over: store).sweep() }
    #expect(try await scene.claims.sweep().examined == 0)
  }
}
