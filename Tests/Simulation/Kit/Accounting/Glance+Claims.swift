internal import Carryover

extension Glance {
  /// CL-5: whether a plan is what there is to plan.
  func admitsPlan(_ answer: Answer, _ digest: TokenDigest, for account: Account.ID) -> Bool {
    switch answer {
    case .noPlan(let refusal):
      // What the account holds already cannot be planned.
      return (refusal == .stalePlan && holding(digest)?.account == account)
        || admits(refusal, of: digest, for: account, as: nil)
    case .plan(let plan):
      guard reasons(digest).isEmpty, let session = picture.tokens[digest].flatMap({ picture.sessions[$0] }),
        fits(plan, session: session.id, account: account),
        plan.conversations == picture.conversations(in: .session(session.id)).count
      else { return false }
      let profile = picture.profiles[account]?.content ?? [:]
      let decisions = ReceiptCard.decisions(plan.decisions)
      return decisions.allSatisfy { $1.account == profile[$0] && $1.session == session.content[$0] }
        && Set(decisions.keys) == Set(profile.keys).union(session.content.keys)
    default: return false
    }
  }

  /// CL-4: whether a repetition is answered as it should be, or a refusal is right.
  func admits(_ answer: ClaimAnswer, to digest: TokenDigest, for account: Account.ID, as plan: ClaimPlan?) -> Bool {
    switch answer {
    case .claimed: return false
    case .alreadyYours(let id, let receipt, let profile):
      guard let holding = holding(digest) else { return false }
      return holding.account == account && holding.receipt == id && picture.receipts[id] == receipt
        && picture.profiles[account] == profile
    case .refused(let refusal): return admits(refusal, of: digest, for: account, as: plan)
    }
  }

  /// CL-3: whether a refusal says what is so.
  private func admits(
    _ refusal: ClaimRefusal, of digest: TokenDigest, for account: Account.ID, as plan: ClaimPlan?
  ) -> Bool {
    let reasons = reasons(digest)
    switch refusal {
    case .claimedByAnother: return holding(digest).map { $0.account != account } ?? false
    case .stalePlan:
      guard let plan, reasons.isEmpty, let session = picture.tokens[digest] else { return false }
      return !fits(plan, session: session, account: account)
    case .unknown: return holding(digest) == nil && reasons.contains(.unknown)
    case .expired: return holding(digest) == nil && reasons.contains(.expired)
    case .idle: return holding(digest) == nil && reasons.contains(.idle)
    case .revoked: return holding(digest) == nil && reasons.contains(.revoked)
    case .intentMismatch, .accountNotEligible, .contended: return false
    }
  }

  /// Who holds the session that a digest leads to, or led to when it was claimed.
  private func holding(_ digest: TokenDigest) -> SessionCard.Holding? {
    picture.tokens[digest].flatMap { picture.sessions[$0]?.holding }
  }

  /// CL-9: whether an undoing is refused as it should be.
  func admitsUnclaim(_ answer: Answer, _ id: ClaimReceipt.ID, by account: Account.ID) -> Bool {
    let receipt = picture.receipts[id]
    switch answer {
    case .notFound: return receipt?.account != account
    case .tooLate:
      guard let receipt, receipt.account == account else { return false }
      let isSettled = picture.sessions[receipt.session]?.holding?.isSettled ?? false
      return receipt.undoing != nil || now >= receipt.until || isSettled
    default: return false
    }
  }
}
