import Carryover
import CarryoverInMemory
import CarryoverTesting
import FoundationEssentials
import Testing

/// A store, a clock that stands still, and the operations under test.
struct SessionScene {
  let clock = ManualClock(Date(timeIntervalSince1970: 1_800_000_000))
  let store = RecordingStore(InMemoryStore())
  let sessions: Sessions

  init(_ policy: SessionPolicy = SessionPolicy(), seed: UInt64 = 1) {
    sessions = Sessions(store: store, policy: policy, surroundings: .manual(clock: clock, seed: seed))
  }

  /// The events so far, by kind.
  func events() async throws -> [DomainEvent] {
    try await store.feed(after: .start, limit: 10_000).entries.map(\.event)
  }

  /// The refusal that a token gets now, or nil when it opens a session.
  func refusal(of token: SessionToken) async throws -> SessionRefusal? {
    do {
      _ = try await sessions.find(token)
      return nil
    } catch {
      guard case .refused(let refusal) = error else { throw error }
      return refusal
    }
  }
}

extension SessionPatch {
  /// A patch that sets the timeframe.
  static func timeframe(_ text: String) -> SessionPatch {
    SessionPatch(discovery: DiscoveryPatch(timeframe: .set(text)))
  }
}
