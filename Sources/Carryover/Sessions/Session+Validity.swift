public import FoundationEssentials

extension Session {
  /// Why the token with this digest does not open the session at this moment; nil when it does.
  ///
  /// Decided from the stored session and the time alone (SE-4).
  public func refusal(of digest: TokenDigest, at now: Date, idleLimit: Duration?) -> SessionRefusal? {
    guard admits(digest, at: now) else { return .unknown }
    switch standing {
    case .claimed: return .claimed
    case .revoked: return .revoked
    case .closing: return .expired
    case .open: break
    }
    if isExpired(at: now) { return .expired }
    if let idleLimit, now >= lastActivityAt.adding(idleLimit) { return .idle }
    return nil
  }

  /// Whether the session's absolute life is over.
  public func isExpired(at now: Date) -> Bool { now >= expiresAt }

  /// How much of the absolute life is left; never negative.
  public func remainingLife(at now: Date) -> Duration {
    .milliseconds(max(0, expiresAt.milliseconds - now.milliseconds))
  }

  /// Whether the digest is the session's own, or that of a token still within its grace.
  private func admits(_ digest: TokenDigest, at now: Date) -> Bool {
    if digest == token { return true }
    guard let retiredToken else { return false }
    return digest == retiredToken.digest && now < retiredToken.until
  }

  /// Whether a sweep may take the session: its life is over, and no account took it over.
  func isSweepable(at now: Date) -> Bool {
    switch standing {
    case .claimed: false
    case .open, .closing, .revoked: isExpired(at: now)
    }
  }
}

/// Why a session does not admit a caller. For the log: towards a stranger all reasons look the same.
public enum SessionRefusal: String, Error, Hashable, Sendable, CaseIterable {
  /// There is no such session, or the token is not its.
  case unknown
  /// Its absolute life is over.
  case expired
  /// Nobody used it for longer than the idle limit.
  case idle
  /// It was revoked.
  case revoked
  /// An account took it over.
  case claimed
}

extension SessionRefusal: ReportableError {
  /// Names the case for programs.
  public var code: String { "session-invalid" }

  /// Says it to a stranger.
  public var message: String { "There is no valid session." }

  /// The HTTP status that usually fits.
  public var status: Int { 401 }

  /// Says it to a log.
  public var detail: String { "session refused: \(rawValue)" }
}
