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
    case id, token, retiredToken, discovery, metadata, standing, expiresAt, lastActivityAt, times
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(Session.ID.self, forKey: .id)
    token = try container.decode(TokenDigest.self, forKey: .token)
    retiredToken = try container.decodeIfPresent(Session.RetiredToken.self, forKey: .retiredToken)
    discovery = try container.decode(DiscoveryContent.self, forKey: .discovery)
    metadata = try container.decode(SessionMetadata.self, forKey: .metadata)
    standing = try container.decode(Session.Standing.self, forKey: .standing)
    expiresAt = try container.decodeDate(forKey: .expiresAt)
    lastActivityAt = try container.decodeDate(forKey: .lastActivityAt)
    times = try container.decode(AuditTimes.self, forKey: .times)
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(token, forKey: .token)
    try container.encodeIfPresent(retiredToken, forKey: .retiredToken)
    try container.encode(discovery, forKey: .discovery)
    try container.encode(metadata, forKey: .metadata)
    try container.encode(standing, forKey: .standing)
    try container.encode(date: expiresAt, forKey: .expiresAt)
    try container.encode(date: lastActivityAt, forKey: .lastActivityAt)
    try container.encode(times, forKey: .times)
  }
}

extension Session.Standing: Codable {
  enum CodingKeys: String, CodingKey {
    case state, at, account
  }

  enum State: String, Codable {
    case open, revoked, claimed
  }

  /// Reads the value, checking it as construction does.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    switch try container.decode(State.self, forKey: .state) {
    case .open: self = .open
    case .revoked: self = .revoked(at: try container.decodeDate(forKey: .at))
    case .claimed:
      self = .claimed(
        by: try container.decode(Account.ID.self, forKey: .account),
        at: try container.decodeDate(forKey: .at)
      )
    }
  }

  /// Writes the value in its wire form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .open:
      try container.encode(State.open, forKey: .state)
    case .revoked(let date):
      try container.encode(State.revoked, forKey: .state)
      try container.encode(date: date, forKey: .at)
    case .claimed(let account, let date):
      try container.encode(State.claimed, forKey: .state)
      try container.encode(account, forKey: .account)
      try container.encode(date: date, forKey: .at)
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
