import Carryover
import CarryoverTesting
import FoundationEssentials
import Testing

@Suite("SE-1 … SE-4: the life of a session")
struct SessionLifeTests {
  @Test("SE-1: a new session is empty, open and at the first question")
  func new() async throws {
    let scene = SessionScene()
    let session = try await scene.sessions.create().visitor.session
    #expect(session.discovery == DiscoveryContent())
    #expect(session.discovery.questionIndex == 0)
    #expect(session.discovery.phase == .discovery)
    #expect(session.metadata.entries.isEmpty)
    #expect(session.standing == .open)
    #expect(session.times.createdAt == scene.clock.now)
    #expect(session.times.updatedAt == scene.clock.now)
    #expect(session.times.revision == 1)
    #expect(session.lastActivityAt == scene.clock.now)
    #expect(session.expiresAt == scene.clock.now.addingTimeInterval(30 * 86_400))
  }

  @Test("SE-2: the token is 64 lowercase hexadecimal digits, and only its SHA-256 is stored")
  func token() async throws {
    let scene = SessionScene()
    let new = try await scene.sessions.create()
    let text = new.token.revealed
    #expect(text.utf8.count == 64)
    #expect(text.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) })
    #expect(new.visitor.session.token == new.visitor.digest)
    #expect(try await scene.store.sessions.session(openedBy: new.visitor.digest) == new.visitor.session)
    #expect(scene.store.dump.allSatisfy { !$0.contains(text) })
  }

  @Test("SE-3: a token finds its session, and nobody else's")
  func find() async throws {
    let scene = SessionScene()
    let one = try await scene.sessions.create()
    let other = try await scene.sessions.create()
    #expect(try await scene.sessions.find(one.token.revealed) == one.visitor)
    #expect(try await scene.sessions.find(other.token) == other.visitor)
    #expect(one.visitor.session.id != other.visitor.session.id)
  }

  @Test(
    "SE-2: a malformed token is unknown and never reaches the store",
    arguments: [
      "", "0", String(repeating: "0", count: 63), String(repeating: "0", count: 65), String(repeating: "A", count: 64),
      String(repeating: "g", count: 64), String(repeating: "é", count: 32), "null",
    ])
  func malformed(_ text: String) async throws {
    let scene = SessionScene()
    await #expect(throws: SessionError.refused(.unknown)) { try await scene.sessions.find(text) }
    #expect(scene.store.count == 0)
  }

  @Test("SE-2: a token that a client chose is never adopted")
  func fixation() async throws {
    let scene = SessionScene()
    let chosen = String(repeating: "5", count: 64)
    await #expect(throws: SessionError.refused(.unknown)) { try await scene.sessions.find(chosen) }
    let resolution = try await scene.sessions.resolve(token: chosen, ifAbsent: .begin) { nil }
    guard case .set(let token, _) = resolution.cookie else {
      Issue.record("expected a new cookie")
      return
    }
    #expect(token.revealed != chosen)
  }

  @Test("SE-4: a session is valid up to its expiry and not at it; activity never extends it")
  func expiry() async throws {
    let scene = SessionScene()
    let new = try await scene.sessions.create()
    scene.clock.advance(by: .days(30) - .milliseconds(1))
    let visitor = try await scene.sessions.find(new.token)
    try await scene.sessions.recordActivity(of: visitor)
    _ = try await scene.sessions.update(.timeframe("soon"), by: visitor.caller)
    scene.clock.advance(by: .milliseconds(1))
    #expect(try await scene.refusal(of: new.token) == .expired)
  }

  @Test("SE-4: an idle limit ends a session that nobody uses, and activity holds it off")
  func idle() async throws {
    let scene = SessionScene(SessionPolicy(idleLimit: .seconds(3_600)))
    let new = try await scene.sessions.create()
    scene.clock.advance(by: .seconds(3_599))
    try await scene.sessions.recordActivity(of: try await scene.sessions.find(new.token))
    scene.clock.advance(by: .seconds(3_599))
    #expect(try await scene.refusal(of: new.token) == nil)
    scene.clock.advance(by: .seconds(1))
    #expect(try await scene.refusal(of: new.token) == .idle)
  }

  @Test("SE-4: all refusals look alike to a stranger", arguments: SessionRefusal.allCases)
  func sameFace(_ refusal: SessionRefusal) {
    #expect(SessionError.refused(refusal).problem == SessionError.refused(.unknown).problem)
    #expect(refusal.detail.contains(refusal.rawValue))
  }

