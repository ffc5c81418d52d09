internal import FoundationEssentials

extension Claims {
  /// Undoes a claim while its window is open: the session is open again, under a new token that is handed out here once.
  ///
  /// Fields that nobody touched since go back to what the account would have without this claim; the others stay with the account and are
  /// reported. Of several claims any can be undone, in any order.
  /// Conversations go back with the session, except those in which something was written since: they stay with the account. No old
  /// token and no old link works again.
  public func unclaim(_ id: ClaimReceipt.ID, by caller: Caller) async throws(UnclaimError) -> Unclaimed {
    let now = surroundings.now()
    let token = surroundings.makeToken()
    let digest = surroundings.tokenHash.digest(of: token)
    guard let receipt = try await trouble({ () async throws(StoreTrouble) in try await self.receipt(id, by: caller) })
    else { throw .notFound }
    let conversations: [RecordKey] = try await trouble { () async throws(StoreTrouble) in
      try await self.conversations(bornIn: receipt.session)
    }
    let command: CommandID = surroundings.mint(at: now)
    var change: UnclaimChange?
    for _ in 0..<max(1, driver.patience.attempts) where change == nil {
      let others: Others = try await trouble { () async throws(StoreTrouble) in
        try await self.others(of: receipt, beside: conversations.count)
      }
      change = try await driver.answer(
        UnclaimSession(
          receipt: id, caller: caller, session: receipt.session, conversations: conversations, others: others,
          digest: digest, now: now, life: policy.lifeAfterUnclaim, limits: sessions.limits, command: command))
    }
    guard let change else { throw .trouble(.contended(attempts: driver.patience.attempts)) }
    return Unclaimed(
      new: NewSession(
        visitor: Visitor(session: change.session, digest: digest), token: token,
        life: change.session.remainingLife(at: now)),
      profile: change.profile, undoing: change.undoing)
  }

  /// All conversations of a session. None can be added while the session is claimed, and their number is limited.
  private func conversations(bornIn session: Session.ID) async throws(StoreTrouble) -> [RecordKey] {
    var keys: [RecordKey] = []
    var place: Place?
    repeat {
      let after = place
      let page = try await driver.reading { (store) async throws(StoreError) in
        try await store.list(ShelfQuery([.conversations(of: .session(session))]), after: after, limit: 100)
      }
      keys += page.candidates.map(\.place.key)
      place = page.next
    } while place != nil
    return keys
  }

  /// The account's latest other claims, all that there are while its estate has this revision.
  private func others(
    of receipt: ClaimReceipt, beside conversations: Int
  ) async throws(StoreTrouble) -> Others {
    let most = Others.most(in: driver.store.limits, beside: conversations)
    return try await driver.reading { (store) async throws(StoreError) in
      let key = RecordKey.estate(of: receipt.account)
      let estate = try await store.load([key]).items.first?.found?.record.value(as: Estate.self)
      let query = ShelfQuery([.receipts(of: receipt.account)], .descending)
      var keys: [RecordKey] = []
      var place: Place?
      while keys.count < most {
        let page = try await store.list(query, after: place, limit: most - keys.count)
        keys += page.candidates.map(\.place.key).filter { $0 != .claimReceipt(receipt.id) }
        guard let next = page.next else { break }
        place = next
      }
      return Others(estate: estate?.times.revision, receipts: keys)
    }
  }

  private func trouble<Answer>(
    _ read: () async throws(StoreTrouble) -> Answer
  ) async throws(UnclaimError) -> Answer {
    do {
      return try await read()
    } catch {
      throw .trouble(error)
    }
  }
}

/// A session that was given back.
public struct Unclaimed: Sendable {
  /// The session with its new token, handed out here and never again.
  public let new: NewSession

  /// The account's profile as it is now.
  public let profile: DiscoveryProfile

  /// What went back and what stayed, as the receipt says it from now on.
  public let undoing: ClaimReceipt.Undoing
}

/// Why a claim was not undone. Nothing was changed.
public enum UnclaimError: Error, Hashable, Sendable {
  /// There is no such claim, or it is another account's.
  case notFound
  /// The window is over, or the claim was undone before.
  case tooLate
  /// The store was in trouble.
  case trouble(StoreTrouble)
}

extension UnclaimError: OperationError {
  /// Names the case, or its cause, for programs.
  public var code: String {
    switch self {
    case .notFound: "claim-not-found"
    case .tooLate: "claim-not-reversible"
    case .trouble(let trouble): trouble.code
    }
  }

  /// Says it to a stranger.
  public var message: String {
    switch self {
    case .notFound: "There is no such claim."
    case .tooLate: "This can no longer be undone."
    case .trouble(let trouble): trouble.message
    }
  }

  /// The HTTP status that usually fits.
  public var status: Int {
    switch self {
    case .notFound: 404
    case .tooLate: 409
    case .trouble(let trouble): trouble.status
    }
  }

  /// Says it to a log.
  public var detail: String {
    switch self {
    case .notFound: "no claim of this account"
    case .tooLate: "the window is over, or the claim was undone before"
    case .trouble(let trouble): trouble.detail
    }
  }
}

