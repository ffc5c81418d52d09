internal import FoundationEssentials

extension Conversations {
  /// Adds the message that a slot was held for, and answers it. The reservation is the authority: whoever owns the conversation by now,
  /// it gets the message. Committing twice answers the same message.
  ///
  /// A reservation that has lapsed still commits while there is room for it. One that has not is refused only where a limit is used up all
  /// the same: another server, whose clock is ahead, may have given its slot away.
  public func commit(
    _ reservation: Reservation, _ text: String
  ) async throws(CommitReservationError) -> Message {
    if let fault = Message.fault(of: text, maximumBytes: policy.messageBytes) { throw .invalid(fault) }
    return try await driver.answer(CommitReservation(reservation: reservation, text: text, terms: terms))
  }
}

/// Turns a slot into a message.
struct CommitReservation: Decision {
  let reservation: Reservation
  let text: String
  let terms: ConversationTerms

  var reads: [RecordKey] { reservation.reads + [.message(reservation.message)] }

  func decide(_ draft: inout Draft) throws(Unread) -> Ruling<Result<Message, CommitReservationError>> {
    if let present = try draft.read(Message.self, .message(reservation.message)) { return .stand(.success(present)) }
    let key = RecordKey.conversation(reservation.conversation)
    guard let conversation = try draft.read(Conversation.self, key), try draft.isStanding(conversation.home) else {
      return draft.mayHaveChanged(key) ? .uncertain : .stand(.failure(.notFound))
    }
    guard let slot = conversation.guest.reservation(reservation.id) else { return .stand(.failure(.released)) }
    var counts = try draft.counts(holding: reservation, in: conversation, charging: slot.isGuest, terms)
    let isLimited = slot.isGuest ? try isStillGuest(conversation, &draft) : false
    if isLimited, let status = counts.limit(against: slot, at: terms.moment) {
      return .stand(.failure(.limited(status)))
    }
    let command = reservation.command
    let message = counts.conversation.append(
      text, as: .user, id: reservation.message, inClaim: try draft.claim(on: conversation.home), at: terms.moment,
      command: command)
    var exhausted: [GuestStatus] = []
    if slot.isGuest {
      exhausted = counts.spend(reservation.id, at: terms.moment, command: command)
    } else {
      counts.release(reservation.id)
    }
    draft.put(counts)
    draft.put(message)
    let actor = reservation.owner.actor
    draft.emit(appended: message, by: actor, command: command)
    if !isLimited { exhausted = [] }
    draft.emit(exhausted: exhausted, in: conversation.id, by: actor, command: command, at: message.createdAt)
    return .write(.success(message))
  }

  /// Whether the conversation is a guest's now. A claim ends the limit, unless an anonymous account claimed.
  private func isStillGuest(_ conversation: Conversation, _ draft: inout Draft) throws(Unread) -> Bool {
    if case .account(let account) = reservation.owner { return terms.policy.isAnonymous(account) }
    // At home with an account it has stayed there when a claim was undone.
    guard case .session(let id) = conversation.home else { return false }
    guard case .claimed(let claim) = try draft.session(id)?.standing else { return true }
    return claim.account.map(terms.policy.isAnonymous) ?? false
  }
}
