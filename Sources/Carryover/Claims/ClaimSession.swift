internal import FoundationEssentials

/// Who claims what by which proof, under which rules, and when.
struct ClaimTerms: Sendable {
  let proof: ProvenClaim
  let account: Account.ID
  let merge: MergePolicy
  let now: Date
  let isEligible: Bool
  let conflictBytes: Int
  let sessions: SessionPolicy

  var reads: [RecordKey] { [proof.key, .profile(of: account), .estate(of: account)] }
}

/// What a look at a proof comes to.
enum ClaimStanding {
  case refused(ClaimRefusal)
  /// The account has claimed the session before.
  case held(Session, Session.Claim)
  /// The session can be claimed.
  case open(Session)
}

extension ClaimTerms {
  /// Whether the claim may be made. The rules of every claim and of every plan, in one place.
  func standing(_ draft: inout Draft) throws(Unread) -> ClaimStanding {
    let session: Session
    switch proof {
    case .token(let digest, _):
      guard let found = try draft.session(by: digest) else { return .refused(.unknown) }
      session = found
    case .link(let digest, let recipient):
      guard let link = try draft.read(ClaimLink.self, .claimLink(digest)), link.isFor(recipient),
        let found = try draft.session(link.session)
      else { return .refused(.unknown) }
      guard now < link.expiresAt || found.isClaimed(by: digest) else { return .refused(.expired) }
      guard link.token == found.token || found.isClaimed(by: digest) else { return .refused(.unknown) }
      session = found
    }
    if case .claimed(let claim) = session.standing {
      guard session.knows(proof.digest) || claim.proof == proof.digest else { return .refused(.unknown) }
      guard let holder = claim.account else { return .refused(.unknown) }
      return holder == account ? .held(session, claim) : .refused(.claimedByAnother)
    }
    let digest = if case .token(let digest, _) = proof { digest } else { session.token }
    if let refusal = session.refusal(of: digest, at: now, idleLimit: sessions.idleLimit) {
      return .refused(ClaimRefusal(refusal))
    }
    if case .token(_, let intent) = proof, session.intent != intent { return .refused(.intentMismatch) }
    let estate = try draft.read(Estate.self, .estate(of: account))
    guard isEligible, !(estate?.isFull ?? false) else { return .refused(.accountNotEligible) }
    return .open(session)
  }

  func merge(_ session: Session, into profile: DiscoveryProfile?) -> DiscoveryMerge {
    DiscoveryContent.merging(
      session: session.discovery, of: session.id, into: profile?.discovery ?? DiscoveryContent(), policy: merge,
      limits: sessions.limits, conflictBytes: conflictBytes - (profile?.conflicts ?? []).reduce(0) { $0 + $1.size })
  }
}

extension Session {
  /// Whether a digest is, or was until the last rotation, that of the session's token.
  func knows(_ digest: TokenDigest) -> Bool { digest == token || digest == retiredToken?.digest }

  /// Whether this proof claimed the session.
  func isClaimed(by digest: TokenDigest) -> Bool {
    if case .claimed(let claim) = standing { claim.proof == digest } else { false }
  }
}

/// Makes a plan and writes nothing.
struct PlanClaim: Decision {
  let claim: ClaimTerms

  var reads: [RecordKey] { claim.reads }

  func decide(_ draft: inout Draft) throws(Unread) -> Ruling<Result<ClaimPlan, PlanError>> {
    switch try claim.standing(&draft) {
    case .refused(let refusal): return .stand(.failure(.refused(refusal)))
    case .held: return .stand(.failure(.refused(.stalePlan)))
    case .open(let session):
      let profile = try draft.read(DiscoveryProfile.self, .profile(of: claim.account))
      let basis = ClaimPlan.Basis(session, profile, claim.merge)
      return .stand(
        .success(ClaimPlan(session, for: claim.account, basis: basis, claim.merge(session, into: profile))))
    }
  }
}

/// Claims a session: profile, estate, session, receipt and events change together.
struct ClaimSession: Decision {
  let terms: ClaimTerms
  let plan: ClaimPlan?
  let receipt: ClaimReceipt.ID
  let place: AccountHome
  let window: Duration

  var reads: [RecordKey] { terms.reads }

  private var command: CommandID { CommandID(bits: receipt.bits) }

