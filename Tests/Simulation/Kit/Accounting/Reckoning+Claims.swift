internal import Carryover

extension Reckoning {
  /// CL-2, CL-4: one session changes hands, whole, and a receipt says how.
  mutating func claim(_ digests: [TokenDigest], for account: Account.ID, as plan: ClaimPlan?) {
    guard let id = fresh.receipt, let seenReceipt = seen.receipts[id] else {
      return demand(false, "CL-8: a claim without a receipt")
    }
    let session = seenReceipt.session
    let leads = digests.filter { picture.tokens[$0] == session }
    guard let lead = leads.first, var card = picture.sessions[session]
    else { return demand(false, "CL-1: a session was claimed that nothing proved") }
    // Of several tokens of one session, the clock may have decided which one opened it.
    let proof = leads.first { $0 == seen.sessions[session]?.holding?.proof } ?? lead
    let reasons = glance.reasons(session, proof)
    demand(reasons.isEmpty, "CL-3: claimed by a token that opens nothing: \(spell(reasons))")
    if let plan {
      demand(glance.fits(plan, session: session, account: account), "CL-5: a stale plan was carried out")
      demand(ReceiptCard.decisions(plan.decisions) == seenReceipt.decisions, "CL-5: the claim is not what was planned")
    }

    let old = picture.profiles[account]
    var profile = old ?? ProfileCard(of: account, at: now)
    let settlement = Settlement(
      seenReceipt.decisions, account: profile.content, session: card.content, of: session,
      stands: seen.profiles[account]?.content ?? [:], rules: rules)
    faults += settlement.faults
    let isMerged = settlement.content != profile.content || !settlement.conflicts.isEmpty
    if old != nil, isMerged { profile.change(at: now) }
    let note = ClaimNote(
      account: account, number: picture.claims.count, session: card.content,
      before: profile.content, after: settlement.content,
      messages: picture.conversations(in: .session(session)).reduce(into: [:]) { $0[$1.id] = $1.messages },
      conflicts: Set(settlement.conflicts.map(\.field)))
    profile.content = settlement.content
    profile.conflicts.formUnion(settlement.conflicts)
    picture.profiles[account] = profile
    picture.claims[id] = note

    if home(of: account) == nil { demand(false, "CL-2: the account has no home") }
    picture.estates[account]?.sessions.append(session)
    let until = now + rules.unclaimWindow
    picture.receipts[id] = ReceiptCard(
      session: session, account: account, decisions: seenReceipt.decisions, notes: card.notes,
      conversations: note.messages.count, claimedAt: now, until: until)
    card.state = .claimed(
      SessionCard.Holding(account: account, receipt: id, proof: proof, at: now, until: until))
    card.claims += 1
    card.change(at: now)
    picture.sessions[session] = card
    tell(.sessionClaimed, .session(session), by: .account(account))
    if old == nil { tell(.profileCreated, .profile(of: account), by: .account(account)) }
    if isMerged { tell(.profileMerged, .profile(of: account), by: .account(account)) }
  }

