internal import FoundationEssentials

extension Session: Codable {
  /// Reads the value, checking it as construction does.
  public init(from decoder: any Decoder) throws {
    self.init(Box(try Fields(from: decoder)))
  }

  /// Writes the value in its wire form.
  public func encode(to encoder: any Encoder) throws {
    try fields.encode(to: encoder)
  }
}

extension Session.Fields: Codable {
  enum CodingKeys: String, CodingKey {
    case id, token, retiredToken, currentConversation, conversations, claims, intent, discovery, metadata, standing,
      guest, expiresAt, lastActivityAt, times
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(Session.ID.self, forKey: .id)
    token = try container.decode(TokenDigest.self, forKey: .token)
    retiredToken = try container.decodeIfPresent(Session.RetiredToken.self, forKey: .retiredToken)
    currentConversation = try container.decodeIfPresent(Conversation.ID.self, forKey: .currentConversation)
    conversations = try container.decodeCount(forKey: .conversations)
    claims = try container.decodeCount(forKey: .claims)
    intent = try container.decodeIfPresent(TokenDigest.self, forKey: .intent)
    discovery = try container.decode(DiscoveryContent.self, forKey: .discovery)
    metadata = try container.decode(SessionMetadata.self, forKey: .metadata)
    standing = try container.decode(Session.Standing.self, forKey: .standing)
    guest = try container.decodeIfPresent(GuestUsage.self, forKey: .guest) ?? GuestUsage()
    expiresAt = try container.decodeDate(forKey: .expiresAt)
    lastActivityAt = try container.decodeDate(forKey: .lastActivityAt)
    times = try container.decode(AuditTimes.self, forKey: .times)
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(token, forKey: .token)
    try container.encodeIfPresent(retiredToken, forKey: .retiredToken)
    try container.encodeIfPresent(currentConversation, forKey: .currentConversation)
    try container.encode(conversations, forKey: .conversations)
    try container.encode(claims, forKey: .claims)
    try container.encodeIfPresent(intent, forKey: .intent)
    try container.encode(discovery, forKey: .discovery)
    try container.encode(metadata, forKey: .metadata)
    try container.encode(standing, forKey: .standing)
    if !guest.isEmpty { try container.encode(guest, forKey: .guest) }
    try container.encode(date: expiresAt, forKey: .expiresAt)
    try container.encode(date: lastActivityAt, forKey: .lastActivityAt)
    try container.encode(times, forKey: .times)
  }
}

extension Session.Standing: Codable {
  enum CodingKeys: String, CodingKey {
    case state, at, account, receipt, reversibleUntil, isSettled, proof
  }

  enum State: String, Codable {
    case open, closing, revoked, claimed
  }

  /// Reads the value, checking it as construction does.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    switch try container.decode(State.self, forKey: .state) {
    case .open: self = .open
    case .closing: self = .closing(since: try container.decodeDate(forKey: .at))
    case .revoked: self = .revoked(at: try container.decodeDate(forKey: .at))
    case .claimed:
      let claim = Session.Claim(
        account: try container.decodeIfPresent(Account.ID.self, forKey: .account),
        at: try container.decodeDate(forKey: .at),
        receipt: try container.decode(ClaimReceipt.ID.self, forKey: .receipt),
        reversibleUntil: try container.decodeDate(forKey: .reversibleUntil),
        isSettled: try container.decode(Bool.self, forKey: .isSettled),
        proof: try container.decode(TokenDigest.self, forKey: .proof)
      )
      guard claim.account != nil || claim.isSettled else {
        throw DecodingError.dataCorruptedError(
          forKey: .account, in: container, debugDescription: "a claim by nobody that can still be undone")
      }
      self = .claimed(claim)
    }
  }

  /// Writes the value in its wire form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .open:
      try container.encode(State.open, forKey: .state)
    case .closing(let date):
      try container.encode(State.closing, forKey: .state)
      try container.encode(date: date, forKey: .at)
    case .revoked(let date):
      try container.encode(State.revoked, forKey: .state)
      try container.encode(date: date, forKey: .at)
    case .claimed(let claim):
      try container.encode(State.claimed, forKey: .state)
      try container.encodeIfPresent(claim.account, forKey: .account)
      try container.encode(date: claim.at, forKey: .at)
      try container.encode(claim.receipt, forKey: .receipt)
      try container.encode(date: claim.reversibleUntil, forKey: .reversibleUntil)
      try container.encode(claim.isSettled, forKey: .isSettled)
      try container.encode(claim.proof, forKey: .proof)
    }
  }
}

extension Session.RetiredToken: Codable {
  enum CodingKeys: String, CodingKey {
    case digest, until
  }

  /// Reads the value, checking it as construction does.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    digest = try container.decode(TokenDigest.self, forKey: .digest)
    until = try container.decodeDate(forKey: .until)
  }

  /// Writes the value in its wire form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(digest, forKey: .digest)
    try container.encode(date: until, forKey: .until)
  }
}
