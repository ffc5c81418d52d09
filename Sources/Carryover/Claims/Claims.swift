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

extension Claims {
  /// Says what a claim would do, without doing anything.
  ///
  /// A claim as planned must be made under the same rules: give both the same policy.
  public func plan(
    _ proof: ClaimProof, for account: Account.ID, merging policy: MergePolicy? = nil
  ) async throws(PlanError) -> ClaimPlan {
    guard let proof = ProvenClaim(proof, surroundings) else { throw .refused(.unknown) }
    return try await driver.answer(PlanClaim(claim: terms(proof, account, policy, at: surroundings.now())))
  }

  /// Hands everything that belongs to the proven session over to the account, in one commit.
  ///
  /// However often and from however many places it is called, the effect comes once and the receipt is the same. Of two
  /// accounts one wins. With a plan the claim does exactly what the plan says, or is refused as stale. A plan decides nothing: the rules are
  /// those of this call, so a plan may have been in the visitor's hands.
  public func claim(
    _ proof: ClaimProof, for account: Account.ID, as plan: ClaimPlan? = nil, merging policy: MergePolicy? = nil
  ) async throws(StoreTrouble) -> ClaimOutcome {
    guard let proof = ProvenClaim(proof, surroundings) else { return .refused(.unknown) }
    let now = surroundings.now()
    let command = ClaimSession(
      terms: terms(proof, account, policy, at: now), plan: plan, receipt: surroundings.mint(at: now),
      place: surroundings.mint(at: now), window: self.policy.unclaimWindow)
    do {
      return try await driver.run(command)
    } catch {
      guard case .contended = error else { throw error }
      return .refused(.contended)
    }
  }

  /// Claims the sessions of several devices, the oldest first, so that the result does not depend on the order in which they are given.
  ///
  /// Each is a claim by itself, answered in the order of the proofs. At the first trouble with the store the others are left for a
  /// repetition, and say the same: so they can still come in their order.
  public func claim(
    _ proofs: [ClaimProof], for account: Account.ID, merging policy: MergePolicy? = nil
  ) async -> [Result<ClaimOutcome, StoreTrouble>] {
    let order: [Int]
    do {
      order = try await oldestFirst(proofs)
    } catch {
      return proofs.map { _ in .failure(error) }
    }
    var answers: [Int: ClaimOutcome] = [:]
    for index in order {
      do {
        answers[index] = try await claim(proofs[index], for: account, merging: policy)
      } catch {
        return proofs.indices.map { answers[$0].map(Result.success) ?? .failure(error) }
      }
    }
    return proofs.indices.compactMap { answers[$0].map(Result.success) }
  }

  /// The indices of some proofs by when their sessions began, those that lead to none at the end.
  private func oldestFirst(_ proofs: [ClaimProof]) async throws(StoreTrouble) -> [Int] {
    var places: [(index: Int, begun: (Date, Session.ID)?)] = []
    for (index, proof) in proofs.enumerated() {
      var begun: (Date, Session.ID)?
      if let proven = ProvenClaim(proof, surroundings) {
        begun = try await driver.run(FindClaimable(proof: proven)).map { ($0.times.createdAt, $0.id) }
      }
      places.append((index, begun))
    }
    places.sort { one, other in
      switch (one.begun, other.begun) {
      case (let one?, let other?): one < other
      case (.some, nil): true
      case (nil, _): false
      }
    }
    return places.map(\.index)
  }

  private func terms(
    _ proof: ProvenClaim, _ account: Account.ID, _ merge: MergePolicy?, at now: Date
  ) -> ClaimTerms {
    ClaimTerms(
      proof: proof, account: account, merge: merge ?? policy.merge, now: now, isEligible: policy.isEligible(account),
      conflictBytes: policy.conflictBytes, sessions: sessions)
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
