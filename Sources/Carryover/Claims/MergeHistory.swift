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

  /// The claims around one, whatever the order in which they are given, of an account that holds these sessions.
  init(around receipt: ClaimReceipt, _ receipts: [ClaimReceipt], of estate: Estate) {
    let place = Turn(receipt, estate)
    let others = receipts.filter { $0.id != receipt.id }.map { (turn: Turn($0, estate), past: Past($0)) }
    for (turn, past) in others.sorted(by: { $0.turn < $1.turn }) {
      if turn < place { earlier.append(past) } else { later.append(past) }
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

/// When an account made a claim, among all of its claims. No clock tells that: two servers' need not agree.
private struct Turn: Comparable {
  /// The revision of the profile that it rests on. Among claims that rest on the same, the one that changed the profile came last.
  let revision: Int
  let isChange: Bool
  /// Those that changed nothing still hold, in this order, or have no effect any more.
  let place: Int

  init(_ receipt: ClaimReceipt, _ estate: Estate) {
    revision = receipt.basis.profileRevision ?? 0
    isChange = receipt.decisions.contains { $0.changesAccount || $0.result == .conflict }
    place = estate.sessions.firstIndex(of: receipt.session) ?? -1
  }

  static func < (one: Turn, other: Turn) -> Bool {
    (one.revision, one.isChange ? 1 : 0, one.place) < (other.revision, other.isChange ? 1 : 0, other.place)
  }
}
