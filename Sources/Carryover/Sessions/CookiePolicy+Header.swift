extension CookiePolicy {
  /// The longest life that a browser grants a cookie: 400 days.
  public static var longestLife: Duration { .seconds(34_560_000) }

  /// The value of the `Set-Cookie` header that hands a token to the visitor.
  ///
  /// `remaining` is what is left of the session's absolute life, so that the cookie ends with the session; it counts in
  /// whole seconds, rounded down, at most ``longestLife``. With less than a second left this is ``headerClearing()``.
  /// The text holds the secret: send it, and keep it out of logs.
  public func header(setting token: SessionToken, for remaining: Duration) -> String {
    guard remaining >= .seconds(1) else { return headerClearing() }
    let seconds = min(remaining, Self.longestLife).components.seconds
    return "\(name)=\(token.revealed); Max-Age=\(seconds)" + attributes
  }

  /// The value of the `Set-Cookie` header that makes the browser forget the token.
  ///
  /// It repeats path, domain and flags, because a browser only removes the cookie that they describe, and it says so
  /// twice: `Expires` is for clients that do not know `Max-Age`.
  public func headerClearing() -> String {
    "\(name)=; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT" + attributes
  }

  private var attributes: String {
    var text = "; Path=\(path)"
    if let domain { text += "; Domain=\(domain)" }
    if isSecure { text += "; Secure" }
    if isHTTPOnly { text += "; HttpOnly" }
    text += "; SameSite=\(sameSite.rawValue)"
    if isPartitioned { text += "; Partitioned" }
    return text
  }
}
