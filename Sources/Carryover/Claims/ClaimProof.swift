/// What entitles to a claim. An identifier, an e-mail address or a word of the client never does.
///
/// It holds a secret and says nothing about itself.
public struct ClaimProof: Sendable {
  enum Secret: Sendable {
    case token(String, intent: SessionToken?)
    case link(String, recipient: String)
  }

  let secret: Secret

  /// The session's token, as it came with the request; with it, where sign-in began from the session, what ``Claims/beginSignIn(_:)`` handed out.
  public static func token(_ text: String, intent: SessionToken? = nil) -> ClaimProof {
    ClaimProof(secret: .token(text, intent: intent))
  }

  /// The secret of a claim link, and the recipient for whom the host has verified that it is theirs.
  ///
  /// It needs no intent: a link leads to its session from another device, where no sign-in began.
  public static func link(_ secret: String, recipient: String) -> ClaimProof {
    ClaimProof(secret: .link(secret, recipient: recipient))
  }
}

extension ClaimProof: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Always the same words: the secret stays hidden.
  public var description: String { "ClaimProof(hidden)" }

  /// Always the same words: the secret stays hidden.
  public var debugDescription: String { description }

  /// A mirror without children.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// A proof whose shape is right, as the digest that a look-up goes by.
enum ProvenClaim: Hashable, Sendable {
  case token(TokenDigest, intent: TokenDigest?)
  case link(TokenDigest, recipient: String)

  init?(_ proof: ClaimProof, _ surroundings: Surroundings) {
    let hash = surroundings.tokenHash
    switch proof.secret {
    case .token(let text, let intent):
      guard let token = SessionToken(text) else { return nil }
      self = .token(hash.digest(of: token), intent: intent.map(hash.digest(of:)))
    case .link(let text, let recipient):
      guard let secret = SessionToken(text) else { return nil }
      self = .link(hash.digest(of: secret), recipient: recipient)
    }
  }

  /// The record that the look-up begins with; it brings the session along.
  var key: RecordKey {
    switch self {
    case .token(let digest, _): .tokenSlot(digest)
    case .link(let digest, _): .claimLink(digest)
    }
  }

  var digest: TokenDigest {
    switch self {
    case .token(let digest, _), .link(let digest, _): digest
    }
  }

  /// What becomes of the cookie that came with the request. A link says nothing about it: it may belong to another session, which is
  /// still to be claimed.
  var cookie: CookieInstruction {
    switch self {
    case .token: .clear
    case .link: .leave
    }
  }
}