  @Test("SE-3: renewing moves the expiry to a lifetime from now, up to the longest life and never back")
  func renew() async throws {
    let scene = SessionScene()
    let new = try await scene.sessions.create()
    let caller = new.visitor.caller
    let start = scene.clock.now
    scene.clock.advance(by: .days(20))
    let renewed = try await scene.sessions.renew(caller)
    #expect(renewed.expiresAt == start.addingTimeInterval(50 * 86_400))
    #expect(renewed.times.revision == 2)
    #expect(try await scene.sessions.renew(caller).times.revision == 2)
    scene.clock.set(start)
    #expect(try await scene.sessions.renew(caller) == renewed)
    for _ in 0..<10 {
      scene.clock.advance(by: .days(20))
      guard try await scene.refusal(of: new.token) == nil else { break }
      _ = try await scene.sessions.renew(caller)
    }
    let stored = try #require(try await scene.store.sessions.session(new.visitor.session.id))
    #expect(stored.expiresAt == start.addingTimeInterval(180 * 86_400))
  }

  @Test("SE-3: an expired session cannot be renewed")
  func renewTooLate() async throws {
    let scene = SessionScene()
    let new = try await scene.sessions.create()
    scene.clock.advance(by: .days(30))
    await #expect(throws: SessionError.refused(.expired)) { try await scene.sessions.renew(new.visitor.caller) }
  }

  @Test("SE-3: a revoked session opens to no token, also not to one in its grace")
  func revoke() async throws {
    let scene = SessionScene()
    let old = try await scene.sessions.create()
    guard case .rotated(let new) = try await scene.sessions.rotate(old.visitor.caller) else {
      Issue.record("expected a rotation")
      return
    }
    try await scene.sessions.revoke(new.visitor.session.id, by: new.visitor.caller)
    #expect(try await scene.refusal(of: new.token) == .revoked)
    #expect(try await scene.refusal(of: old.token) == .revoked)
    await #expect(throws: SessionError.refused(.revoked)) {
      try await scene.sessions.revoke(new.visitor.session.id, by: new.visitor.caller)
    }
  }

  @Test("SE-3: the system can revoke any session, twice without effect; nobody else can")
  func revokeBySystem() async throws {
    let scene = SessionScene()
    let one = try await scene.sessions.create()
    let other = try await scene.sessions.create()
    let id = one.visitor.session.id
    for stranger in [other.visitor.caller, .account(try Account.ID("a")), .provider(try Provider.ID("p"))] {
      await #expect(throws: SessionError.refused(.unknown)) { try await scene.sessions.revoke(id, by: stranger) }
    }
    #expect(try await scene.refusal(of: one.token) == nil)
    try await scene.sessions.revoke(id, by: .system)
    try await scene.sessions.revoke(id, by: .system)
    #expect(try await scene.refusal(of: one.token) == .revoked)
    #expect(try await scene.events().filter { $0.kind == .sessionRevoked }.map(\.actor) == [.system])
  }

  @Test("SE-9: activity is written once in five minutes, and is neither a change nor an event")
  func activity() async throws {
    let scene = SessionScene()
    let new = try await scene.sessions.create()
    scene.clock.advance(by: .seconds(299))
    let calls = scene.store.count
    try await scene.sessions.recordActivity(of: new.visitor)
    #expect(scene.store.count == calls)
    scene.clock.advance(by: .seconds(1))
    try await scene.sessions.recordActivity(of: new.visitor)
    try await scene.sessions.recordActivity(of: new.visitor)
    #expect(scene.store.count(of: .commit) == 2)
    let session = try await scene.sessions.find(new.token).session
    #expect(session.lastActivityAt == scene.clock.now)
    #expect(session.times == new.visitor.session.times)
    #expect(try await scene.events().count == 1)
  }

  @Test("SE-2: a failing store never begins a session")
  func trouble() async throws {
    let clock = ManualClock(Date(timeIntervalSince1970: 0))
    let store = FaultyStore(SessionScene().store, Faults(script: [1: .busy]))
    let sessions = Sessions(
      store: store, surroundings: .manual(clock: clock), patience: Patience(attempts: 1))
    await #expect(throws: StoreTrouble.contended(attempts: 1)) { _ = try await sessions.create() }
  }
}
