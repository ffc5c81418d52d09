/// How a merge decides about a field that an account and a session have both set (CL-6).
///
/// Whatever the rule, a field that was never set does not compete, a tombstone competes like a value, and two sides that say the same
/// are no conflict. The set is closed because rules branch on it.
public enum MergeRule: String, Codable, Sendable, CaseIterable {
  /// A person outranks an import, an import outranks a model; among equals the newest stands. The default.
  ///
  /// What a model read from a message that is newer than the other statement ranks as that person's own statement.
  case ranked
  /// What the account says stands.
  case keepAccount
  /// What the session says stands.
  case takeSession
  /// The newest statement stands, whoever made it.
  case newest
  /// The later phase or the larger question index stands; a tombstone counts as the default. For these two fields only.
  case furthest
  /// Both sides' entries stand. Of two statements about one entry the newest does. For answers and products only.
  case union
  /// What the account says stands for now, and the two values are left as a conflict for somebody to resolve.
  case ask
}

extension MergeRule {
  /// What becomes of a field of which at least one side says something.
  func decide(_ account: DiscoveryStatement?, _ session: DiscoveryStatement?) -> (
    MergeDecision.Result, MergeDecision.Reason
  ) {
    guard let account else { return (.tookSession, .onlyOneHasIt) }
    guard let session else { return (.keptAccount, .onlyOneHasIt) }
    if account.isSame(as: session) { return (.same, .equal) }
    let agree = account.agrees(with: session)
    if self == .ask, !agree { return (.conflict, .policy) }
    for ground in grounds {
      let order = ground.compare(account, session)
      if order == 0 { continue }
      if agree { return (.same, order > 0 ? .equal : .confirmed) }
      return (order > 0 ? .keptAccount : .tookSession, ground.reason)
    }
    return (.same, .equal)
  }

  /// What decides, the most important first. Every list but those of a fixed side ends in ``MergeGround/tie``, which leaves nothing
  /// undecided, so that under newest, furthest and union the statement that stands is the greatest of all in one fixed order.
  private var grounds: [MergeGround] {
    switch self {
    case .ranked, .ask: [.rank, .newest, .tie]
    case .newest, .union: [.newest, .rank, .tie]
    case .furthest: [.furthest, .newest, .rank, .tie]
    case .keepAccount: [.account]
    case .takeSession: [.session]
    }
  }
}
