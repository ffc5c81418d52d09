import CarryoverTesting
import Testing

@testable import Carryover

@Suite("SE-8: who a request comes from")
struct ResolveTests {
  @Test("SE-8: a verified account comes first, and names the session that it could claim without opening it")
  func accountFirst() async throws {
    let scene = SessionScene()
    let new = try await scene.sessions.create()
    let account = try Account.ID("auth0|42")
    let both = try await scene.sessions.resolve(token: new.token.revealed, ifAbsent: .begin) { account }
    #expect(both.caller == .account(account))
    #expect(both.claimable == new.visitor.session.id)
    #expect(both.visitor == nil)
    #expect(both.cookie == .leave)
    let alone = try await scene.sessions.resolve(token: nil, ifAbsent: .refuse) { account }
    #expect(alone.claimable == nil && alone.cookie == .leave)
  }

  @Test("SE-8: an account with a useless token is told to clear the cookie")
  func uselessBesideAccount() async throws {
    let scene = SessionScene()
    let account = try Account.ID("auth0|42")
    for useless in ["nonsense", String(repeating: "0", count: 64)] {
      let resolution = try await scene.sessions.resolve(token: useless, ifAbsent: .begin) { account }
      #expect(resolution.claimable == nil)
      #expect(resolution.cookie == .clear)
    }
    #expect(scene.store.count(of: .commit) == 0)
  }

  @Test("SE-8: a valid token makes the visitor the caller")
  func visitor() async throws {
    let scene = SessionScene()
    let new = try await scene.sessions.create()
    let resolution = try await scene.sessions.resolve(token: new.token.revealed, ifAbsent: .begin) { nil }
    #expect(resolution.caller == new.visitor.caller)
    #expect(resolution.visitor == new.visitor)
    #expect(resolution.cookie == .leave)
    #expect(scene.store.count(of: .commit) == 1)
  }

  @Test("SE-8: without either, a new session begins where that is allowed")
  func begins() async throws {
    let scene = SessionScene()
    let old = try await scene.sessions.create()
    scene.clock.advance(by: .days(30))
    for token in [nil, "nonsense", old.token.revealed] {
      let resolution = try await scene.sessions.resolve(token: token, ifAbsent: .begin) { nil }
      guard case .set(let new, let life) = resolution.cookie else {
        Issue.record("expected a cookie to set")
        return
      }
      #expect(try await scene.sessions.find(new).caller == resolution.caller)
      #expect(life == .days(30))
    }
  }

  @Test("SE-8: without either, and where no session may begin, the request is refused and a useless cookie cleared")
  func refuses() async throws {
    let scene = SessionScene()
    await #expect(throws: NobodyThere(cookie: .leave)) {
      try await scene.sessions.resolve(token: nil, ifAbsent: .refuse) { nil }
    }
    await #expect(throws: NobodyThere(cookie: .clear)) {
      try await scene.sessions.resolve(token: "nonsense", ifAbsent: .refuse) { nil }
    }
    #expect(scene.store.count == 0)
    #expect(NobodyThere(cookie: .clear).problem == SessionRefusal.unknown.problem)
  }

  @Test("SE-8: an account's credential that is not valid is the host's error, and nothing else happens")
  func invalidAccount() async throws {
    struct BadSignature: Error {}
    let scene = SessionScene()
    let new = try await scene.sessions.create()
    let calls = scene.store.count
    await #expect(throws: BadSignature.self) {
      try await scene.sessions.resolve(token: new.token.revealed, ifAbsent: .begin) { throw BadSignature() }
    }
    #expect(scene.store.count == calls)
  }

  @Test("SE-8: a failing store is an error and never begins a session", arguments: [true, false])
  func failingStore(withAccount: Bool) async throws {
    let scene = SessionScene()
    let new = try await scene.sessions.create()
    let script = Dictionary(uniqueKeysWithValues: (1...3).map { ($0, Fault.busy) })
    let store = FaultyStore(scene.store, Faults(script: script))
    let sessions = Sessions(
      store: store, surroundings: .manual(clock: scene.clock), patience: Patience(attempts: 3))
    let account = withAccount ? try Account.ID("a") : nil
    await #expect(throws: StoreTrouble.contended(attempts: 3)) {
      try await sessions.resolve(token: new.token.revealed, ifAbsent: .begin) { account }
    }
    #expect(scene.store.count(of: .commit) == 1)
  }

  @Test("SE-7: an instruction renders as a header, or as none")
  func headers() async throws {
    let scene = SessionScene()
    let new = try await scene.sessions.create()
    let cookie = scene.sessions.policy.cookie
    #expect(cookie.header(for: .leave) == nil)
    #expect(cookie.header(for: .clear) == cookie.headerClearing())
    let header = try #require(cookie.header(for: new.cookie))
    #expect(
      header
        == "autopilot_session=\(new.token.revealed); Max-Age=2592000; Path=/; Secure; HttpOnly; SameSite=Lax")
  }
}
