internal import Carryover
internal import FoundationEssentials

extension Bench {
  /// The events of this run beyond a position.
  func events(after position: FeedPosition, atLeast count: Int) async throws -> [DomainEvent] {
    try await entries(after: position, atLeast: count).map(\.event)
  }

  /// The number inside an event.
  func number(_ event: DomainEvent) -> Int { event.facts["n"].flatMap { Int($0) } ?? -1 }

  /// Emits an event with changes that write nothing. A commit that writes nothing does not collide with itself, so after a lost
  /// answer the event may come twice.
  func tell(_ changes: Change..., number: Int, about key: RecordKey) async throws {
    for round in 0..<options.patience.attempts {
      switch try await attempt(Commit(changes, events: [event(key, number)])) {
      case .applied: return
      case .refused: throw violation(expected: "a commit whose expectations hold is applied", actual: "conflict")
      case .lost: try await pause(round)
      }
    }
    throw violation(expected: "an answer to a commit", actual: "unknown each time")
  }

  /// Emits events with the numbers from 0 on, in commits of one, two, three and so on. Answers the position before them.
  func tellMany(_ count: Int) async throws -> FeedPosition {
    let start = try await feedEnd()
    let key = try key("many")
    var version = try await insert(record(key, 0))
    var number = 0
    var size = 1
    while number < count {
      let numbers = number..<min(count, number + size)
      try await apply(.replace(record(key, size), version), events: numbers.map { event(key, $0) })
      version = try await present(key).version
      number = numbers.upperBound
      size += 1
    }
    _ = try await entries(after: start, atLeast: count)
    return start
  }

  /// Replaces a record of its own again and again and tells of each.
  func tellInTurn(_ writer: Int, _ rounds: Int) async throws -> [(event: DomainEvent, attempt: Attempt)] {
    let key = try key("writer\(writer)")
    try await insert(record(key, 0))
    var sent: [(DomainEvent, Attempt)] = []
    for number in 1...rounds {
      let event = event(key, number)
      let found = try await present(key)
      let attempt = try await attempt(Commit([.replace(record(key, number), found.version)], events: [event]))
      sent.append((event, attempt))
      await Task.yield()
    }
    return sent
  }

  /// Follows the feed while something goes on, and then until everything that was applied has come.
  func follow(
    after start: FeedPosition, until isOver: Flag,
    while body: @escaping @Sendable () async throws -> [(event: DomainEvent, attempt: Attempt)]
  ) async throws -> (sent: [(event: DomainEvent, attempt: Attempt)], seen: [FeedEntry]) {
    async let reading = entries(after: start, while: { !isOver.isRaised })
    let sent = try await body()
    let (seen, position) = try await reading
    let ids = Set(seen.map(\.event.id))
    let missing = sent.count { $0.attempt == .applied && !ids.contains($0.event.id) }
    return (sent, seen + (try await entries(after: position, atLeast: missing)))
  }

  private func entries(
    after start: FeedPosition, while isGoingOn: @Sendable () -> Bool
  ) async throws -> ([FeedEntry], FeedPosition) {
    var seen: [FeedEntry] = []
    var position = start
    while isGoingOn() {
      // Only a reader at the very end can be overtaken: it gives others a turn where there is nothing more to read.
      let page = try await feed(after: position, limit: 100)
      seen += page.entries.filter(isOwn)
      position = page.end
      if page.entries.isEmpty { await Task.yield() }
    }
    return (seen, position)
  }

  /// Demands that a position is refused as gone.
  func demandGone(_ position: FeedPosition) async throws {
    for number in 0..<options.patience.attempts {
      do {
        let page = try await store.feed(after: position, limit: 10)
        throw violation(
          expected: "the position \(position.text) is gone", actual: "a page with \(page.entries.count) events")
      } catch StoreError.gone {
        return
      } catch StoreError.busy, StoreError.unknown {
        try await pause(number)
      } catch let error as StoreError {
        throw try surprise("the position \(position.text) is gone", error)
      }
    }
  }

  /// Events that use every field in different ways.
  func variedEvents() throws -> [DomainEvent] {
    let facts: [[String: String]] = [
      [:], ["fields": "goal,budget", "count": "3"],
      ["\u{E9}": "e\u{301} \u{1F468}\u{200D}\u{1F469}", "": "", " ": "\"\\/\n\t\u{1}"],
      ["b": "2", "a": "1", "A": "0"],
    ]
    let times = [0, 1_770_091_506.789, 1_770_091_506.001, 253_402_300_799.999, -1.5].map(
      Date.init(timeIntervalSince1970:))
    let kinds = ["session.created", "probe.happened", "of.a.later.version", "a-b_c.d2"].map(
      DomainEvent.Kind.init(rawValue:))
    var actors: [DomainEvent.Actor] = [
      .system, .account(try Account.ID("a'%_\u{E9}")), .provider(try Provider.ID("P 1")),
    ]
    if let id = Session.ID(run) { actors.append(.session(id)) }
    return try (0..<12).map { number in
      DomainEvent(
        id: DomainEvent.ID(UUID(), ordinal: number * number * 1_000), kind: kinds[number % kinds.count],
        subject: try key("subject\(number)'%\u{E9}"), actor: actors[number % actors.count],
        time: times[number % times.count], facts: facts[number % facts.count])
    }
  }
}
