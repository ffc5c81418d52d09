internal import FoundationEssentials

/// A link that can claim a session from another device: its own secret, for one recipient, for a short time, for one claim.
struct ClaimLink: Hashable, Sendable {
  let digest: TokenDigest
  let session: Session.ID

  /// SHA-256 of the recipient, who need not be stored to be recognised.
  let recipient: TokenDigest

  /// The session's token when the link was made. Whatever ends that token ends the link: a rotation, a revocation, a claim.
  let token: TokenDigest

  let expiresAt: Date

  /// Whether it has claimed its session. It stays then, for a repetition of the claim, however long ago it expired.
  var isSpent = false

  func isFor(_ text: String) -> Bool { recipient == ClaimLink.digest(ofRecipient: text) }

  /// Recipients are compared without regard to case, as addresses are by their readers.
  static func digest(ofRecipient text: String) -> TokenDigest {
    TokenDigest(bits: SHA2.digest(Array(text.lowercased().utf8)))
  }
}

extension ClaimLink: Stored {
  static var kind: RecordKind { .claimLink }
  var key: RecordKey { .claimLink(digest) }
  var target: RecordKey? { .session(session) }
  var entries: [ShelfEntry] { isSpent ? [] : [ShelfEntry(.links, order: expiresAt.milliseconds)] }
}

extension ClaimLink: Codable {
  enum CodingKeys: String, CodingKey {
    case digest, session, recipient, token, expiresAt, isSpent
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    digest = try container.decode(TokenDigest.self, forKey: .digest)
    session = try container.decode(Session.ID.self, forKey: .session)
    recipient = try container.decode(TokenDigest.self, forKey: .recipient)
    token = try container.decode(TokenDigest.self, forKey: .token)
    expiresAt = try container.decodeDate(forKey: .expiresAt)
    isSpent = try container.decodeIfPresent(Bool.self, forKey: .isSpent) ?? false
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(digest, forKey: .digest)
    try container.encode(session, forKey: .session)
    try container.encode(recipient, forKey: .recipient)
    try container.encode(token, forKey: .token)
    try container.encode(date: expiresAt, forKey: .expiresAt)
    if isSpent { try container.encode(isSpent, forKey: .isSpent) }
  }
}

extension RecordKey {
  /// The key of a claim link, by the digest of its secret.
  static func claimLink(_ digest: TokenDigest) -> RecordKey { RecordKey(.claimLink, .digest(digest.bits)) }
}