/// The claims among which another is undone.
struct Others: Sendable {
  /// How many of them are looked at, the latest: at most 32, and no more than fit into one commit beside the conversations.
  static func most(in limits: StoreLimits, beside conversations: Int) -> Int {
    let own = 10
    return max(0, min(32, min(limits.keysPerLoad, limits.changesPerCommit) - conversations - own))
  }

  /// The revision of the estate when they were listed. Each claim and each undoing moves it.
  let estate: Int?
  let receipts: [RecordKey]
}

/// What undoing a claim changes.
struct UnclaimChange: Sendable {
  var session: Session
  var profile: DiscoveryProfile
  var undoing: ClaimReceipt.Undoing
}

/// Gives a session back: session, slots, profile, estate, receipt and the conversations that stay change together.
struct UnclaimSession: Decision {
  let receipt: ClaimReceipt.ID
  let caller: Caller
  let session: Session.ID
  let conversations: [RecordKey]
  let others: Others
  let digest: TokenDigest
  let now: Date
  let life: Duration
  let limits: SessionLimits
  let command: CommandID

  var reads: [RecordKey] {
    guard case .account(let account) = caller else { return [] }
    return [.claimReceipt(receipt), .session(session), .profile(of: account), .estate(of: account)] + conversations
      + others.receipts
  }

  /// Answers nil where the account has claimed or given back another session since the others were listed.
  func decide(_ draft: inout Draft) throws(Unread) -> Ruling<Result<UnclaimChange?, UnclaimError>> {
    guard case .account(let account) = caller else { return .stand(.failure(.notFound)) }
    guard var receipt = try draft.receipt(receipt), receipt.account == account else {
      // It may have been undone by this very command, and anonymised since.
      return draft.mayHaveChanged(.claimReceipt(self.receipt)) ? .uncertain : .stand(.failure(.notFound))
    }
    let undone = receipt.undoing?.command == command ? receipt.undoing : nil
    guard undone != nil || receipt.isReversible(at: now) else { return .stand(.failure(.tooLate)) }
    guard let session = try draft.session(session),
      var profile = try draft.read(DiscoveryProfile.self, .profile(of: account)),
      var estate = try draft.read(Estate.self, .estate(of: account))
    else { return undone == nil ? .stand(.failure(.notFound)) : .uncertain }
    // The answer was lost. Session and profile may have changed since; the receipt says what the command did.
    if let undone { return .stand(.success(UnclaimChange(session: session, profile: profile, undoing: undone))) }
    guard case .claimed(let claim) = session.standing, claim.receipt == receipt.id, !claim.isSettled else {
      return .stand(.failure(.tooLate))
    }

    guard estate.times.revision == others.estate else { return .stand(.success(nil)) }
    let back = DiscoveryContent.unmerging(
      receipt.decisions, among: MergeHistory(around: receipt, try others(&draft), of: estate), from: profile.discovery,
      limits: limits)
    let isUnmerged = profile.giveBack(back.content, from: session.id, at: now, by: command)
    draft.put(profile)

    var returning = 0
    var kept: [Conversation.ID] = []
    for key in conversations {
      guard var conversation = try draft.read(Conversation.self, key), conversation.home == .session(session.id) else {
        continue
      }
      guard conversation.writtenInClaim == session.claims else {
        returning += 1
        continue
      }
      conversation.home = .account(estate.conversations)
      draft.put(conversation)
      kept.append(conversation.id)
    }
    estate.release(session.id, at: now, by: command)
    draft.put(estate)

    try draft.deleteLeads(to: session, claimedBy: claim.proof)
    var open = session
    open.unclaim(to: digest, at: now, life: life, returned: returning, command: command)
    if let current = session.currentConversation, kept.contains(current) { open.currentConversation = nil }
    draft.put(open)
    _ = try draft.insert(TokenSlot(digest: digest, session: session.id))

    let undoing = ClaimReceipt.Undoing(
      at: now, returned: back.returned, kept: back.kept, keptConversations: kept, by: command)
    receipt.undo(undoing)
    draft.put(StoredReceipt.personal(receipt))
    draft.emit(
      DomainEvent(
        .sessionUnclaimed, open, by: .account(account), command: command, at: now,
        facts: [
          "receipt": "\(receipt.id)", "returned": "\(back.returned.count)", "kept": "\(back.kept.count)",
          "keptConversations": "\(kept.count)",
        ]))
    if isUnmerged {
      draft.emit(
        DomainEvent(
          id: DomainEvent.ID(command: command, ordinal: 1), kind: .profileUnmerged, subject: profile.key,
          actor: .account(account), time: now, facts: ["receipt": "\(receipt.id)"]))
    }
    return .write(.success(UnclaimChange(session: open, profile: profile, undoing: undoing)))
  }

  private func others(_ draft: inout Draft) throws(Unread) -> [ClaimReceipt] {
    var receipts: [ClaimReceipt] = []
    for key in others.receipts {
      guard case .personal(let receipt)? = try draft.read(StoredReceipt.self, key) else { continue }
      receipts.append(receipt)
    }
    return receipts
  }
}
