import Testing

@testable import Carryover

@Suite("SE-7 Set-Cookie header")
struct CookieHeaderTests {
  private let token = SessionToken(bits: Bits256(0x0123_4567_89ab_cdef, 1, 2, 3))
  private var hex: String { token.revealed }

  @Test func `a new session's cookie lives thirty days`() {
    #expect(
      CookiePolicy.standard.header(setting: token, for: .seconds(2_592_000))
        == "autopilot_session=\(hex); Max-Age=2592000; Path=/; Secure; HttpOnly; SameSite=Lax")
  }

  @Test func `every attribute is said`() throws {
    let policy = try CookiePolicy(
      name: "__Secure-s", path: "/app", domain: "example.com", sameSite: .none, isPartitioned: true)

    #expect(
      policy.header(setting: token, for: .seconds(60))
        == "__Secure-s=\(hex); Max-Age=60; Path=/app; Domain=example.com; Secure; HttpOnly; SameSite=None; Partitioned")
    #expect(
      policy.headerClearing()
        == "__Secure-s=; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT"
        + "; Path=/app; Domain=example.com; Secure; HttpOnly; SameSite=None; Partitioned")
  }

  @Test func `a flag that is off is not said`() throws {
    let policy = try CookiePolicy(isSecure: false, isHTTPOnly: false, sameSite: .strict)

    #expect(
      policy.header(setting: token, for: .seconds(60))
        == "autopilot_session=\(hex); Max-Age=60; Path=/; SameSite=Strict")
  }

  @Test(arguments: [
    (Duration.seconds(1), 1),
    (.milliseconds(1999), 1),
    (.seconds(2_592_000) - .nanoseconds(1), 2_591_999),
    (.seconds(34_560_000), 34_560_000),
    (.seconds(34_560_001), 34_560_000),
    (.seconds(Int64.max) * 4, 34_560_000),
  ])
  func `the age is the remaining life in whole seconds, at most 400 days`(remaining: Duration, age: Int) {
    let header = CookiePolicy.standard.header(setting: token, for: remaining)

    #expect(header == "autopilot_session=\(hex); Max-Age=\(age); Path=/; Secure; HttpOnly; SameSite=Lax")
  }

  @Test(arguments: [
    Duration.zero, .milliseconds(999), .nanoseconds(-1), .seconds(-60), .seconds(Int64.min) * 4,
  ])
  func `with no second left the cookie is cleared and the token is not sent`(remaining: Duration) {
    let header = CookiePolicy.standard.header(setting: token, for: remaining)

    #expect(
      header
        == "autopilot_session=; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/; Secure; HttpOnly; SameSite=Lax"
    )
    #expect(header == CookiePolicy.standard.headerClearing())
  }

  @Test(arguments: ["autopilot_session", "__Host-s", "!#$%&'*+-.^_`|~"])
  func `what is set comes back`(name: String) throws {
    let policy = try CookiePolicy(name: name)
    let pair = policy.header(setting: token, for: .seconds(60)).prefix { $0 != ";" }

    #expect(policy.token(inCookieHeader: String(pair)) == token)
  }

  @Test func `what is cleared does not come back`() {
    let pair = CookiePolicy.standard.headerClearing().prefix { $0 != ";" }

    #expect(CookiePolicy.standard.token(inCookieHeader: String(pair)) == nil)
  }
}
