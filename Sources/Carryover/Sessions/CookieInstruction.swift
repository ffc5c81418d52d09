/// What a host should do with the session cookie in its answer.
public enum CookieInstruction: Hashable, Sendable {
  /// Nothing.
  case leave
  /// Set it to this token for this long.
  case set(SessionToken, for: Duration)
  /// Remove it.
  case clear
}

extension CookiePolicy {
  /// The value of the `Set-Cookie` header that carries an instruction out; nil when there is nothing to do.
  public func header(for instruction: CookieInstruction) -> String? {
    switch instruction {
    case .leave: nil
    case .set(let token, let life): header(setting: token, for: life)
    case .clear: headerClearing()
    }
  }
}
