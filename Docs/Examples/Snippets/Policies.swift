import Carryover
import CarryoverTesting
import FoundationEssentials

func hostBoundCookie() throws -> SessionPolicy {
  var policy = SessionPolicy()
  policy.cookie = try CookiePolicy(name: "__Host-session")
  return policy
}

func hostHash(_ sha256: @escaping @Sendable ([UInt8]) -> [UInt8]) throws -> Surroundings {
  let surroundings = Surroundings(tokenHash: try TokenHash(sha256))
  return surroundings
}

func lessPatience(_ store: any Store) -> Sessions {
  let sessions = Sessions(
    store: store,
    patience: Patience(attempts: 8, firstDelay: .milliseconds(5), longestDelay: .milliseconds(200))
  )
  return sessions
}

func mergePatch() throws -> SessionPatch {
  let body = #"{"timeframe": null, "answers": {"facilityType": "warehouse"}, "metadata": {"campaign": "spring"}}"#
  let patch = try JSONDecoder().decode(SessionPatch.self, from: Data(body.utf8))
  return patch
}

/// Every point at which one operation can be hit, one after the other.
func tryEveryFault(_ makeStore: () -> any Store) async throws {
  var number = 0
  var wasHit = true
  while wasHit {
    number += 1
    let store = FaultyStore(makeStore(), Faults(script: [number: .lostAcknowledgement]))
    let clock = ManualClock(Date(timeIntervalSince1970: 1_800_000_000))
    let sessions = Sessions(store: store, surroundings: .manual(clock: clock))
    _ = try await sessions.create()
    wasHit = !store.injected.isEmpty
  }
}
