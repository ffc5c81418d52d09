/// How the visitor's token travels in a cookie: its name, its reach and its flags.
///
/// A policy that exists is one that browsers keep. Combinations that they drop without a word, or that some servers read
/// wrongly, are refused when the policy is made. Where the site can, choose a name that begins with `__Host-`: then no
/// neighbouring subdomain can plant a cookie of this name.
///
/// A changed `path` or `domain` makes a second cookie beside the old one. Change the name with them, or visitors who
/// hold both lose their session as soon as the two differ (see ``token(inCookieHeader:)``).
public struct CookiePolicy: Hashable, Sendable {
  /// The cookie's name, compared byte by byte when it comes back.
  public let name: String

  /// The path at and below which the browser sends the cookie.
  public let path: String

  /// The domain that shares the cookie with all its subdomains; nil keeps it to the host that set it.
  public let domain: String?

  /// Whether the cookie travels over HTTPS only. Turn it off for local development without TLS, nowhere else.
  public let isSecure: Bool

  /// Whether scripts in the page are kept from reading the cookie.
  public let isHTTPOnly: Bool

  /// Which requests from other sites carry the cookie.
  public let sameSite: SameSite

  /// Whether a page that embeds the product in a frame gets a cookie jar of its own (CHIPS).
  public let isPartitioned: Bool

  /// Which requests that start on another site carry the cookie.
  public enum SameSite: String, Hashable, Sendable, CaseIterable {
    /// None of them: a visitor who follows a link arrives without a session.
    case strict = "Strict"
    /// Only a visitor's own navigation, such as following a link.
    case lax = "Lax"
    /// All of them; browsers demand `Secure` with it.
    case none = "None"
  }

  /// `autopilot_session` for the whole host: `Path=/`, no domain, `Secure`, `HttpOnly`, `SameSite=Lax`.
  public static let standard = CookiePolicy()

  private init() {
    name = "autopilot_session"
    path = "/"
    domain = nil
    isSecure = true
    isHTTPOnly = true
    sameSite = .lax
    isPartitioned = false
  }

  /// Makes a policy, or names the field that would make browsers drop the cookie and the rule it breaks.
  ///
  /// What is left out is as in ``standard``.
  public init(
    name: String = "autopilot_session",
    path: String = "/",
    domain: String? = nil,
    isSecure: Bool = true,
    isHTTPOnly: Bool = true,
    sameSite: SameSite = .lax,
    isPartitioned: Bool = false
  ) throws(FieldError) {
    self.name = name
    self.path = path
    self.domain = domain
    self.isSecure = isSecure
    self.isHTTPOnly = isHTTPOnly
    self.sameSite = sameSite
    self.isPartitioned = isPartitioned
    try checkName()
    try checkPath()
    try checkDomain()
    try checkPrefix()
    try checkFlags()
  }
}
