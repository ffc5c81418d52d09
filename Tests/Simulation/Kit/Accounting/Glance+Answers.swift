internal import Carryover
internal import FoundationEssentials

extension Glance {
  /// Whether this is a right answer to an errand that changes nothing here: a refusal, a look, or something that was so already.
  func admits(_ answer: Answer, to errand: Errand) -> Bool {
    switch errand {
    case .find(let digest): admitsLook(answer, by: digest)
    case .answer(let id, let digest, let writing, let revision):
      admitsWriting(answer, on: id, by: digest, writing, expecting: revision)
    case .rotate(let id, let digest): admitsRotation(answer, of: id, by: digest)
    case .revoke(let id, let digest): admitsRevocation(answer, of: id, by: digest)
    case .note(let account, let writing, let revision): admitsNote(answer, account, writing, expecting: revision)
    case .begin(let caller): admitsBeginning(answer, by: caller)
    case .append(_, let id, let caller), .reserve(let id, let caller): admitsSending(answer, to: id, by: caller)
    case .commit(let reservation, let text): admitsCommit(answer, of: reservation, text)
    case .release(let reservation): admitsRelease(answer, of: reservation)
    case .plan(let digest, let account): admitsPlan(answer, digest, for: account)
    case .unclaim(let receipt, let account): admitsUnclaim(answer, receipt, by: account)
    case .list(let caller): admitsList(answer, by: caller)
    case .read(let id, let caller): admitsReading(answer, of: id, by: caller)
    // Each of the claims by itself, and what a sweep counted, the books look at.
    case .create, .claim, .sweepSessions, .sweepClaims: false
    }
  }
}

extension Glance {
  private func admitsLook(_ answer: Answer, by digest: TokenDigest) -> Bool {
    let reasons = reasons(digest)
    switch answer {
    case .session(let card): return reasons.isEmpty && picture.tokens[digest] == card.id && shows(card)
    case .refused(let reason): return reasons.contains(reason)
    default: return false
    }
  }

  private func admitsWriting(
    _ answer: Answer, on id: Session.ID, by digest: TokenDigest, _ writing: Writing, expecting revision: Int?
  ) -> Bool {
    let reasons = reasons(id, digest)
    if case .refused(let reason) = answer { return reasons.contains(reason) }
    guard reasons.isEmpty, let session = picture.sessions[id] else { return false }
    let isStale = revision != nil && revision != session.revision
    if case .stale = answer { return isStale }
    let isTooMuch = writing.isTooMuch(for: session.content, limit: rules.answers)
    if case .invalid = answer { return !isStale && isTooMuch }
    guard case .session(let card) = answer, !isStale, !isTooMuch else { return false }
    return card == session && writing.written(on: session.content, by: .visitor, at: now) == session.content
      && writing.written(on: session.notes) == session.notes
  }

  private func admitsRotation(_ answer: Answer, of id: Session.ID, by digest: TokenDigest) -> Bool {
    let reasons = reasons(id, digest)
    switch answer {
    case .refused(let reason): return reasons.contains(reason)
    case .alreadyRotated(let card): return reasons.isEmpty && card.token != digest && shows(card)
    default: return false
    }
  }

  private func admitsRevocation(_ answer: Answer, of id: Session.ID, by digest: TokenDigest?) -> Bool {
    guard let digest else {
      switch (picture.sessions[id]?.state, answer) {
      case (nil, .refused(.unknown)), (.claimed, .refused(.claimed)), (.closing, .done), (.revoked, .done): return true
      default: return false
      }
    }
    guard case .refused(let reason) = answer else { return false }
    return reasons(id, digest).contains(reason)
  }

  private func admitsNote(
    _ answer: Answer, _ account: Account.ID, _ writing: Writing, expecting revision: Int?
  ) -> Bool {
    let profile = picture.profiles[account]
    let isStale = revision != nil && revision != profile?.revision
    if case .stale = answer { return isStale && profile != nil }
    if case .notFound = answer { return isStale && profile == nil }
    let isTooMuch = writing.isTooMuch(for: profile?.content ?? [:], limit: rules.answers)
    if case .invalid = answer { return !isStale && isTooMuch }
    guard case .profile(let card) = answer, !isStale, !isTooMuch else { return false }
    return card == profile && writing.written(on: card.content, by: .account, at: now) == card.content
  }

  /// Whether this is how a session is stored.
  private func shows(_ card: SessionCard) -> Bool { picture.sessions[card.id] == card }
}

extension Glance {
  private func admitsBeginning(_ answer: Answer, by caller: Caller) -> Bool {
    guard case .session(let id, let digest) = caller else { return false }
    let reasons = reasons(id, digest)
    switch answer {
    case .refused(let reason): return reasons.contains(reason)
    case .invalid: return reasons.isEmpty && picture.conversations(in: .session(id)).count >= rules.conversations
    default: return false
    }
  }

  private func admitsSending(_ answer: Answer, to id: Conversation.ID, by caller: Caller) -> Bool {
    switch answer {
    case .notFound: return !admits(caller, to: id)
    case .limited:
      guard case .session = caller else { return false }
      return admits(caller, to: id) && isLimited(id, as: answer)
    default: return false
    }
  }

  private func admitsCommit(_ answer: Answer, of reservation: Reservation, _ text: String) -> Bool {
    let id = reservation.conversation
    let message = picture.messages[reservation.message]
    if case .message(let card) = answer { return message == card }
    guard message == nil else { return false }
    let isStanding = picture.conversations[id].map { owner(of: $0.home) != nil } ?? false
    let slot = picture.slots[id]?.first { $0.id == reservation.id }
    switch answer {
    case .notFound: return !isStanding
    case .released: return isStanding && slot == nil
    case .limited:
      guard isStanding, let slot, slot.isGuests, !hasRoom(id, for: slot) else { return false }
      return isGuests(id) && isLimited(id, as: answer)
    default: return false
    }
  }

  private func admitsRelease(_ answer: Answer, of reservation: Reservation) -> Bool {
    guard case .done = answer else { return false }
    return !picture.slots[reservation.conversation, default: []].contains { $0.id == reservation.id }
  }

  /// CV-7: whether the guest's limit is reached, as the refusal says it.
  private func isLimited(_ id: Conversation.ID, as answer: Answer) -> Bool {
    guard case .limited(let used, let pending, let limit) = answer else { return false }
    return !hasRoom(id) && limit == rules.guestLimit && used == picture.conversations[id]?.used
      && pending == taken(in: id)
  }

  private func admitsList(_ answer: Answer, by caller: Caller) -> Bool {
    if case .session(let id, let digest) = caller {
      let reasons = reasons(id, digest)
      if case .refused(let reason) = answer { return reasons.contains(reason) }
      guard reasons.isEmpty else { return false }
    }
    guard case .listed(let ids) = answer else { return false }
    return ids == owned(by: caller)
  }

  private func admitsReading(_ answer: Answer, of id: Conversation.ID, by caller: Caller) -> Bool {
    switch answer {
    case .notFound: !admits(caller, to: id)
    case .read(let messages): admits(caller, to: id) && messages == picture.messages(of: id)
    default: false
    }
  }
}
