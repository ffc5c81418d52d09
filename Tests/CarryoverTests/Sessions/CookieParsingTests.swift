import Testing

@testable import Carryover

private let ours = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
private let planted = "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210"

@Suite("SE-7 Cookie header")
struct CookieParsingTests {
  private let policy = CookiePolicy.standard

  @Test(arguments: [
    "autopilot_session=\(ours)",
    "a=1; autopilot_session=\(ours); b=2",
    "a=1;autopilot_session=\(ours);b=2",
    ";;; autopilot_session=\(ours);;",
    " \t autopilot_session \t=\t \(ours) \t ",
    "autopilot_session=\"\(ours)\"",
    "autopilot_session= \"\(ours)\" ",
    "$Version=1; autopilot_session=\(ours); $Path=/",
    "novalue; =noname; =; \u{FFFD}; autopilot_session=\(ours); \"",
    "other=autopilot_session=\(planted); autopilot_session=\(ours)",
    "Autopilot_Session=\(planted); autopilot_session=\(ours)",
    "xautopilot_session=\(planted); autopilot_sessionx=\(planted); autopilot_session=\(ours)",
    "\u{0}; autopilot_session=\(ours)",
  ])
  func `the token is found among other things`(header: String) {
    #expect(policy.token(inCookieHeader: header)?.revealed == ours)
  }

  @Test(arguments: [
    "", ";", "=", "autopilot_session", "autopilot_session=", "autopilot_session=\"\"", "autopilot_session=\"",
    "AUTOPILOT_SESSION=\(ours)",
    "autopilot_session=\(ours.uppercased())",
    "autopilot_session=\(ours.dropLast())",
    "autopilot_session=\(ours)0",
    "autopilot_session==\(ours)",
    "autopilot_session=\(ours) x",
    "autopilot_session=\"\(ours)",
    "autopilot_session=\(ours)\"",
    "autopilot_session='\(ours)'",
    "autopilot_session=\"\"\(ours)\"\"",
    "autopilot_session=\" \(ours) \"",
    "autopilot_session=%30\(ours.dropFirst())",
    "%61utopilot_session=\(ours)",
    "autopilot_session=\(ours),a=1",
    "a=1, autopilot_session=\(ours)",
    "autopilot_session=\(ours)\u{0}",
    "autopilot_session=\u{0}\(ours)",
    "\u{0}autopilot_session=\(ours)",
    "autopilot_session=\(ours)\r\n",
    "autopilot_session=\u{A0}\(ours)",
    "autopilot_session=\u{FEFF}\(ours)",
    "autopilot_session=\u{FF10}\(ours.dropFirst())",
    "autopilot_session=\u{0660}\(ours.dropFirst())",
    "autopilot_session=\(ours.dropLast())\u{FB00}",
    "autopilot_session=\(ours)\u{301}",
    "autopilot_sessio\u{144}=\(ours)",
    "\u{430}utopilot_session=\(ours)",
    "Cookie: autopilot_session=\(ours)",
    ours,
  ])
  func `what is not exactly our cookie is not taken for it`(header: String) {
    #expect(policy.token(inCookieHeader: header) == nil)
  }

  @Test func `one token said twice is one token`() {
    #expect(
      policy.token(inCookieHeader: "autopilot_session=\(ours); autopilot_session=\"\(ours)\"")?.revealed == ours)
  }

  @Test func `of two different tokens neither is believed, whatever their order`() {
    #expect(policy.token(inCookieHeader: "autopilot_session=\(ours); autopilot_session=\(planted)") == nil)
    #expect(policy.token(inCookieHeader: "autopilot_session=\(planted); autopilot_session=\(ours)") == nil)
    #expect(
      policy.token(inCookieHeader: "autopilot_session=\(ours); autopilot_session=\(planted); autopilot_session=\(ours)")
        == nil)
  }

  @Test(arguments: ["", "x", "\"", ours.uppercased(), "deleted"])
  func `a double that is no token does not hide ours`(double: String) {
    #expect(policy.token(inCookieHeader: "autopilot_session=\(double); autopilot_session=\(ours)")?.revealed == ours)
    #expect(policy.token(inCookieHeader: "autopilot_session=\(ours); autopilot_session=\(double)")?.revealed == ours)
  }

  @Test func `several headers are read as one`() {
    #expect(policy.token(inCookieHeaders: []) == nil)
    #expect(policy.token(inCookieHeaders: ["a=1", "", "autopilot_session=\(ours)", "b=2"])?.revealed == ours)
    #expect(
      policy.token(inCookieHeaders: ["autopilot_session=\(ours)", "autopilot_session=\(ours)"])?.revealed == ours)
    #expect(policy.token(inCookieHeaders: ["autopilot_session=\(ours)", "autopilot_session=\(planted)"]) == nil)
    #expect(policy.token(inCookieHeaders: ["autopilot_session=", ours]) == nil)
  }

  @Test func `more than sixteen kibibytes are not looked at`() {
    let cookie = "autopilot_session=\(ours)"
    let room = 16_384 - cookie.utf8.count - 2
    let filler = "a=" + String(repeating: "x", count: room - 2)

    #expect(policy.token(inCookieHeader: "\(filler); \(cookie)")?.revealed == ours)
    #expect(policy.token(inCookieHeader: "\(filler)x; \(cookie)") == nil)
    #expect(policy.token(inCookieHeaders: [filler, cookie])?.revealed == ours)
    #expect(policy.token(inCookieHeaders: [cookie, filler + "x"]) == nil)
    #expect(policy.token(inCookieHeaders: [cookie] + Array(repeating: "", count: 8192)) == nil)
  }

  @Test func `another policy's cookie is not ours`() throws {
    let other = try CookiePolicy(name: "__Host-session")

    #expect(other.token(inCookieHeader: "autopilot_session=\(planted); __Host-session=\(ours)")?.revealed == ours)
    #expect(other.token(inCookieHeader: "__host-session=\(ours)") == nil)
  }
}
