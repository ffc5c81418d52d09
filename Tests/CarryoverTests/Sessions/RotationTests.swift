import Carryover
import CarryoverTesting
import Testing

@Suite("SE-3: rotating a token")
struct RotationTests {
  @Test("SE-3: the new token works at once, the old one for the grace and no longer")
  func grace() async throws {
    let scene = SessionScene()
    let old = try await scene.sessions.create()
    let new = try await rotate(old, in: scene)
    #expect(new.token != old.token)
    #expect(try await scene.sessions.find(new.token).session == new.visitor.session)
    scene.clock.advance(by: .milliseconds(29_999))
    let late = try await scene.sessions.find(old.token)
    #expect(late.digest == old.visitor.digest)
    _ = try await scene.sessions.update(.timeframe("soon"), by: late.caller)
    scene.clock.advance(by: .milliseconds(1))
    #expect(try await scene.refusal(of: old.token) == .unknown)
    #expect(try await scene.refusal(of: new.token) == nil)
  }

  @Test("SE-3: of two parallel rotations one mints, and the other's token lives out its grace")
  func parallel() async throws {
    let scene = SessionScene()
    let old = try await scene.sessions.create()
    let new = try await rotate(old, in: scene)
    guard case .alreadyRotated(let session) = try await scene.sessions.rotate(old.visitor.caller) else {
      Issue.record("a retired token must not rotate")
      return
    }
    #expect(session == new.visitor.session)
    #expect(try await scene.refusal(of: new.token) == nil)
    #expect(try await scene.refusal(of: old.token) == nil)
  }

  @Test("SE-3: a second rotation drops the slot of the token before the last")
  func slots() async throws {
    let scene = SessionScene()
    let first = try await scene.sessions.create()
    let second = try await rotate(first, in: scene)
    let third = try await rotate(second, in: scene)
    #expect(try await scene.refusal(of: first.token) == .unknown)
    #expect(try await scene.store.sessions.session(openedBy: first.visitor.digest) == nil)
    #expect(try await scene.refusal(of: second.token) == nil)
    #expect(try await scene.refusal(of: third.token) == nil)
  }

  @Test("SE-3: 32 parallel rotations with one token mint exactly one new token")
  func race() async throws {
    let scene = SessionScene()
    let old = try await scene.sessions.create()
    let minted = try await withThrowingTaskGroup(of: SessionToken?.self) { group in
      for _ in 0..<32 {
        group.addTask {
          if case .rotated(let new) = try await scene.sessions.rotate(old.visitor.caller) { new.token } else { nil }
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }.compactMap { $0 }
    }
    #expect(minted.count == 1)
    #expect(try await scene.refusal(of: try #require(minted.first)) == nil)
  }

  private func rotate(_ session: NewSession, in scene: SessionScene) async throws -> NewSession {
    guard case .rotated(let new) = try await scene.sessions.rotate(session.visitor.caller) else {
      throw SessionError.refused(.unknown)
    }
    return new
  }
}
