/// How a claim ended. Closed: there is no other way.
public enum ClaimOutcome: Hashable, Sendable {
  /// Everything that was the visitor's is the account's now.
  case claimed(ClaimResult)
  /// The account had claimed the session before. The receipt is the same, and nothing was changed.
  case alreadyYours(ClaimResult)
  /// Nothing was changed.
  case refused(ClaimRefusal)
}

/// What a claim answers beside its receipt.
public struct ClaimResult: Hashable, Sendable {
  /// What was decided, the same each time.
  public let receipt: ClaimReceipt

  /// The account's profile as it is now.
  public let profile: DiscoveryProfile

  /// What to do with the cookie: a token that has claimed has had its day. After a claim by link the cookie stays, for it may belong to
  /// another session with work of its own.
  public let cookie: CookieInstruction
}

/// Why a session was not claimed.
public enum ClaimRefusal: String, Error, Hashable, Sendable, CaseIterable {
  /// There is no such session, link or token.
  case unknown
  /// The session's life is over, or the link's.
  case expired
  /// Nobody used the session for longer than the idle limit.
  case idle
  /// The session was revoked.
  case revoked
  /// Another account has it.
  case claimedByAnother
  /// Something has changed since the plan was made.
  case stalePlan
  /// Sign-in began elsewhere than in this session; see ``Claims/beginSignIn(_:)``.
  case intentMismatch
  /// The account may not claim, or holds as many sessions as one account can.
  case accountNotEligible
  /// Others kept changing the same records through every attempt.
  case contended
}

extension ClaimRefusal {
  init(_ refusal: SessionRefusal) {
    switch refusal {
    case .unknown: self = .unknown
    case .expired: self = .expired
    case .idle: self = .idle
    case .revoked: self = .revoked
    case .claimed: self = .claimedByAnother
    }
  }
}

extension ClaimRefusal: ReportableError {
  /// One name for all refusals that a stranger must not tell apart.
  public var code: String {
    switch self {
    case .stalePlan: "claim-plan-stale"
    case .accountNotEligible: "claim-account-not-eligible"
    case .contended: "claim-contended"
    case .unknown, .expired, .idle, .revoked, .claimedByAnother, .intentMismatch: "claim-not-possible"
    }
  }

  /// One sentence for all refusals that a stranger must not tell apart.
  public var message: String {
    switch self {
    case .stalePlan: "Something has changed since the plan was shown. Please look at it again."
    case .accountNotEligible: "This account cannot take over a session."
    case .contended: "Too many changes at once. Please try again."
    case .unknown, .expired, .idle, .revoked, .claimedByAnother, .intentMismatch:
      "There is nothing here that could be taken over."
    }
  }

  /// The HTTP status that usually fits.
  public var status: Int {
    switch self {
    case .stalePlan: 409
    case .accountNotEligible: 403
    case .contended: 503
    case .unknown, .expired, .idle, .revoked, .claimedByAnother, .intentMismatch: 404
    }
  }

  /// Names the refusal.
  public var detail: String { "claim refused: \(rawValue)" }
}
