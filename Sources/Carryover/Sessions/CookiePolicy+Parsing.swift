extension CookiePolicy {
  /// The most that is read of a request's cookies, in bytes. More than this is not looked at.
  public static var maximumHeaderBytes: Int { 16_384 }

  /// The visitor's token in the value of a `Cookie` header, or nil if there is none to be relied upon.
  ///
  /// The name is compared byte by byte; spaces and tabs around name and value, and one pair of double quotes around the
  /// value, are taken off; nothing is percent-decoded. What cannot be read is skipped.
  ///
  /// The name may occur again, as long as one token is meant. Two different tokens give nil: a page on a neighbouring
  /// subdomain can plant a cookie of the same name, the header does not say which is which, and a guess could hand the
  /// visitor's work to the planter's session. A name that begins with `__Host-` keeps neighbours out.
  public func token(inCookieHeader header: String) -> SessionToken? {
    token(inCookieHeaders: [header])
  }

  /// The visitor's token in several `Cookie` headers of one request, as HTTP/2 and HTTP/3 may split them.
  ///
  /// They are read as one header, under one limit, by the rules of ``token(inCookieHeader:)``.
  public func token(inCookieHeaders headers: [String]) -> SessionToken? {
    guard Self.fits(headers) else { return nil }
    var found: SessionToken?
    for header in headers {
      var rest = header.utf8[...]
      while !rest.isEmpty {
        let pair = rest.prefix { $0 != UInt8(ascii: ";") }
        rest = rest[pair.endIndex...].dropFirst()
        guard let token = token(inPair: pair) else { continue }
        guard found == nil || found == token else { return nil }
        found = token
      }
    }
    return found
  }

  /// Whether the headers, joined by `; `, stay within the limit.
  private static func fits(_ headers: [String]) -> Bool {
    let separator = 2
    var joined = -separator
    for header in headers {
      joined += separator + header.utf8.count
      guard joined <= maximumHeaderBytes else { return false }
    }
    return true
  }

  private func token(inPair pair: Substring.UTF8View) -> SessionToken? {
    guard let equals = pair.firstIndex(of: UInt8(ascii: "=")),
      Self.trimmed(pair[..<equals]).elementsEqual(name.utf8)
    else { return nil }
    let value = Self.unquoted(Self.trimmed(pair[equals...].dropFirst()))
    return Bits256(hex: Substring(value)).map(SessionToken.init(bits:))
  }

  private static func trimmed(_ text: Substring.UTF8View) -> Substring.UTF8View {
    func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    var text = text.drop(while: isSpace)
    while let last = text.last, isSpace(last) { text.removeLast() }
    return text
  }

  private static func unquoted(_ text: Substring.UTF8View) -> Substring.UTF8View {
    let quote = UInt8(ascii: "\"")
    guard text.first == quote, text.last == quote else { return text }
    return text.dropFirst().dropLast()
  }
}
