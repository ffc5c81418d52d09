internal import FoundationEssentials

extension Session {
  /// Hands the session over. Every token and every link ends with it; the proof is remembered for a repetition of the claim.
  mutating func claim(by account: Account.ID, proof: TokenDigest, receipt: ClaimReceipt, command: CommandID) {
    standing = .claimed(
      Claim(
        account: account, at: receipt.claimedAt, receipt: receipt.id, reversibleUntil: receipt.reversibleUntil,
        proof: proof))
    claims += 1
    intent = nil
    times.change(at: receipt.claimedAt, by: command)
  }

  /// Notes what a claim must bring, and with that that sign-in began here.
  mutating func beginSignIn(_ intent: TokenDigest, at now: Date, command: CommandID) {
    self.intent = intent
    times.change(at: now, by: command)
    noteActivity(at: now)
  }

  /// Reduces a claimed session to its claim once that can no longer be undone. Answers whether it did.
  mutating func settle(at now: Date, command: CommandID) -> Bool {
    guard case .claimed(var claim) = standing, !claim.isSettled, now >= claim.reversibleUntil else { return false }
    claim.isSettled = true
    reduce(to: claim, at: now, command: command)
    return true
  }

  /// Reduces a claimed session to a claim of which nobody can tell who made it, however long it could still have been undone.
  mutating func anonymise(at now: Date, command: CommandID) {
    guard case .claimed(var claim) = standing else { return }
    claim.isSettled = true
    claim.account = nil
    retiredToken = nil
    reduce(to: claim, at: now, command: command)
  }

  private mutating func reduce(to claim: Claim, at now: Date, command: CommandID) {
    standing = .claimed(claim)
    discovery = DiscoveryContent()
    metadata = SessionMetadata()
    currentConversation = nil
    times.change(at: now, by: command)
  }

  /// Takes the session back from its account: open again, under a new token, with enough life left to be claimed anew.
  mutating func unclaim(to digest: TokenDigest, at now: Date, life: Duration, returned: Int, command: CommandID) {
    standing = .open
    token = digest
    retiredToken = nil
    expiresAt = max(expiresAt, now.wholeMilliseconds.adding(life))
    conversations = returned
    times.change(at: now, by: command)
    noteActivity(at: now)
  }
}

extension DiscoveryProfile {
  /// Takes over what a merge decided. Answers whether that changed anything.
  mutating func take(_ merge: DiscoveryMerge, at now: Date, by command: CommandID) -> Bool {
    guard discovery != merge.content || !merge.conflicts.isEmpty else { return false }
    discovery = merge.content
    conflicts.append(contentsOf: merge.conflicts)
    // A profile that begins with this command begins with what it took.
    if times.latestCommand != command { times.change(at: now, by: command) }
    return true
  }

  /// Gives a session's content back, and forgets the conflicts that came with it. Answers whether that changed anything.
  mutating func giveBack(
    _ content: DiscoveryContent, from session: Session.ID, at now: Date, by command: CommandID
  ) -> Bool {
    let left = conflicts.filter { $0.from != session }
    guard content != discovery || left != conflicts else { return false }
    discovery = content
    conflicts = left
    times.change(at: now, by: command)
    return true
  }
}

extension Draft {
  /// Deletes the slots of a claimed session's tokens, and the link if one claimed it: no secret of old leads to the session any more.
  mutating func deleteLeads(to session: Session, claimedBy proof: TokenDigest) throws(Unread) {
    let tokens = [session.token, session.retiredToken?.digest].compactMap(\.self).map { RecordKey.tokenSlot($0) }
    let leads = tokens + [.claimLink(proof)]
    try need(leads)
    for lead in leads where try has(lead) { delete(lead) }
  }
}
