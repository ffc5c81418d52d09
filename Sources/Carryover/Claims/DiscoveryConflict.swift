package import FoundationEssentials

/// Two values of one field between which a merge did not want to choose: what the rule ``MergeRule/ask`` leaves on a profile (CL-6).
///
/// What the account said stands until somebody resolves the conflict.
public struct DiscoveryConflict: Hashable, Sendable {
  /// The field.
  public let field: DiscoveryField

  /// What the account said when the session was merged.
  public let account: Sourced<DiscoveryFieldValue>

  /// What the session said.
  public let session: Sourced<DiscoveryFieldValue>

  /// The session that said it.
  public let from: Session.ID

  /// The conflict that a decision leaves; nil if it leaves none.
  init?(_ decision: MergeDecision, from id: Session.ID) {
    guard decision.result == .conflict, let account = decision.account, let session = decision.session else {
      return nil
    }
    field = decision.field
    self.account = account
    self.session = session
    from = id
  }
}

extension DiscoveryConflict {
  /// What the conflict weighs, in bytes, for the limit on all of a profile's.
  var size: Int { DiscoveryContent.size(account, \.size) + DiscoveryContent.size(session, \.size) }
}

extension DiscoveryConflict {
  /// One of the two sides of a conflict.
  public enum Side: String, Codable, Sendable, CaseIterable {
    /// What stands.
    case account
    /// What the session said.
    case session
  }
}

extension DiscoveryContent {
  /// Writes the outcome of a conflict as a statement of whoever resolves it, and tells whether that changed anything.
  ///
  /// Taking the session's side writes the session's value over whatever stands by now. Taking the account's side confirms what stands
  /// by now, and never brings back what the account said when the conflict arose. Over a limit nothing changes.
  package mutating func resolve(
    _ conflict: DiscoveryConflict, taking side: DiscoveryConflict.Side, by source: FieldSource, at now: Date,
    limits: SessionLimits
  ) throws(FieldError) -> Bool {
    let field = conflict.field
    let standing = fields[field]
    var outcome = standing
    let value =
      switch side {
      case .account: standing?.value
      case .session: conflict.session.value
      }
    guard outcome.apply(value.map(Patch.set) ?? .clear, by: source, at: now), let outcome else { return false }
    var room = DiscoveryRoom(fields, limits)
    if let fault = room.put(outcome, under: field) { throw fault }
    edit { $0[field] = outcome }
    return true
  }
}

extension DiscoveryConflict: Codable {
  enum CodingKeys: String, CodingKey {
    case field, account, session, from
  }

  /// Reads the wire form, and refuses values that the field could not hold.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    field = try container.decode(DiscoveryField.self, forKey: .field)
    account = try container.decode(DiscoveryStatement.self, forKey: .account)
    session = try container.decode(DiscoveryStatement.self, forKey: .session)
    from = try container.decode(Session.ID.self, forKey: .from)
    do {
      try field.check(account)
      try field.check(session)
    } catch {
      throw DecodingError.refused(error, at: decoder.codingPath)
    }
  }
}
