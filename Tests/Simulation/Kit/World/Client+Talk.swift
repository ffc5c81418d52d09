internal import Carryover
internal import Synchronization

/// Carries out what is said in conversations.
extension Client {
  func begin(_ voice: Voice) async -> Reply? {
    guard let (caller, session) = speaker(voice) else { return nil }
    let reply = await run(.begin(caller)) {
      let conversation = try await conversations.begin(by: caller)
      return .conversation(ConversationCard(conversation))
    }
    if case .heard(.conversation(let card)) = reply {
      world.ledger.withLock { $0.known.conversations.append((card.id, session)) }
    }
    return reply
  }

  func append(_ voice: Voice, _ chat: Chat) async -> Reply? {
    guard let (caller, session) = speaker(voice), let id = conversation(chat, session) else { return nil }
    let text = "said by \(number)"
    return await run(.append(text, to: id, by: caller)) {
      .message(MessageCard(try await conversations.append(text, to: id, by: caller)))
    }
  }

  func reply(_ chat: Chat) async -> Reply? {
    guard let id = conversation(chat, nil) else { return nil }
    let text = "replied by \(number)"
    return await run(.append(text, to: id, by: .system)) {
      .message(MessageCard(try await conversations.append(text, as: .assistant, to: id, by: .system)))
    }
  }

  func send(_ voice: Voice, _ chat: Chat, _ ending: Ending) async -> Reply? {
    guard let (caller, session) = speaker(voice), let id = conversation(chat, session) else { return nil }
    let reply = await run(.reserve(in: id, by: caller)) {
      .reserved(try await conversations.reserve(in: id, by: caller))
    }
    guard case .heard(.reserved(let reservation)) = reply else { return reply }
    world.ledger.withLock { $0.known.reservations.append(reservation) }
    // The model takes its time.
    if !world.scheduler.isScripted { await lane.park(for: 20) }
    return await end(reservation, ending) ?? reply
  }

  func conclude(_ index: Int, _ ending: Ending) async -> Reply? {
    let known = world.ledger.withLock { $0.known.reservations }
    return known.isEmpty ? nil : await end(known[index % known.count], ending)
  }

  private func end(_ reservation: Reservation, _ ending: Ending) async -> Reply? {
    switch ending {
    case .commit: return await commit(reservation)
    case .commitTwice:
      let reply = await commit(reservation)
      guard case .heard = reply else { return reply }
      return await commit(reservation)
    case .release:
      return await run(.release(reservation)) {
        try await conversations.release(reservation)
        return .done
      }
    case .abandon: return nil
    }
  }

  private func commit(_ reservation: Reservation) async -> Reply {
    let text = "said by \(number)"
    return await run(.commit(reservation, text)) {
      .message(MessageCard(try await conversations.commit(reservation, text)))
    }
  }

  func list(_ voice: Voice) async -> Reply? {
    guard let (caller, _) = speaker(voice) else { return nil }
    return await run(.list(caller)) {
      .listed(Set(try await conversations.list(by: caller, limit: 1_000).values.map(\.id)))
    }
  }

  func read(_ voice: Voice, _ chat: Chat) async -> Reply? {
    guard let (caller, session) = speaker(voice), let id = conversation(chat, session) else { return nil }
    return await run(.read(id, by: caller)) {
      .read(try await conversations.messages(of: id, by: caller, limit: 1_000).messages.map { MessageCard($0) })
    }
  }

  /// Who calls, and whose session it is.
  private func speaker(_ voice: Voice) -> (Caller, Session.ID?)? {
    switch voice {
    case .visitor(let holder): world.held(by: holder).map { ($0.visitor.caller, $0.id) }
    case .account(let party): party.account.map { (.account($0), nil) }
    }
  }

  private func conversation(_ chat: Chat, _ session: Session.ID?) -> Conversation.ID? {
    world.ledger.withLock { $0.known.conversation(chat, of: session) }
  }
}
