/// How many messages guests may send.
public struct GuestLimits: Hashable, Sendable {
  /// In one conversation; nil for no limit.
  public var perConversation: Int?

  /// In all conversations of one session; nil for no limit.
  public var perSession: Int?

  /// By one subject, where the host names one; nil for no limit, and then subjects are not counted either.
  public var perSubject: Int?

  /// The standard limits, or a host's own.
  public init(perConversation: Int? = 10, perSession: Int? = nil, perSubject: Int? = 10) {
    self.perConversation = perConversation
    self.perSession = perSession
    self.perSubject = perSubject
  }

  /// No limits at all.
  public static let none = GuestLimits(perConversation: nil, perSession: nil, perSubject: nil)
}

/// How a guest stands under the limit that leaves the fewest messages: what a host needs to say so, and to prompt for sign-up.
public struct GuestStatus: Hashable, Sendable {
  /// What a limit is over.
  public enum Scope: String, Codable, Sendable, CaseIterable {
    /// One conversation.
    case conversation
    /// One session.
    case session
    /// The subject that the host names.
    case subject
  }

  /// What the limit is over.
  public let scope: Scope

  /// The limit.
  public let limit: Int

  /// How many messages were sent.
  public let used: Int

  /// How many are on their way: reserved, and neither committed nor released nor lapsed.
  public let pending: Int

  /// How many can still be sent.
  public var remaining: Int { max(0, max(0, limit - used) - pending) }

  /// Whether none can be sent now.
  public var reached: Bool { remaining == 0 }
}

extension GuestStatus: Codable {
  enum CodingKeys: String, CodingKey {
    case scope, limit, used, pending, remaining, reached
  }

  /// Reads the wire form. What follows from the numbers is not read but derived again.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    scope = try container.decode(Scope.self, forKey: .scope)
    limit = try container.decode(Int.self, forKey: .limit)
    used = try container.decodeCount(forKey: .used)
    pending = try container.decodeCount(forKey: .pending)
    guard limit >= 0 else {
      throw DecodingError.dataCorruptedError(forKey: .limit, in: container, debugDescription: "a negative limit")
    }
  }

  /// Writes the wire form, with what follows from the numbers.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(scope, forKey: .scope)
    try container.encode(limit, forKey: .limit)
    try container.encode(used, forKey: .used)
    try container.encode(pending, forKey: .pending)
    try container.encode(remaining, forKey: .remaining)
    try container.encode(reached, forKey: .reached)
  }
}