  /// CL-9: what is as the claim left it goes back, with a new token; the rest stays with the account.
  mutating func unclaim(_ id: ClaimReceipt.ID, by account: Account.ID) {
    guard let receipt = picture.receipts[id], let note = picture.claims[id], var profile = picture.profiles[account],
      var session = picture.sessions[receipt.session], let token = fresh.token,
      let home = picture.estates[account]?.conversations
    else { return demand(false, "CL-9: a claim was undone that was never made") }
    demand(receipt.account == account, "CL-9: a claim was undone by another account")
    demand(receipt.undoing == nil && now < receipt.until, "CL-9: a claim was undone twice, or too late")
    demand(session.holding?.receipt == id && session.holding?.isSettled == false, "CL-9: the session is not held by it")

    let old = profile
    for field in note.returned(from: profile.content) {
      let possible = replay(field, without: note, id, among: old.content)
      let stands = seen.profiles[account]?.content[field]
      demand(possible.contains(stands), "CL-9: \(field) did not go back to what would stand without the claim")
      profile.content[field] = stands
    }
    profile.conflicts = profile.conflicts.filter { $0.from != receipt.session }
    let isUnmerged = profile.content != old.content || profile.conflicts != old.conflicts
    if isUnmerged { profile.change(at: now) }
    picture.profiles[account] = profile

    let staying = keptConversations(of: receipt.session, since: note)
    for id in staying {
      picture.conversations[id]?.home = .account(home)
      if session.current == id { session.current = nil }
    }
    picture.estates[account]?.sessions.removeAll { $0 == receipt.session }
    for token in session.tokens { picture.tokens[token] = nil }
    picture.tokens[token] = session.id
    session.token = token
    session.retired = nil
    session.state = .open
    session.conversations = picture.conversations(in: .session(session.id)).count
    session.expiresAt = max(session.expiresAt, now + rules.lifeAfterUnclaim)
    session.change(at: now, byVisitor: true)
    picture.sessions[session.id] = session
    picture.receipts[id]?.undoing = UndoingCard(
      at: now, returned: note.returned(from: old.content), kept: note.kept(in: old.content),
      keptConversations: Set(staying))
    tell(.sessionUnclaimed, .session(session.id), by: .account(account))
    if isUnmerged { tell(.profileUnmerged, .profile(of: account), by: .account(account)) }
  }

  /// The conversations in which something was written since the claim.
  private func keptConversations(of session: Session.ID, since note: ClaimNote) -> [Conversation.ID] {
    picture.conversations(in: .session(session)).filter { $0.messages > note.messages[$0.id, default: 0] }.map(\.id)
  }
}

extension Reckoning {
  /// CL-9: what a field may say if a claim, and those undone before, had never been made: the account's own last word, and after it
  /// what the sessions brought that it still holds, one after the other. Where two statements could stand, both count.
  private func replay(
    _ field: DiscoveryField, without undone: ClaimNote, _ id: ClaimReceipt.ID, among content: Content
  ) -> Set<Statement?> {
    let claims = picture.claims.filter { $0.value.account == undone.account }.sorted {
      $0.value.number < $1.value.number
    }
    let beginning = claims.lastIndex {
      $0.value.number <= undone.number && $0.value.before[field]?.writer == .account
    }
    var possible: Set<Statement?> = [claims[beginning ?? 0].value.before[field]]
    for (other, note) in claims[(beginning ?? 0)...] where other != id && picture.receipts[other]?.undoing == nil {
      guard let said = note.session[field], picture.receipts[other]?.decisions[field]?.result != .conflict else {
        continue
      }
      possible = possible.reduce(into: []) { $0.formUnion(rules.outcomes(of: $1, and: said)) }
    }
    // What would come in anew may find no room.
    let isFull = content.answers >= rules.answers
    return isFull ? possible.union([claims[beginning ?? 0].value.before[field]]) : possible
  }
}

extension ClaimNote {
  /// The fields that the claim changed and that are still as it left them.
  func returned(from content: Content) -> Set<DiscoveryField> {
    Set(changed.filter { field in after[field].map { content[field]?.isSameAct(as: $0) ?? false } ?? false })
  }

  /// The fields that the claim changed, or about which it left a conflict, and that somebody has written since.
  func kept(in content: Content) -> Set<DiscoveryField> {
    changed.union(conflicts).filter { field in
      after[field].map { !(content[field]?.isSameAct(as: $0) ?? false) } ?? false
    }
  }

  private var changed: Set<DiscoveryField> { Set(after.keys.filter { after[$0] != before[$0] }) }
}

extension Glance {
  /// Whether a plan is about this session and account as they are now.
  func fits(_ plan: ClaimPlan, session: Session.ID, account: Account.ID) -> Bool {
    guard let card = picture.sessions[session], plan.session == session, plan.account == account else { return false }
    return plan.basis.sessionRevision == card.revision && plan.basis.sessionClaims == card.claims
      && plan.basis.conversations == picture.conversations(in: .session(session)).count
      && plan.basis.profileRevision == picture.profiles[account]?.revision
  }
}
