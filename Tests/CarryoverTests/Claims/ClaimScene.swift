import CarryoverTesting
import FoundationEssentials
import Testing

@testable import Carryover

/// A visitor's session, the accounts that may want it, and the operations under test.
struct ClaimScene {
  let scene: SessionScene
  let claims: Claims
  let profiles: Profiles
  let ann: Account.ID
  let bob: Account.ID

  init(_ policy: ClaimPolicy = ClaimPolicy(), sessions: SessionPolicy = SessionPolicy()) throws {
    scene = SessionScene(sessions)
    let surroundings = Surroundings.manual(clock: scene.clock, seed: 5)
    claims = Claims(store: scene.store, policy: policy, sessions: sessions, surroundings: surroundings)
    profiles = Profiles(store: scene.store, policy: sessions, surroundings: surroundings)
    ann = try Account.ID("ann")
    bob = try Account.ID("bob")
  }

  /// A session in which somebody has named a timeframe.
  func visit(_ timeframe: String = "this quarter") async throws -> NewSession {
    let new = try await scene.sessions.create()
    _ = try await scene.sessions.update(.timeframe(timeframe), by: new.visitor.caller)
    return new
  }

  /// The same claims over another store.
  func claims(over store: any Store, seed: UInt64 = 6) -> Claims {
    Claims(
      store: store, policy: claims.policy, sessions: claims.sessions,
      surroundings: .manual(clock: scene.clock, seed: seed))
  }
}

extension ClaimProof {
  /// The token of a new session as proof.
  static func of(_ new: NewSession, _ intent: SessionToken? = nil) -> ClaimProof {
    .token(new.token.revealed, intent: intent)
  }
}

extension ClaimOutcome {
  /// The result of a claim that holds, first or repeated.
  var result: ClaimResult? {
    switch self {
    case .claimed(let result), .alreadyYours(let result): result
    case .refused: nil
    }
  }
}
