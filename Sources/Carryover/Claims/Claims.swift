internal import FoundationEssentials

/// The heart of the library: what an anonymous visitor did becomes the account's, once, whole and explained, and can be undone.
public struct Claims: Sendable {
  /// What the host chose about claims.
  public let policy: ClaimPolicy

  /// What the host chose about sessions.
  public let sessions: SessionPolicy

  let surroundings: Surroundings
  let driver: Driver

  /// Claims in a store, under the policies.
  public init(
    store: any Store,
    policy: ClaimPolicy = ClaimPolicy(),
    sessions: SessionPolicy = SessionPolicy(),
    surroundings: Surroundings = .live,
    patience: Patience = Patience()
  ) {
    self.policy = policy
    self.sessions = sessions
    self.surroundings = surroundings
    driver = Driver(store: store, surroundings: surroundings, patience: patience)
  }
}

/// What entitles to a claim. An identifier, an e-mail address or a word of the client never does.
public enum ClaimProof: Hashable, Sendable {
  /// The session's token, as it came with the request.
  case token(String)
  /// The secret of a claim link, and the recipient for whom the host has verified that it is theirs.
  case link(String, recipient: String)
}

extension Claims {
  /// Says what a claim would do, without doing anything.
  public func plan(
    _ proof: ClaimProof, for account: Account.ID, merging policy: MergePolicy? = nil
  ) async throws(PlanError) -> ClaimPlan {
    guard let proof = ProvenClaim(proof, surroundings) else { throw .refused(.unknown) }
    return try await driver.answer(
      PlanClaim(
        claim: ClaimTerms(
          proof: proof, account: account, merge: policy ?? self.policy.merge, intent: nil, now: surroundings.now(),
          isEligible: self.policy.isEligible(account), conflictBytes: self.policy.conflictBytes, sessions: sessions)))
  }

  /// Hands everything that belongs to the proven session over to the account, in one commit.
  ///
  /// However often and from however many places it is called, the effect comes once and the receipt is the same. Of two
  /// accounts one wins. With a plan the claim does what the plan says, or is refused as stale.
  public func claim(
    _ proof: ClaimProof, for account: Account.ID, as plan: ClaimPlan? = nil, merging policy: MergePolicy? = nil,
    intent: SessionToken? = nil
  ) async throws(StoreTrouble) -> ClaimOutcome {
    guard let proof = ProvenClaim(proof, surroundings) else { return .refused(.unknown) }
    let now = surroundings.now()
    let command = ClaimSession(
      terms: ClaimTerms(
        proof: proof, account: account, merge: plan?.basis.policy ?? policy ?? self.policy.merge,
        intent: intent.map(surroundings.tokenHash.digest(of:)), now: now,
        isEligible: self.policy.isEligible(account), conflictBytes: self.policy.conflictBytes, sessions: sessions),
      plan: plan, receipt: surroundings.mint(at: now), place: surroundings.mint(at: now),
      window: self.policy.unclaimWindow)
    do {
      return try await driver.run(command)
    } catch {
      guard case .contended = error else { throw error }
      return .refused(.contended)
    }
  }

  /// Claims the sessions of several devices, the oldest first, so that the result does not depend on the order in which they are given.
  public func claim(
    _ proofs: [ClaimProof], for account: Account.ID, merging policy: MergePolicy? = nil
  ) async throws(StoreTrouble) -> [ClaimOutcome] {
    var ordered: [(index: Int, proof: ClaimProof, order: (Date, Session.ID)?)] = []
    for (index, proof) in proofs.enumerated() {
      var order: (Date, Session.ID)?
      if let proven = ProvenClaim(proof, surroundings) {
        order = try await driver.run(FindClaimable(proof: proven)).map { ($0.times.createdAt, $0.id) }
      }
      ordered.append((index, proof, order))
    }
    ordered.sort { one, other in
      switch (one.order, other.order) {
      case (let one?, let other?): one < other
      case (.some, nil): true
      case (nil, _): false
      }
    }
    var outcomes: [(index: Int, outcome: ClaimOutcome)] = []
    for (index, proof, _) in ordered {
      outcomes.append((index, try await claim(proof, for: account, merging: policy)))
    }
    return outcomes.sorted { $0.index < $1.index }.map(\.outcome)
  }

  /// A receipt, for the account that claimed.
  public func receipt(_ id: ClaimReceipt.ID, by caller: Caller) async throws(StoreTrouble) -> ClaimReceipt? {
    guard case .personal(let receipt)? = try await driver.run(FindReceipt(id: id)), caller == .account(receipt.account)
    else { return nil }
    return receipt
  }
}

/// Why a claim could not be planned.
public enum PlanError: Error, Hashable, Sendable {
  /// The claim would be refused.
  case refused(ClaimRefusal)
  /// The store was in trouble.
  case trouble(StoreTrouble)
}

extension PlanError: OperationError {
  private var cause: any ReportableError {
    switch self {
    case .refused(let refusal): refusal
    case .trouble(let trouble): trouble
    }
  }

  /// Names the cause for programs.
  public var code: String { cause.code }
  /// Says the cause to a stranger.
  public var message: String { cause.message }
  /// The HTTP status of the cause.
  public var status: Int { cause.status }
  /// Says the cause to a log.
  public var detail: String { cause.detail }
}
