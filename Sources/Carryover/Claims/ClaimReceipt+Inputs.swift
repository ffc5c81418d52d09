internal import FoundationEssentials

/// What a receipt's digest covers: both sides of the claim as they were (CL-8).
///
/// The parties, what the claim rested on, the session's metadata, and of each decision the field and what either side said. Not
/// the policy, the results and the reasons: they follow from that. The article on the wire form says it to the byte.
extension ClaimReceipt {
  /// Whether ``inputs`` is the digest of what the receipt says about both sides: nobody has changed a word since the claim.
  public var isIntact: Bool {
    inputs == Self.digest(session, account, basis, metadata, decisions)
  }

  static func digest(
    _ session: Session.ID, _ account: Account.ID, _ basis: ClaimPlan.Basis, _ metadata: SessionMetadata,
    _ decisions: [MergeDecision]
  ) -> TokenDigest {
    var bytes = CanonicalBytes(reserving: 256 + decisions.count * 320)
    bytes.add("carryover.claim.1")
    bytes.add(session.description)
    bytes.add(account.text)
    bytes.add(Int64(basis.sessionRevision))
    bytes.add(Int64(basis.sessionClaims))
    bytes.add(Int64(basis.conversations))
    bytes.add(tag: basis.profileRevision == nil ? 0 : 1)
    if let revision = basis.profileRevision { bytes.add(Int64(revision)) }
    bytes.add(metadata.entries)
    bytes.add(count: decisions.count)
    for decision in decisions {
      bytes.add(decision.field.description)
      bytes.add(decision.account)
      bytes.add(decision.session)
    }
    return TokenDigest(bits: SHA2.digest(bytes.bytes))
  }
}

extension CanonicalBytes {
  fileprivate mutating func add(_ statement: DiscoveryStatement?) {
    add(tag: statement == nil ? 0 : 1)
    guard let statement else { return }
    add(statement.value)
    switch statement.source {
    case .visitor: add(tag: 1)
    case .account: add(tag: 2)
    case .imported: add(tag: 3)
    case .model(let message):
      add(tag: 4)
      add(message.description)
    }
    add(statement.at.milliseconds)
    add(statement.replaced)
  }

  private mutating func add(_ value: DiscoveryFieldValue?) {
    add(tag: value == nil ? 0 : 1)
    switch value {
    case .answer(let answer)?:
      add(answer.value)
      add(answer.questionID)
      add(answer.label)
      add(answer.group)
    case let value?: add(value.spelling)
    case nil: break
    }
  }

  fileprivate mutating func add(_ members: [String: MetadataValue]) {
    add(count: members.count)
    for (key, value) in members.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      add(key)
      add(value)
    }
  }

  private mutating func add(_ value: MetadataValue) {
    switch value {
    case .text(let text):
      add(tag: 1)
      add(text)
    case .number(let number):
      add(tag: 2)
      add(number.description)
    case .flag(let flag):
      add(tag: 3)
      add(tag: flag ? 1 : 0)
    case .list(let values):
      add(tag: 4)
      add(count: values.count)
      for value in values { add(value) }
    case .object(let members):
      add(tag: 5)
      add(members)
    }
  }
}
