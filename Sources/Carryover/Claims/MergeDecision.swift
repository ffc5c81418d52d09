/// What a merge made of one field, and why: a line of a claim's plan and of its receipt (CL-5, CL-8).
///
/// It holds both sides as they were before, so that whatever does not stand in the merged content stands here.
public struct MergeDecision: Hashable, Sendable {
  /// The field.
  public let field: DiscoveryField

  /// What the account said before; nil if it never set the field.
  public let account: Sourced<DiscoveryFieldValue>?

  /// What the session said; nil if it never set the field.
  public let session: Sourced<DiscoveryFieldValue>?

  /// What became of the field.
  public let result: Result

  /// What decided.
  public let reason: Reason

  /// Decides about a field that at least one side has set.
  init(_ field: DiscoveryField, account: DiscoveryStatement?, session: DiscoveryStatement?, by rule: MergeRule) {
    let (result, reason) = rule.decide(account, session)
    self.init(field, account: account, session: session, result, reason)
  }

  private init(
    _ field: DiscoveryField, account: DiscoveryStatement?, session: DiscoveryStatement?, _ result: Result,
    _ reason: Reason
  ) {
    self.field = field
    self.account = account
    self.session = session
    self.result = result
    self.reason = reason
  }
}

extension MergeDecision {
  /// What can become of a field. Closed: rules branch on it.
  public enum Result: String, Codable, Sendable, CaseIterable {
    /// What the account said stands unchanged.
    case keptAccount
    /// What the session said stands, with what the account said as the value it replaced.
    case tookSession
    /// Both sides say the same.
    case same
    /// What the account said stands until somebody resolves the conflict.
    case conflict
    /// What the session said would stand, but a limit leaves no room for it.
    case overLimit
  }

  /// What can decide about a field. Closed: texts for people are made from it.
  public enum Reason: String, Codable, Sendable, CaseIterable {
    /// The other side never set the field.
    case onlyOneHasIt
    /// One source outranks the other.
    case rank
    /// One statement is newer.
    case newest
    /// One side is further along.
    case furthest
    /// The policy names the side, or asks.
    case policy
    /// Rank and date are equal, and a fixed order of values decides.
    case tie
    /// The account's statement stands and says the same.
    case equal
    /// The session's statement stands, because it is newer or ranks higher, and says the same.
    case confirmed
    /// A limit on what the account can hold.
    case limit
  }
}

extension MergeDecision {
  /// What stands after the merge; nil if the account never set the field and a limit kept the session's value out.
  ///
  /// A statement of the session that stands keeps its own source and date. It records as replaced what the account had said, or,
  /// where it only confirms that, what the account's statement had replaced.
  public var after: Sourced<DiscoveryFieldValue>? {
    switch (result, reason) {
    case (.tookSession, _): account.map { session?.replacing($0.value) } ?? session
    case (.same, .confirmed): session?.replacing(account?.replaced)
    case (.same, _), (.keptAccount, _), (.conflict, _), (.overLimit, _): account
    }
  }

  /// What one side said and does not stand. Nil where both say the same, where one side never said anything, and where a conflict is open.
  public var losing: Sourced<DiscoveryFieldValue>? {
    switch result {
    case .keptAccount, .overLimit: session
    case .tookSession: account
    case .same, .conflict: nil
    }
  }

  /// Whether the merge gives the account a statement that it did not have.
  var changesAccount: Bool {
    switch (result, reason) {
    case (.tookSession, _): true
    case (.same, .confirmed): after != account
    case (.same, _), (.keptAccount, _), (.conflict, _), (.overLimit, _): false
    }
  }

  /// The decision when a limit leaves no room for what it would bring in.
  var refusedByLimit: MergeDecision {
    MergeDecision(field, account: account, session: session, .overLimit, .limit)
  }
}

extension MergeDecision: Codable {
  enum CodingKeys: String, CodingKey {
    case field, account, session, result, reason
  }

  /// Reads the wire form, and refuses a decision that no merge takes.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try container.decode(DiscoveryField.self, forKey: .field),
      account: try container.decodeIfPresent(DiscoveryStatement.self, forKey: .account),
      session: try container.decodeIfPresent(DiscoveryStatement.self, forKey: .session),
      try container.decode(Result.self, forKey: .result),
      try container.decode(Reason.self, forKey: .reason)
    )
    do {
      for statement in [account, session].compactMap(\.self) { try field.check(statement) }
      guard isPossible else {
        throw FieldError("result", .malformed(expected: "a result that follows from the reason"))
      }
    } catch let error as FieldError {
      throw DecodingError.refused(error, at: decoder.codingPath)
    }
  }

  private var isPossible: Bool {
    switch (result, reason) {
    case (.keptAccount, .onlyOneHasIt): account != nil && session == nil
    case (.tookSession, .onlyOneHasIt): account == nil && session != nil
    case (.overLimit, .limit): session != nil
    case (.keptAccount, .rank), (.keptAccount, .newest), (.keptAccount, .furthest), (.keptAccount, .policy),
      (.keptAccount, .tie), (.tookSession, .rank), (.tookSession, .newest), (.tookSession, .furthest),
      (.tookSession, .policy), (.tookSession, .tie), (.same, .equal), (.same, .confirmed), (.conflict, .policy):
      account != nil && session != nil
    default: false
    }
  }
}
