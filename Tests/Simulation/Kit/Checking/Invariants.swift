internal import Carryover

/// What must hold after each commit, whatever was going on.
struct Invariants {
  private let rules: Rules
  private var before: [Session.ID: Seen] = [:]
  private var events: [DomainEvent] = []
  private var names: Set<DomainEvent.ID> = []

  /// Every key that any commit has named.
  private(set) var keys: [RecordKey] = Post.allCases.map(\.key)
  private(set) var position = FeedPosition.start
  private(set) var commits = 0
  private(set) var violations: [String] = []
  private(set) var eventsBySession: [Session.ID: [Model.Event]] = [:]

  init(rules: Rules) {
    self.rules = rules
  }

  /// Remembers keys to look at from now on.
  mutating func meet(_ new: [RecordKey]) {
    for key in new where !keys.contains(key) { keys.append(key) }
  }

  private mutating func demand(_ holds: Bool, _ text: @autoclosure () -> String) {
    if !holds { violations.append(text()) }
  }
}

extension Invariants {
  /// Checks what is stored now.
  mutating func check(_ items: [Loaded.Item], _ shelf: ShelfPage, _ page: FeedPage) throws(StoreError) {
    commits += 1
    take(page)
    let sessions = try sessions(in: items)
    try checkSlots(items, sessions)
    for key in keys {
      guard case .minted(let bits) = key.identity, key.kind == .session else { continue }
      check(Session.ID(bits: bits), sessions[Session.ID(bits: bits)])
    }
    checkShelf(shelf, sessions)
    let manned = try mannedPosts(in: items)
    let isPeopled = items.contains { $0.key.kind == .probe && $0.found != nil }
    demand(!isPeopled || !manned.isEmpty, "posts: nobody is left")
    before = sessions
  }

  func sessions(in items: [Loaded.Item]) throws(StoreError) -> [Session.ID: Seen] {
    var sessions: [Session.ID: Seen] = [:]
    for item in items where item.key.kind == .session {
      guard let found = item.found else { continue }
      let session = Seen(try found.record.value(as: Session.self))
      sessions[session.id] = session
    }
    return sessions
  }

  func mannedPosts(in items: [Loaded.Item]) throws(StoreError) -> Set<Post> {
    var manned: Set<Post> = []
    for item in items where item.key.kind == .probe {
      if let post = try item.found?.record.value(as: PostRecord.self), post.isManned { manned.insert(post.post) }
    }
    return manned
  }
}

extension Invariants {
  /// SE-2, SE-3, SE-6: a slot leads to a session that knows its digest, a session's digests have their slots, and both go together.
  private mutating func checkSlots(_ items: [Loaded.Item], _ sessions: [Session.ID: Seen]) throws(StoreError) {
    var slots: [TokenDigest: Session.ID] = [:]
    for item in items where item.key.kind == .tokenSlot {
      guard let slot = try item.found?.record.value(as: TokenSlot.self) else { continue }
      slots[slot.digest] = slot.session
      let session = sessions[slot.session]
      demand(session != nil, "SE-6: the slot \(slot.digest.short) leads to no session")
      demand(
        session.map { $0.token == slot.digest || $0.retired?.token == slot.digest } ?? true,
        "SE-3: the slot \(slot.digest.short) leads to a session that does not know it")
    }
    for session in sessions.values.sorted(by: { $0.id < $1.id }) {
      for digest in [session.token, session.retired?.token].compactMap({ $0 }) {
        demand(slots[digest] == session.id, "SE-3: the session \(session.id.short) lacks the slot \(digest.short)")
      }
    }
  }

  /// ID-3, SE-3: revision, times and expiry of one session, against its events and against the commit before.
  private mutating func check(_ id: Session.ID, _ session: Seen?) {
    let kinds = eventsBySession[id, default: []].map(\.kind)
    demand(
      kinds.count { $0 == "session.created" } <= 1 && (kinds.isEmpty || kinds[0] == "session.created"),
      "events: \(id.short) was not created exactly once: \(kinds)")
    guard let session else {
      demand(kinds.isEmpty || kinds.last == "session.removed", "events: \(id.short) is gone without a word")
      return
    }
    demand(!kinds.contains("session.removed"), "SE-6: \(id.short) was removed and is there again")
    demand(
      session.revision == kinds.count, "ID-3: \(id.short) has revision \(session.revision) after \(kinds.count) events")
    demand(
      session.expiresAt <= session.createdAt + rules.longestLife, "SE-3: \(id.short) lives longer than the longest life"
    )
    guard let old = before[id] else { return }
    demand(session.updatedAt >= old.updatedAt, "ID-3: updatedAt of \(id.short) went backwards")
    demand(session.revision >= old.revision, "ID-3: the revision of \(id.short) went backwards")
    demand(session.lastActivityAt >= old.lastActivityAt, "SE-9: the activity of \(id.short) went backwards")
    demand(session.createdAt == old.createdAt, "ID-3: \(id.short) was created anew")
  }

  /// SE-6: each session stands on the shelf once, where it expires.
  private mutating func checkShelf(_ shelf: ShelfPage, _ sessions: [Session.ID: Seen]) {
    let shown = shelf.candidates.map(\.place)
    let due = sessions.values.map { Place(order: $0.expiresAt, key: .session($0.id)) }.sorted()
    demand(shown == due, "SE-6: the shelf shows \(shown) and not \(due)")
  }
}

extension Invariants {
  private mutating func take(_ page: FeedPage) {
    position = page.end
    for event in page.entries.map(\.event) {
      demand(names.insert(event.id).inserted, "events: \(event.kind.rawValue) \(event.id) came twice")
      events.append(event)
      guard case .minted(let bits) = event.subject.identity, event.subject.kind == .session else { continue }
      let id = Session.ID(bits: bits)
      eventsBySession[id, default: []].append(
        Model.Event(
          session: id, kind: event.kind.rawValue, at: event.time.milliseconds, isBySystem: event.actor == .system,
          index: eventsBySession[id]?.count ?? 0))
    }
  }

  /// The feed read at once is what was read piece by piece.
  mutating func checkWhole(_ feed: FeedPage) {
    demand(feed.entries.map(\.event) == events, "events: the feed changed its order")
  }
}
