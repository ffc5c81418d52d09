import Carryover
import CarryoverTesting
import Testing

@Suite("SE-3: a lost answer, then another's change, then the truth")
struct LostAnswerTests {
  @Test("SE-3: a rotation whose answer was lost hands its token out, even without any grace")
  func rotateWithoutGrace() async throws {
    let scene = SessionScene(SessionPolicy(rotationGrace: .zero))
    let old = try await scene.sessions.create()
    let sessions = scene.sessions(over: FaultyStore(scene.store, Faults(script: [2: .lostAcknowledgement])))
    guard case .rotated(let new) = try await sessions.rotate(old.visitor.caller) else {
      Issue.record("the rotation was made, and its token must be handed out")
      return
    }
    #expect(try await scene.refusal(of: new.token) == nil)
    #expect(try await scene.events().filter { $0.kind == .sessionRotated }.count == 1)
  }

  @Test("SE-3: what was applied and then undone by another is never reported as refused", arguments: Act.allCases)
  func revokedMeanwhile(_ act: Act) async throws {
    let scene = SessionScene()
    let new = try await scene.sessions.create()
    scene.clock.advance(by: .days(1))
    let faulty = FaultyStore(scene.store, Faults(script: [2: .lostAcknowledgement]))
    let store = AfterCommit(faulty) { try? await scene.sessions.revoke(new.visitor.session.id, by: .system) }
    do {
      try await act.run(scene.sessions(over: store), new.visitor.caller)
      Issue.record("nobody can tell any more")
    } catch {
      #expect(error == .trouble(.unknown))
    }
  }

  @Test("SE-3: what was never applied is refused once the session is revoked", arguments: Act.allCases)
  func refused(_ act: Act) async throws {
    let scene = SessionScene()
    let new = try await scene.sessions.create()
    scene.clock.advance(by: .days(1))
    let faulty = FaultyStore(scene.store, Faults(script: [2: .lostRequest]))
    let store = AfterCommit(faulty) { try? await scene.sessions.revoke(new.visitor.session.id, by: .system) }
    await #expect(throws: SessionError.refused(.revoked)) {
      try await act.run(scene.sessions(over: store), new.visitor.caller)
    }
  }

  @Test("SE-6: what was applied and then swept away is never reported as refused", arguments: Act.allCases)
  func sweptMeanwhile(_ act: Act) async throws {
    let scene = SessionScene()
    let new = try await scene.sessions.create()
    scene.clock.advance(by: .days(1))
    await #expect(throws: SessionError.trouble(.unknown)) {
      try await act.run(scene.sessionsBeforeSweep, new.visitor.caller)
    }
  }

  @Test("SE-6: a revocation that was made and then swept away is never reported as refused")
  func sweptAfterRevocation() async throws {
    let scene = SessionScene()
    let new = try await scene.sessions.create()
    await #expect(throws: SessionError.trouble(.unknown)) {
      try await scene.sessionsBeforeSweep.revoke(new.visitor.session.id, by: new.visitor.caller)
    }
  }

  enum Act: String, CaseIterable {
    case renew, rotate, update

    func run(_ sessions: Sessions, _ caller: Caller) async throws(SessionError) {
      switch self {
      case .renew: _ = try await sessions.renew(caller)
      case .rotate: _ = try await sessions.rotate(caller)
      case .update:
        do {
          _ = try await sessions.update(.timeframe("soon"), by: caller)
        } catch {
          switch error {
          case .refused(let refusal): throw .refused(refusal)
          case .trouble(let trouble): throw .trouble(trouble)
          case .invalid, .stale: return
          }
        }
      }
    }
  }
}

extension SessionScene {
  /// The same sessions over another store.
  func sessions(over store: any Store) -> Sessions {
    Sessions(store: store, policy: sessions.policy, surroundings: .manual(clock: clock, seed: 77))
  }

  /// The same sessions: the first commit's answer is lost, and then a sweep takes everything, whose clock is far ahead.
  fileprivate var sessionsBeforeSweep: Sessions {
    let ahead = ManualClock(clock.now)
    ahead.advance(by: .days(40))
    let sweeper = Sessions(store: store, policy: sessions.policy, surroundings: .manual(clock: ahead))
    let faulty = FaultyStore(store, Faults(script: [2: .lostAcknowledgement]))
    return sessions(over: AfterCommit(faulty) { _ = try? await sweeper.sweep() })
  }
}

/// A store after whose first commit, however it ended, something happens.
final class AfterCommit: Store {
  private let wrapped: any Store
  private let counter: RecordingStore
  private let act: @Sendable () async -> Void

  init(_ wrapped: any Store, _ act: @escaping @Sendable () async -> Void) {
    self.wrapped = wrapped
    counter = RecordingStore(wrapped)
    self.act = act
  }

  var limits: StoreLimits { wrapped.limits }

  func load(_ keys: [RecordKey]) async throws(StoreError) -> Loaded { try await counter.load(keys) }

  func commit(_ commit: Commit) async throws(StoreError) {
    let isFirst = counter.count(of: .commit) == 0
    do {
      try await counter.commit(commit)
      if isFirst { await act() }
    } catch {
      if isFirst { await act() }
      throw error
    }
  }

  func list(_ query: ShelfQuery, after place: Place?, limit: Int) async throws(StoreError) -> ShelfPage {
    try await counter.list(query, after: place, limit: limit)
  }

  func feed(after position: FeedPosition, limit: Int) async throws(StoreError) -> FeedPage {
    try await counter.feed(after: position, limit: limit)
  }
}
