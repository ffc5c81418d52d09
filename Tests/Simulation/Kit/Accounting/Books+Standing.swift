internal import Carryover

/// What holds after every commit, whatever made it. Follows from the reckoning too; said here once more in plain words.
extension Books {
  mutating func checkStanding(after fresh: Fresh, _ picture: Picture) {
    let isWide = fresh.changed.contains { $0.kind == .estate || $0.kind == .claimReceipt }
    var (conversations, sessions): (Set<Conversation.ID>, Set<Session.ID>) = ([], [])
    for key in fresh.changed {
      switch (key.kind, key.identity) {
      case (.conversation, .minted(let bits)): conversations.insert(Conversation.ID(bits: bits))
      case (.session, .minted(let bits)): sessions.insert(Session.ID(bits: bits))
      default: break
      }
    }
    for id in isWide ? Set(picture.conversations.keys) : conversations { checkConversation(id, picture) }
    for id in isWide ? Set(picture.sessions.keys) : sessions { checkSession(id, picture) }
    for digest in fresh.changed.compactMap(\.digest) {
      let isLeading = picture.tokens[digest].map { picture.sessions[$0]?.tokens.contains(digest) ?? false } ?? true
      demand(isLeading, "SE-3: the token \(digest.short) leads to no session that knows it")
    }
  }

  /// Everything once more, at the end.
  mutating func checkWhole() {
    for id in latest.conversations.keys { checkConversation(id, latest) }
    for id in latest.sessions.keys { checkSession(id, latest) }
  }

  /// CV-1, CV-4, CV-6: one owner, no gap, and no more than a guest may send.
  private mutating func checkConversation(_ id: Conversation.ID, _ picture: Picture) {
    guard let conversation = picture.conversations[id] else { return }
    var owners = picture.estates.values.count { $0.holds(conversation.home) }
    var isClosing = false
    if case .session(let session) = conversation.home {
      let state = picture.sessions[session]?.state
      isClosing = state == .closing
      if state != nil, picture.sessions[session]?.holding == nil { owners += 1 }
    }
    demand(owners == 1, "CV-1: the conversation \(id.short) has \(owners) owners")
    guard !isClosing else { return }
    let sequences = picture.messages(of: id).map(\.sequence)
    demand(
      sequences == Array(1..<conversation.messages + 1), "CV-4: the conversation \(id.short) has messages \(sequences)")
    guard Glance(picture: picture, rules: rules, now: 0).isGuests(id) else { return }
    demand(conversation.used <= rules.guestLimit, "CV-6: guests sent \(conversation.used) messages to \(id.short)")
  }

  /// SE-3, CL-2, CL-8: a session is known by its tokens, held by whom its one valid receipt names, and by nobody else.
  private mutating func checkSession(_ id: Session.ID, _ picture: Picture) {
    let receipts = picture.receipts.filter { $0.value.session == id }
    let holders = picture.estates.filter { $0.value.sessions.contains(id) }.map(\.key)
    guard let session = picture.sessions[id] else {
      return demand(
        receipts.values.allSatisfy { $0.undoing != nil } && holders.isEmpty, "SE-6: a held session is gone")
    }
    demand(session.tokens.allSatisfy { picture.tokens[$0] == id }, "SE-3: \(id.short) lacks the slot of a token")
    demand(
      receipts.count == session.claims, "CL-4: \(id.short) has \(receipts.count) receipts of \(session.claims) claims")
    demand(
      receipts.filter { $0.value.undoing == nil }.map(\.key) == (session.holding.map { [$0.receipt] } ?? []),
      "CL-8: the receipts of \(id.short) do not say who holds it")
    demand(
      holders == (session.holding.map { [$0.account] } ?? []),
      "CL-4: \(id.short) is held by \(holders.map(\.text).sorted())")
    guard session.state != .closing else { return }
    demand(
      session.conversations == picture.conversations(in: .session(id)).count,
      "CL-11: \(id.short) miscounts conversations")
  }
}

extension RecordKey {
  fileprivate var digest: TokenDigest? {
    guard kind == .tokenSlot, case .digest(let bits) = identity else { return nil }
    return TokenDigest(bits: bits)
  }
}

extension Picture {
  /// Where two pictures are not the same, in words.
  func differences(from other: Picture) -> [String] {
    func differ<Key, Value: Equatable>(_ name: String, _ mine: [Key: Value], _ theirs: [Key: Value]) -> [String] {
      guard mine != theirs else { return [] }
      return Set(mine.keys).union(theirs.keys).filter { mine[$0] != theirs[$0] }.map { key in
        "\(name) \(key)\n  as \(spell(mine[key] as Any))\n  and not \(spell(theirs[key] as Any))"
      }
    }
    return differ("session", sessions, other.sessions) + differ("token", tokens, other.tokens)
      + differ("conversation", conversations, other.conversations) + differ("message", messages, other.messages)
      + differ("profile", profiles, other.profiles) + differ("estate", estates, other.estates)
      + differ("receipt", receipts, other.receipts)
  }
}
