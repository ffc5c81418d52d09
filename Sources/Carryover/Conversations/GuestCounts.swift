internal import FoundationEssentials

/// All counts that one message of a guest falls under. They change together, in the commit of the message.
struct GuestCounts {
  var conversation: Conversation

  /// The session, where sessions have a limit.
  var session: Session?

  /// The subject's quota, where the host names a subject and subjects have a limit.
  var quota: GuestQuota?

  let limits: GuestLimits
}

extension GuestCounts {
  /// How the guest stands under each limit.
  func statuses(at now: Date) -> [GuestStatus] {
    func status(_ scope: GuestStatus.Scope, _ limit: Int?, _ usage: GuestUsage?) -> GuestStatus? {
      guard let limit, let usage else { return nil }
      return GuestStatus(scope: scope, limit: max(0, limit), used: usage.used, pending: usage.taken(at: now))
    }
    return [
      status(.conversation, limits.perConversation, conversation.guest),
      status(.session, limits.perSession, session?.guest),
      status(.subject, limits.perSubject, quota?.usage),
    ].compactMap { $0 }
  }

  /// How the guest stands under the limit that leaves the fewest messages; nil where there is no limit.
  func tightest(at now: Date) -> GuestStatus? { statuses(at: now).min { $0.remaining < $1.remaining } }

  /// The limit that keeps a slot from becoming a message: one that is used up, whatever was reserved; or, once the slot has lapsed, one
  /// under which the slots of others leave no room.
  func limit(against slot: GuestUsage.Pending, at now: Date) -> GuestStatus? {
    if let full = statuses(at: now).first(where: { $0.used >= $0.limit }) { return full }
    guard now >= slot.lapsesAt, let status = tightest(at: now), status.reached else { return nil }
    return status
  }

  /// Takes a slot everywhere. Answers whether there was a place to remember it.
  mutating func reserve(_ id: Reservation.ID, until lapse: Date, at now: Date) -> Bool {
    guard conversation.guest.reserve(id, until: lapse, isGuest: true, at: now),
      session?.guest.reserve(id, until: lapse, isGuest: true, at: now) ?? true,
      quota?.usage.reserve(id, until: lapse, isGuest: true, at: now) ?? true
    else { return false }
    return true
  }

  /// Counts a message everywhere, in place of its slot if it had one. Answers the limits that it used up.
  mutating func spend(_ id: Reservation.ID?, at now: Date, command: CommandID) -> [GuestStatus] {
    conversation.guest.spend(id)
    session?.guest.spend(id)
    quota?.usage.spend(id)
    quota?.times.change(at: now, by: command)
    return statuses(at: now).filter { $0.used == $0.limit }
  }

  /// Gives a slot back everywhere.
  mutating func release(_ id: Reservation.ID) {
    conversation.guest.release(id)
    session?.guest.release(id)
    quota?.usage.release(id)
  }
}

extension Draft {
  /// Writes all counts.
  mutating func put(_ counts: GuestCounts) {
    put(counts.conversation)
    if let session = counts.session { put(session) }
    if let quota = counts.quota { put(quota) }
  }
}

extension ConversationTerms {
  /// The counts that a message of this holder falls under; nil if the holder is no guest.
  func counts(
    of conversation: Conversation, as holder: Holder, subject: GuestQuota.ID?, at now: Date, command: CommandID,
    _ draft: inout Draft
  ) throws(Unread) -> GuestCounts? {
    var counts = GuestCounts(conversation: conversation, limits: policy.guests)
    switch holder {
    case .visitor(let session): counts.session = policy.guests.perSession == nil ? nil : session
    case .account(let account): guard policy.isAnonymous(account) else { return nil }
    case .system: return nil
    }
    if let subject, policy.guests.perSubject != nil {
      counts.quota =
        try draft.read(GuestQuota.self, .guestQuota(subject)) ?? GuestQuota(id: subject, at: now, command: command)
    }
    return counts
  }
}
