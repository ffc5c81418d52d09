/// The other claims of an account, for taking one back (CL-9): earlier and later ones, each in its order.
///
/// What stood before a claim may itself have come with a claim that was undone since; and where the claim's value goes, one that came with
/// another claim and lost to it may stand. So a field goes back to what it would say if the undone claims had never been made.
struct MergeHistory: Sendable {
  private var earlier: [Past] = []
  private var later: [Past] = []

  /// No other claims.
  static let none = MergeHistory()

  private init() {}

  /// The claims around one, whatever the order in which they are given.
  init(around receipt: ClaimReceipt, _ receipts: [ClaimReceipt]) {
    for other in receipts.sorted(by: { $0.isEarlier(than: $1) }) where other.id != receipt.id {
      if other.isEarlier(than: receipt) { earlier.append(Past(other)) } else { later.append(Past(other)) }
    }
  }

  /// One of the other claims.
  fileprivate struct Past {
    let isUndone: Bool
    let policy: MergePolicy
    let decisions: [DiscoveryField: MergeDecision]

    init(_ receipt: ClaimReceipt) {
      isUndone = receipt.undoing != nil
      policy = receipt.policy
      decisions = Dictionary(receipt.decisions.map { ($0.field, $0) }, uniquingKeysWith: { first, _ in first })
    }
  }

  /// Where a field goes back to.
  struct Ground {
    /// What stood there, without what undone claims had brought.
    let statement: DiscoveryStatement?

    /// What stands once the claims that still hold have had their turn again.
    let settled: DiscoveryStatement?
  }
}

extension MergeHistory {
  /// Where a field goes back to, if it said this before the claim that is taken back.
  func ground(of field: DiscoveryField, before stated: DiscoveryStatement?) -> Ground {
    var ground = stated
    var start = earlier.count
    for index in earlier.indices.reversed() where earlier[index].isUndone {
      guard let decision = earlier[index].decisions[field], decision.changesAccount,
        let after = decision.after, ground?.isSame(as: after) == true
      else { continue }
      ground = decision.account
      start = index
    }
    let settled = (earlier[start...] + later).reduce(ground) { $1.isUndone ? $0 : $1.turn(field, against: $0) }
    return Ground(statement: ground, settled: settled)
  }
}

extension MergeHistory.Past {
  /// What stands after this claim has had its turn again, under its own rules. A conflict stays with whoever has to decide it.
  fileprivate func turn(_ field: DiscoveryField, against standing: DiscoveryStatement?) -> DiscoveryStatement? {
    guard let decision = decisions[field], decision.result != .conflict, let session = decision.session else {
      return standing
    }
    return MergeDecision(field, account: standing, session: session, by: policy.rule(for: field)).after
  }
}

extension ClaimReceipt {
  /// Whether the account made this claim before another. Each claim that changes its profile rests on a later revision of it.
  fileprivate func isEarlier(than other: ClaimReceipt) -> Bool {
    let (mine, theirs) = (basis.profileRevision ?? 0, other.basis.profileRevision ?? 0)
    return (mine, claimedAt, id) < (theirs, other.claimedAt, other.id)
  }
}
