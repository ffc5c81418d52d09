import Testing

@testable import Carryover

@Suite("SE-7 cookie policy")
struct CookiePolicyTests {
  @Test func `the standard policy is what it says`() {
    let policy = CookiePolicy.standard

    #expect(policy.name == "autopilot_session")
    #expect(policy.path == "/")
    #expect(policy.domain == nil)
    #expect(policy.isSecure)
    #expect(policy.isHTTPOnly)
    #expect(policy.sameSite == .lax)
    #expect(!policy.isPartitioned)
  }

  @Test func `a policy with nothing said is the standard one`() throws {
    #expect(try CookiePolicy() == .standard)
  }

  @Test(arguments: ["s", "__Host-session", "__Secure-session", "__Http-s", "__Host-Http-s", "!#$%&'*+-.^_`|~09azAZ"])
  func `a name that is a token is kept`(name: String) throws {
    #expect(try CookiePolicy(name: name).name == name)
  }

  @Test(arguments: [
    "", " ", "a b", "a=b", "a;b", "a,b", "a\"b", "a/b", "a\\b", "a(b", "a[b", "a{b", "a<b", "a@b", "a:b", "a?b",
    "a\u{0}", "a\t", "a\r\nSet-Cookie: x=y", "a\u{7F}", "säson", "\u{FF41}", "🍪", "session ",
  ])
  func `a name that is not a token is refused`(name: String) {
    expectRefusal(of: "cookie.name", code: "field-malformed") { () throws(FieldError) in try CookiePolicy(name: name) }
  }

  @Test func `a name that leaves no room for the token is refused`() throws {
    let longest = String(repeating: "n", count: 4096 - 64)

    #expect(try CookiePolicy(name: longest).name == longest)
    #expect(throws: FieldError("cookie.name", .tooLong(maximumBytes: 4032))) { try CookiePolicy(name: longest + "n") }
  }

  @Test(arguments: ["/", "/app", "/app/", "/a%20b", "/~a:b@c=d,e"])
  func `a path that an address can have is kept`(path: String) throws {
    #expect(try CookiePolicy(path: path).path == path)
  }

  @Test(arguments: [
    "", "app", " /", "/a;Domain=evil.example", "/\r\nX: y", "/\u{0}", "/\u{7F}", "/a b", "/ä", "/?q", "/#f",
  ])
  func `a path that no address has is refused`(path: String) {
    expectRefusal(of: "cookie.path", code: "field-malformed") { () throws(FieldError) in try CookiePolicy(path: path) }
  }

  @Test func `a path that browsers would ignore for its length is refused`() throws {
    let longest = "/" + String(repeating: "p", count: 1023)

    #expect(try CookiePolicy(path: longest).path == longest)
    #expect(throws: FieldError("cookie.path", .tooLong(maximumBytes: 1024))) { try CookiePolicy(path: longest + "p") }
  }

  @Test(arguments: ["example.com", "app.example.com", "EXAMPLE.com", "xn--bcher-kva.example", "1.example", "a-b.c3"])
  func `a domain name is kept`(domain: String) throws {
    #expect(try CookiePolicy(domain: domain).domain == domain)
  }

  @Test(arguments: [
    "", ".", "..", ".example.com", "example.com.", "a..b", "com", "localhost", "127.0.0.1", "[::1]", "a.b:8080",
    "-a.example", "a-.example", "a_b.example", "bücher.example", "a b.example", "a.example;", "a.example\r\n",
    "a.example\u{0}", "*.example.com", "https://a.example", "\(String(repeating: "l", count: 64)).example",
  ])
  func `what is no shareable domain is refused`(domain: String) {
    expectRefusal(of: "cookie.domain", code: "field-malformed") { () throws(FieldError) in
      try CookiePolicy(domain: domain)
    }
  }

  @Test func `a domain longer than any name can be is refused`() throws {
    let longest = String(repeating: "a.", count: 126) + "b"

    #expect(try CookiePolicy(domain: longest).domain == longest)
    #expect(throws: FieldError("cookie.domain", .tooLong(maximumBytes: 253))) {
      try CookiePolicy(domain: "aa" + longest)
    }
  }

  @Test(arguments: [
    "__Secure-s", "__secure-s", "__SECURE-s", "__Host-s", "__hOsT-s", "__Http-s", "__http-s", "__Host-Http-s",
  ])
  func `a prefixed name without Secure is refused`(name: String) {
    expectRefusal(of: "cookie.secure") { () throws(FieldError) in try CookiePolicy(name: name, isSecure: false) }
  }

  @Test(arguments: ["__Host-s", "__host-s", "__HOST-s", "__Host-Http-s"])
  func `a host-bound name with a domain or a narrower path is refused`(name: String) {
    expectRefusal(of: "cookie.domain") { () throws(FieldError) in try CookiePolicy(name: name, domain: "example.com") }
    expectRefusal(of: "cookie.path") { () throws(FieldError) in try CookiePolicy(name: name, path: "/app") }
  }

  @Test(arguments: ["__Http-s", "__http-s", "__Host-Http-s", "__HOST-HTTP-s"])
  func `a name that promises HttpOnly without it is refused`(name: String) {
    expectRefusal(of: "cookie.httpOnly") { () throws(FieldError) in try CookiePolicy(name: name, isHTTPOnly: false) }
  }

  @Test func `a secure prefix leaves path and domain free`() throws {
    #expect(try CookiePolicy(name: "__Secure-s", path: "/app", domain: "example.com").path == "/app")
  }

  @Test func `a name that only resembles a prefix is free`() throws {
    #expect(try CookiePolicy(name: "__Hosts", path: "/app", isSecure: false).name == "__Hosts")
    #expect(try CookiePolicy(name: "_Host-s", path: "/app", isSecure: false).name == "_Host-s")
  }

  @Test func `SameSite=None and Partitioned need Secure`() throws {
    expectRefusal(of: "cookie.secure") { () throws(FieldError) in try CookiePolicy(isSecure: false, sameSite: .none) }
    expectRefusal(of: "cookie.secure") { () throws(FieldError) in
      try CookiePolicy(isSecure: false, isPartitioned: true)
    }
    #expect(try CookiePolicy(sameSite: .none, isPartitioned: true).isPartitioned)
    #expect(try !CookiePolicy(isSecure: false, sameSite: .strict).isSecure)
  }

  private func expectRefusal(
    of field: String,
    code: String = "field-malformed",
    sourceLocation: SourceLocation = #_sourceLocation,
    _ make: () throws(FieldError) -> CookiePolicy
  ) {
    do throws(FieldError) {
      _ = try make()
      Issue.record("the policy was made", sourceLocation: sourceLocation)
    } catch {
      #expect(error.field == field, sourceLocation: sourceLocation)
      #expect(error.code == code, sourceLocation: sourceLocation)
    }
  }
}
