internal import Carryover

/// A picture as somebody looks at it with a clock: who may do what now, by the words of the specification.
struct Glance {
  let picture: Picture
  let rules: Rules
  let now: Int64
}

extension Glance {
  /// SE-4: why a digest does not open a session. More than one reason can hold; none means that it opens it.
  func reasons(_ id: Session.ID, _ digest: TokenDigest) -> Set<SessionRefusal> {
    guard let session = picture.sessions[id] else { return [.unknown] }
    let isGraced = session.retired.map { $0.token == digest && now < $0.until } ?? false
    guard session.token == digest || isGraced else { return [.unknown] }
    var reasons: Set<SessionRefusal> = []
    switch session.state {
    case .open: break
    case .closing: reasons.insert(.expired)
    case .revoked: reasons.insert(.revoked)
    case .claimed: reasons.insert(.claimed)
    }
    if now >= session.expiresAt { reasons.insert(.expired) }
    if let idle = rules.idleLimit, now >= session.lastActivityAt + idle { reasons.insert(.idle) }
    return reasons
  }

  /// The same for whatever session the digest leads to.
  func reasons(_ digest: TokenDigest) -> Set<SessionRefusal> {
    picture.tokens[digest].map { reasons($0, digest) } ?? [.unknown]
  }

  /// CV-1: who owns what was born in a home. Nobody, where nothing can live any more.
  func owner(of home: Home) -> Owner? {
    switch home {
    case .account(let place):
      return picture.estates.first { $0.value.conversations == place }.map { .account($0.key) }
    case .session(let id):
      switch picture.sessions[id]?.state {
      case .open: return .session(id)
      case .claimed(let holding): return .account(holding.account)
      case nil, .closing, .revoked: return nil
      }
    }
  }

  /// CV-3: whether a conversation is the caller's to act on. The system may wherever something still stands.
  func admits(_ caller: Caller, to id: Conversation.ID) -> Bool {
    guard let conversation = picture.conversations[id], let owner = owner(of: conversation.home) else { return false }
    switch caller {
    case .session(let session, let digest): return owner == .session(session) && reasons(session, digest).isEmpty
    case .account(let account): return owner == .account(account)
    case .system: return true
    case .provider: return false
    }
  }

  /// The conversations that a caller owns.
  func owned(by caller: Caller) -> Set<Conversation.ID> {
    Set(picture.conversations.keys.filter { admits(caller, to: $0) })
  }
}

extension Glance {
  /// CV-8: whether the conversation is a guest's.
  func isGuests(_ id: Conversation.ID) -> Bool {
    guard let home = picture.conversations[id]?.home, case .session = owner(of: home) else { return false }
    return true
  }

  /// How many of a guest's slots are held in a conversation.
  func taken(in id: Conversation.ID) -> Int {
    picture.slots[id, default: []].count { $0.isGuests && now < $0.lapsesAt }
  }

  /// CV-6: whether a guest can send one more.
  func hasRoom(_ id: Conversation.ID) -> Bool {
    (picture.conversations[id]?.used ?? 0) + taken(in: id) < rules.guestLimit
  }

  /// CV-6: whether a guest's slot can still become a message: in its time while the limit is not used up, and later while there is room.
  func hasRoom(_ id: Conversation.ID, for slot: SlotCard) -> Bool {
    now < slot.lapsesAt ? (picture.conversations[id]?.used ?? 0) < rules.guestLimit : hasRoom(id)
  }
}
