/// What a policy may say: the limits and combinations of RFC 6265bis beyond which browsers drop a cookie or an
/// attribute of it.
extension CookiePolicy {
  /// The longest name and value together, in bytes; the value is always a token.
  private static var maximumPairBytes: Int { 4096 }

  private static var tokenBytes: Int { 64 }

  /// The longest attribute value. A browser ignores a longer one, and so would widen or narrow the cookie's reach.
  private static var maximumAttributeBytes: Int { 1024 }

  func checkName() throws(FieldError) {
    let maximum = Self.maximumPairBytes - Self.tokenBytes
    guard name.utf8.count <= maximum else { throw FieldError("cookie.name", .tooLong(maximumBytes: maximum)) }
    guard !name.isEmpty, name.utf8.allSatisfy(Self.isTokenByte) else {
      throw FieldError("cookie.name", .malformed(expected: "letters, digits and !#$%&'*+-.^_`|~, at least one"))
    }
  }

  /// A browser compares the path with the one in its address, in which spaces and other scripts are percent-encoded and
  /// which ends at `?` or `#`. A cookie with any of these in its path would be kept and never sent.
  func checkPath() throws(FieldError) {
    let maximum = Self.maximumAttributeBytes
    guard path.utf8.count <= maximum else { throw FieldError("cookie.path", .tooLong(maximumBytes: maximum)) }
    guard path.utf8.first == UInt8(ascii: "/"),
      path.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !";?#".utf8.contains($0) })
    else {
      throw FieldError(
        "cookie.path", .malformed(expected: "a path in ASCII that begins with /, without spaces, ;, ? or #"))
    }
  }

  /// A single label (`com`, `localhost`) and an address are refused too: no browser shares a cookie across them, so they
  /// say at best what leaving the domain out says.
  func checkDomain() throws(FieldError) {
    guard let domain else { return }
    // The longest name that DNS can hold; far below what an attribute may have.
    let maximum = 253
    guard domain.utf8.count <= maximum else { throw FieldError("cookie.domain", .tooLong(maximumBytes: maximum)) }
    let labels = domain.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard labels.count >= 2, labels.allSatisfy(Self.isLabel),
      let last = labels.last, !last.allSatisfy(Self.isDigit)
    else {
      throw FieldError(
        "cookie.domain",
        .malformed(expected: "a name of two or more labels, in ASCII (punycode), with no dot at either end"))
    }
  }

  /// Browsers compare prefixes without regard to case, lest a server that does the same be fooled.
  func checkPrefix() throws(FieldError) {
    let lowercased = name.lowercased()
    let isHostBound = lowercased.hasPrefix("__host-")
    let isFromHTTP = lowercased.hasPrefix("__http-") || lowercased.hasPrefix("__host-http-")
    let isPrefixed = isHostBound || isFromHTTP || lowercased.hasPrefix("__secure-")
    if isPrefixed, !isSecure {
      throw FieldError("cookie.secure", .malformed(expected: "on for a name with this prefix"))
    }
    if isHostBound, domain != nil {
      throw FieldError("cookie.domain", .malformed(expected: "left out for a name that begins with __Host-"))
    }
    if isHostBound, path != "/" {
      throw FieldError("cookie.path", .malformed(expected: "/ for a name that begins with __Host-"))
    }
    if isFromHTTP, !isHTTPOnly {
      throw FieldError("cookie.httpOnly", .malformed(expected: "on for a name with this prefix"))
    }
  }

  func checkFlags() throws(FieldError) {
    if sameSite == .none, !isSecure {
      throw FieldError("cookie.secure", .malformed(expected: "on with SameSite=None"))
    }
    if isPartitioned, !isSecure {
      throw FieldError("cookie.secure", .malformed(expected: "on with Partitioned"))
    }
  }

  /// A byte of an HTTP token, the one form of a name that no server reads differently.
  private static func isTokenByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || "!#$%&'*+-.^_`|~".utf8.contains(byte)
  }

  private static func isLabel(_ label: Substring.UTF8View) -> Bool {
    let hyphen = UInt8(ascii: "-")
    return (1...63).contains(label.count) && label.first != hyphen && label.last != hyphen
      && label.allSatisfy { isLetter($0) || isDigit($0) || $0 == hyphen }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
