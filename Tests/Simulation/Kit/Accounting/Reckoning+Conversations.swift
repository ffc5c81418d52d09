internal import Carryover
internal import FoundationEssentials

extension Reckoning {
  /// CV-3: a conversation in the home of its owner.
  mutating func begin(_ caller: Caller) {
    guard let id = fresh.conversation else { return demand(false, "CV-3: no conversation began") }
    switch caller {
    case .session(let session, let digest):
      let reasons = glance.reasons(session, digest)
      demand(reasons.isEmpty, "SE-4: a conversation began by a token that opens nothing: \(spell(reasons))")
      let count = picture.conversations(in: .session(session)).count
      demand(count < rules.conversations, "SE-5: more conversations than there may be")
      picture.sessions[session]?.conversations += 1
      picture.sessions[session]?.current = id
      picture.sessions[session]?.change(at: now, byVisitor: true)
      picture.conversations[id] = ConversationCard(id: id, home: .session(session), at: now)
    case .account(let account):
      guard let home = home(of: account) else { return demand(false, "CV-3: a conversation began in no home") }
      picture.conversations[id] = ConversationCard(id: id, home: .account(home), at: now)
    case .provider, .system: return demand(false, "CV-3: a conversation began for nobody")
    }
    tell(.conversationCreated, .conversation(id), by: caller.actor)
    if case .session(let session, _) = caller { tell(.sessionUpdated, .session(session), by: caller.actor) }
  }

  /// CV-4, CV-6: a message, which counts where its author is a guest.
  mutating func append(_ text: String, to id: Conversation.ID, by caller: Caller) {
    demand(glance.admits(caller, to: id), "CV-3: a message from somebody whose conversation it is not")
    let isGuests = if case .session = caller { true } else { false }
    demand(!isGuests || glance.hasRoom(id), "CV-6: a guest sent more than the limit")
    noteActivity(of: caller)
    add(
      text, as: caller == .system ? .assistant : .user, to: id, by: caller.actor, isCounted: isGuests,
      isLimited: isGuests)
  }

  /// CV-6: a slot, before the model is called.
  mutating func reserve(in id: Conversation.ID, by caller: Caller) {
    demand(glance.admits(caller, to: id), "CV-3: a slot for somebody whose conversation it is not")
    let isGuests = if case .session = caller { true } else { false }
    demand(!isGuests || glance.hasRoom(id), "CV-6: a guest reserved more than the limit")
    noteActivity(of: caller)
    picture.slots[id, default: []].append(
      SlotCard(id: SlotCard.unnamed(number), lapsesAt: now + rules.reservationLapse, isGuests: isGuests))
  }

  /// CV-6: the message that a slot was held for. It goes to whoever owns the conversation by now.
  mutating func commit(_ reservation: Reservation, _ text: String) {
    let id = reservation.conversation
    demand(
      picture.conversations[id].map { glance.owner(of: $0.home) != nil } ?? false,
      "CV-6: a message in a conversation that nobody owns")
    guard let slot = picture.slots[id]?.first(where: { $0.id == reservation.id }) else {
      return demand(false, "CV-6: a message without a slot")
    }
    let isLimited = slot.isGuests && glance.isGuests(id)
    demand(!isLimited || glance.hasRoom(id, for: slot), "CV-6: a guest sent more than the limit")
    picture.slots[id]?.removeAll { $0.id == slot.id }
    let author: DomainEvent.Actor =
      switch reservation.owner {
      case .session(let session): .session(session)
      case .account(let account): .account(account)
      }
    add(text, as: .user, to: id, by: author, isCounted: slot.isGuests, isLimited: isLimited)
    demand(fresh.message == reservation.message, "CV-6: the message is not the one that the slot was held for")
  }

  /// CV-6: a slot that is given back.
  mutating func release(_ reservation: Reservation) {
    let held = picture.slots[reservation.conversation, default: []]
    demand(held.contains { $0.id == reservation.id }, "CV-6: a slot was given back that nobody holds")
    picture.slots[reservation.conversation] = held.filter { $0.id != reservation.id }
  }
}

extension Reckoning {
  /// SE-4, SE-9: who sends something is not idle, which is noted now and then where there is an idle limit.
  private mutating func noteActivity(of caller: Caller) {
    guard case .session(let id, _) = caller, let last = picture.sessions[id]?.lastActivityAt, rules.idleLimit != nil,
      now >= last + rules.interval
    else { return }
    picture.sessions[id]?.lastActivityAt = now
  }

  private mutating func add(
    _ text: String, as role: Message.Role, to id: Conversation.ID, by author: DomainEvent.Actor, isCounted: Bool,
    isLimited: Bool
  ) {
    guard let message = fresh.message, var conversation = picture.conversations[id] else {
      return demand(false, "CV-4: no message was added")
    }
    picture.messages[message] = conversation.append(text, as: role, id: message, at: now)
    if isCounted { conversation.used += 1 }
    picture.conversations[id] = conversation
    tell(.messageAppended, .conversation(id), by: author)
    if isLimited, conversation.used == rules.guestLimit { tell(.guestLimitReached, .conversation(id), by: author) }
  }

  /// The account's own home: the one it has, or else the one that it was given in this commit.
  mutating func home(of account: Account.ID) -> AccountHome? {
    if let estate = picture.estates[account] { return estate.conversations }
    guard let home = seen.estates[account]?.conversations else { return nil }
    picture.estates[account] = EstateCard(conversations: home)
    return home
  }
}
