extension Owner: Codable {
  enum CodingKeys: String, CodingKey {
    case session, account
  }

  /// Reads an object with one member, `session` or `account`. None and both are refused.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let session = try container.decodeIfPresent(Session.ID.self, forKey: .session)
    let account = try container.decodeIfPresent(Account.ID.self, forKey: .account)
    switch (session, account) {
    case (let session?, nil): self = .session(session)
    case (nil, let account?): self = .account(account)
    case (nil, nil), (_?, _?):
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: decoder.codingPath, debugDescription: "an owner is either a session or an account"))
    }
  }

  /// Writes an object with one member, `session` or `account`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .session(let id): try container.encode(id, forKey: .session)
    case .account(let id): try container.encode(id, forKey: .account)
    }
  }
}

extension Owner {
  /// The owner as an event names it.
  var actor: DomainEvent.Actor {
    switch self {
    case .session(let id): .session(id)
    case .account(let id): .account(id)
    }
  }
}
