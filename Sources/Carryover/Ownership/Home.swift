/// Where a thing was born: a session, or a place of an account's own. Written once, and never changed by a claim.
///
/// Who owns a thing follows from who holds its home: the session itself until it is claimed, from then on the account whose
/// estate lists it. So everything born in a session changes hands at one instant, however much it is.
public enum Home: Hashable, Sendable {
  /// A session.
  case session(Session.ID)
  /// A place of an account's own.
  case account(AccountHome)
}

/// The identity of a place of an account's own. Minted, so that a place can be handed over and the account begin a new one.
public typealias AccountHome = MintedID<Home>

extension Home {
  /// The key under which shelves of the home's things stand.
  var key: RecordKey {
    switch self {
    case .session(let id): .session(id)
    case .account(let id): RecordKey(.accountHome, .minted(id.bits))
    }
  }
}

extension Home: LosslessStringConvertible {
  /// The text form: `session/…` or `accountHome/…`.
  public var description: String { key.description }

  /// Reads the text form; nil for anything else.
  public init?(_ text: String) {
    guard let key = RecordKey(text), case .minted(let bits) = key.identity else { return nil }
    switch key.kind {
    case .session: self = .session(Session.ID(bits: bits))
    case .accountHome: self = .account(AccountHome(bits: bits))
    default: return nil
    }
  }
}

extension Home: Codable {
  /// Reads the text form, and refuses any other text.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let home = Home(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a home")
    }
    self = home
  }

  /// Writes the text form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// Who owns a thing now: exactly one of the two.
public enum Owner: Hashable, Sendable {
  /// A visitor, by session.
  case session(Session.ID)
  /// An account.
  case account(Account.ID)
}
