internal import FoundationEssentials

extension Conversations {
  /// Holds a slot for a message of the caller, before the model is called. A guest whose limit is used up is refused with what is
  /// needed to prompt for sign-up; for everybody else it works the same without a limit.
  ///
  /// End it by ``commit(_:_:)`` or ``release(_:)``. One that is abandoned lapses by itself.
  public func reserve(
    in id: Conversation.ID, by caller: Caller, subject: GuestQuota.ID? = nil
  ) async throws(AppendMessageError) -> Reservation {
    let owner: Owner
    switch caller {
    case .session(let session, _): owner = .session(session)
    case .account(let account): owner = .account(account)
    case .provider, .system: throw .notFound
    }
    let terms = terms
    let reservation = Reservation(
      id: surroundings.mint(at: terms.moment), conversation: id, owner: owner, subject: subject,
      lapsesAt: terms.moment.wholeMilliseconds.adding(policy.reservationLapse))
    return try await driver.answer(ReserveMessage(reservation: reservation, caller: caller, terms: terms))
  }

  /// Gives a slot back. Once its message was committed, or once it was released, nothing happens.
  public func release(_ reservation: Reservation) async throws(StoreTrouble) {
    try await driver.run(ReleaseReservation(reservation: reservation, terms: terms))
  }

  /// How a guest stands under the limits, by the one that leaves the fewest messages; nil for whoever has no limit.
  public func guestStatus(
    in id: Conversation.ID, by caller: Caller, subject: GuestQuota.ID? = nil
  ) async throws(ConversationError) -> GuestStatus? {
    try await driver.answer(FindGuestStatus(id: id, caller: caller, subject: subject, terms: terms))
  }
}

/// Takes a slot wherever the caller's messages count. No change of the conversation: times, revision and events stay.
struct ReserveMessage: Decision {
  let reservation: Reservation
  let caller: Caller
  let terms: ConversationTerms

  var reads: [RecordKey] { reservation.reads + caller.holderKeys }

  func decide(_ draft: inout Draft) throws(Unread) -> Ruling<Result<Reservation, AppendMessageError>> {
    let (id, now) = (reservation.id, terms.moment)
    if try draft.read(Conversation.self, .conversation(reservation.conversation))?.guest.reservation(id) != nil {
      return .stand(.success(reservation))
    }
    switch try draft.conversation(reservation.conversation, for: caller, at: now, idleLimit: terms.idleLimit) {
    case .uncertain: return .uncertain
    case .refused: return .stand(.failure(.notFound))
    case .admitted(var conversation, var holder):
      draft.noteActivity(of: &holder, terms)
      let counts = try terms.counts(
        of: conversation, as: holder, subject: reservation.subject, at: now, command: reservation.command, &draft)
      if var counts {
        if let status = counts.tightest(at: now), status.reached { return .stand(.failure(.limited(status))) }
        guard counts.reserve(id, until: reservation.lapsesAt, at: now) else { return .stand(.failure(Self.tooMany)) }
        draft.put(counts)
      } else {
        let isPlaced = conversation.guest.reserve(id, until: reservation.lapsesAt, isGuest: false, at: now)
        guard isPlaced else { return .stand(.failure(Self.tooMany)) }
        draft.put(conversation)
      }
      return .write(.success(reservation))
    }
  }

  private static var tooMany: AppendMessageError {
    .invalid(FieldError("reservations", .tooMany(maximum: GuestUsage.maximumPending)))
  }
}

/// Gives a slot back wherever it is held.
struct ReleaseReservation: Decision {
  let reservation: Reservation
  let terms: ConversationTerms

  var reads: [RecordKey] { reservation.reads }

  func decide(_ draft: inout Draft) throws(Unread) -> Ruling<Void> {
    guard let conversation = try draft.read(Conversation.self, .conversation(reservation.conversation)),
      conversation.guest.reservation(reservation.id) != nil
    else { return .stand(()) }
    var counts = try draft.counts(holding: reservation, in: conversation, charging: false, terms)
    counts.release(reservation.id)
    draft.put(counts)
    return .write(())
  }
}

extension Reservation {
  /// What a decision about the reservation will surely read.
  var reads: [RecordKey] { [.conversation(conversation)] + (subject.map { [.guestQuota($0)] } ?? []) }
}

extension Draft {
  /// The counts in which a reservation holds a slot, whatever is counted today; and where its message is charged, those as well that have
  /// a limit and have forgotten the slot since.
  mutating func counts(
    holding reservation: Reservation, in conversation: Conversation, charging isCharged: Bool,
    _ terms: ConversationTerms
  ) throws(Unread) -> GuestCounts {
    let limits = terms.policy.guests
    var counts = GuestCounts(conversation: conversation, limits: limits)
    if case .session(let id) = conversation.home, let session = try session(id) {
      let isDue = isCharged && limits.perSession != nil && session.standing == .open
      if isDue || session.guest.reservation(reservation.id) != nil { counts.session = session }
    }
    if let subject = reservation.subject {
      let quota = try read(GuestQuota.self, .guestQuota(subject))
      if isCharged && limits.perSubject != nil || quota?.usage.reservation(reservation.id) != nil {
        counts.quota = quota ?? GuestQuota(id: subject, at: terms.moment, command: reservation.command)
      }
    }
    return counts
  }
}

/// Says how a guest stands.
struct FindGuestStatus: Decision {
  let id: Conversation.ID
  let caller: Caller
  let subject: GuestQuota.ID?
  let terms: ConversationTerms

  var reads: [RecordKey] {
    [.conversation(id)] + caller.holderKeys + (subject.map { [.guestQuota($0)] } ?? [])
  }

  func decide(_ draft: inout Draft) throws(Unread) -> Ruling<Result<GuestStatus?, ConversationError>> {
    switch try draft.conversation(id, for: caller, at: terms.moment, idleLimit: terms.idleLimit) {
    case .uncertain: return .uncertain
    case .refused: return .stand(.failure(.notFound))
    case .admitted(let conversation, let holder):
      let counts = try terms.counts(
        of: conversation, as: holder, subject: subject, at: terms.moment, command: CommandID(bits: id.bits), &draft)
      return .stand(.success(counts?.tightest(at: terms.moment)))
    }
  }
}