  func decide(_ draft: inout Draft) throws(Unread) -> Ruling<ClaimOutcome> {
    let profile = try draft.read(DiscoveryProfile.self, .profile(of: terms.account))
    switch try terms.standing(&draft) {
    case .refused(let refusal):
      // This very claim may have been made and undone since, and then no proof leads to it any more.
      let own = RecordKey.claimReceipt(receipt)
      guard draft.mayHaveChanged(own) else { return .stand(.refused(refusal)) }
      guard let receipt = try draft.receipt(receipt), let profile else { return .uncertain }
      return .stand(.claimed(ClaimResult(receipt: receipt, profile: profile, cookie: terms.proof.cookie)))
    case .held(_, let claim):
      guard let receipt = try draft.receipt(claim.receipt), let profile else {
        return .stand(.refused(.unknown))
      }
      let result = ClaimResult(receipt: receipt, profile: profile, cookie: terms.proof.cookie)
      return .stand(receipt.id == self.receipt ? .claimed(result) : .alreadyYours(result))
    case .open(let session):
      let basis = ClaimPlan.Basis(session, profile, terms.merge)
      let merge = terms.merge(session, into: profile)
      if let plan, plan != ClaimPlan(session, for: terms.account, basis: basis, merge) {
        return .stand(.refused(.stalePlan))
      }
      return try handOver(session, to: profile, merge, on: basis, &draft)
    }
  }

  private func handOver(
    _ session: Session, to stored: DiscoveryProfile?, _ merge: DiscoveryMerge, on basis: ClaimPlan.Basis,
    _ draft: inout Draft
  ) throws(Unread) -> Ruling<ClaimOutcome> {
    let receipt = ClaimReceipt(
      id: receipt, session: session, account: terms.account, basis: basis, merge, claimedAt: terms.now,
      reversibleUntil: terms.now.wholeMilliseconds.adding(window))

    var profile =
      stored ?? DiscoveryProfile(of: terms.account, DiscoveryContent(), at: terms.now, by: command)
    let isMerged = profile.take(merge, at: terms.now, by: command)
    draft.put(profile)

    let held = try draft.read(Estate.self, .estate(of: terms.account))
    var estate = held ?? Estate(of: terms.account, conversations: place, at: terms.now, by: command)
    if held == nil { draft.put(estate.place) }
    estate.take(session.id, at: terms.now, by: command)
    draft.put(estate)

    var session = session
    session.claim(by: terms.account, proof: terms.proof.digest, receipt: receipt, command: command)
    draft.put(session)
    _ = try draft.insert(StoredReceipt.personal(receipt))
    if case .link(let digest, _) = terms.proof, var link = try draft.read(ClaimLink.self, .claimLink(digest)) {
      link.isSpent = true
      draft.put(link)
    }

    func tell(_ kind: DomainEvent.Kind, _ ordinal: Int, of subject: RecordKey, _ facts: [String: String]) {
      draft.emit(
        DomainEvent(
          id: DomainEvent.ID(command: command, ordinal: ordinal), kind: kind, subject: subject,
          actor: .account(terms.account), time: terms.now, facts: facts))
    }
    tell(
      .sessionClaimed, 0, of: session.key,
      ["receipt": "\(receipt.id)", "conversations": "\(receipt.conversations)"])
    if stored == nil { tell(.profileCreated, 1, of: profile.key, [:]) }
    if isMerged {
      tell(
        .profileMerged, 2, of: profile.key,
        [
          "receipt": "\(receipt.id)", "fields": "\(receipt.fieldsTaken)", "conflicts": "\(merge.conflicts.count)",
        ])
    }
    return .write(.claimed(ClaimResult(receipt: receipt, profile: profile, cookie: terms.proof.cookie)))
  }
}

extension DomainEvent.Kind {
  /// An account took a session over.
  public static let sessionClaimed = Self(rawValue: "session.claimed")
  /// An account gave a session back.
  public static let sessionUnclaimed = Self(rawValue: "session.unclaimed")
  /// Sign-in began from a session.
  public static let sessionSignInBegun = Self(rawValue: "session.sign-in-begun")
  /// A link was made by which a session can be claimed from another device.
  public static let sessionLinkMade = Self(rawValue: "session.link-made")
  /// A link that had claimed nothing was deleted after its expiry.
  public static let sessionLinkExpired = Self(rawValue: "session.link-expired")
  /// A claimed session was reduced to its claim, which can no longer be undone.
  public static let sessionSettled = Self(rawValue: "session.settled")
}

/// The session that a proof leads to, whatever its state.
struct FindClaimable: Decision {
  let proof: ProvenClaim

  var reads: [RecordKey] { [proof.key] }

  func decide(_ draft: inout Draft) throws(Unread) -> Ruling<Session?> {
    switch proof {
    case .token(let digest, _): return .stand(try draft.session(by: digest))
    case .link(let digest, _):
      guard let link = try draft.read(ClaimLink.self, .claimLink(digest)) else { return .stand(nil) }
      return .stand(try draft.session(link.session))
    }
  }
}

/// A receipt by its identifier.
struct FindReceipt: Decision {
  let id: ClaimReceipt.ID

  var reads: [RecordKey] { [.claimReceipt(id)] }

  func decide(_ draft: inout Draft) throws(Unread) -> Ruling<StoredReceipt?> {
    .stand(try draft.read(StoredReceipt.self, .claimReceipt(id)))
  }
}
