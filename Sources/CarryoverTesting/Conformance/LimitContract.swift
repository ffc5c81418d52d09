internal import Carryover

/// Doing what the store's numbers say.
enum LimitContract: String, ContractTopic {
  static let area = Contract.Area.limit

  case numbersLeaveRoom
  case keysPerLoad
  case changesPerCommit
  case keepsCount
  case eventsDoNotCount
  case bytesPerRecord

  /// Above this a limit is too far away to be reached in a test.
  private static let reach = 2_000
  private static let bytesInReach = 1_048_576

  var terms: Terms {
    switch self {
    case .numbersLeaveRoom:
      Terms(
        "A store takes at least as many keys in a load, changes in a commit and bytes in a body as the library's operations need.",
        or: "A claim, or its undoing, does not fit, and fails only once a visitor with many conversations comes along."
      ) { bench in
        let (limits, least) = (bench.store.limits, StoreLimits.least)
        try bench.demand(
          limits.keysPerLoad >= least.keysPerLoad && limits.changesPerCommit >= least.changesPerCommit
            && limits.bytesPerRecord >= least.bytesPerRecord,
          "at least \(least)", actual: "\(limits)")
        try bench.equal("the limits asked for again", bench.store.limits, limits)
      }
    case .keysPerLoad:
      Terms(
        "A load of as many keys as the limit says is answered, and one more is refused by that limit's name.",
        or: "A load fails for a reason that the library cannot tell from an outage."
      ) { bench in
        let limit = bench.store.limits.keysPerLoad
        let keys = try bench.keys(min(limit, Self.reach) + 1)
        try bench.equal("the number of items", try await bench.load(Array(keys.dropLast())).count, keys.count - 1)
        guard limit <= Self.reach else { return }
        try await bench.demandRefused(as: .keysPerLoad(limit: limit)) { () async throws(StoreError) in
          _ = try await bench.store.load(keys)
        }
      }
    case .changesPerCommit:
      Terms(
        "A commit of as many changes as the limit says is applied, and one more is refused by that limit's name and changes nothing.",
        or: "A commit that is too large is cut, or fails after half of it."
      ) { bench in
        let limit = bench.store.limits.changesPerCommit
        let keys = try bench.keys(min(limit, Self.reach))
        try await bench.apply(Commit(keys.map { .insert(bench.record($0, 1)) }))
        try bench.equal("the records", try await bench.numbers(keys).compactMap(\.self).count, keys.count)
        guard limit <= Self.reach else { return }
        let more = try bench.keys(limit + 1, "more")
        let feed = try await bench.feedEnd()
        try await bench.demandRefused(as: .changesPerCommit(limit: limit)) { () async throws(StoreError) in
          try await bench.store.commit(
            Commit(more.map { .insert(bench.record($0, 1)) }, events: [bench.event(more[0], 1)]))
        }
        try bench.equal("the records", try await bench.numbers(more).compactMap(\.self), [])
        try bench.equal("the events", try await bench.entries(after: feed, atLeast: 0).count, 0)
      }
    case .keepsCount:
      Terms(
        "Keeps count against the limit of changes.",
        or: "A commit that verifies much is sent off and fails in the database."
      ) { bench in
        let limit = bench.store.limits.changesPerCommit
        let keys = try bench.keys(min(limit, Self.reach) + 1)
        try await bench.apply(Commit(keys.dropLast().map { .keepAbsent($0) }))
        guard limit <= Self.reach else { return }
        try await bench.demandRefused(as: .changesPerCommit(limit: limit)) { () async throws(StoreError) in
          try await bench.store.commit(Commit(keys.map { .keepAbsent($0) }))
        }
      }
    case .eventsDoNotCount:
      Terms(
        "Events do not count against the limit of changes.",
        or: "A claim that fits by itself is refused because it tells others about it."
      ) { bench in
        let limit = min(bench.store.limits.changesPerCommit, 100)
        let keys = try bench.keys(limit)
        let feed = try await bench.feedEnd()
        let events = (0..<limit + 10).map { bench.event(keys[0], $0) }
        try await bench.apply(Commit(keys.map { .insert(bench.record($0, 1)) }, events: events))
        let seen = try await bench.entries(after: feed, atLeast: events.count).map(\.event.id)
        try bench.equal("the events", seen, events.map(\.id))
      }
    case .bytesPerRecord:
      Terms(
        "A body as long as the limit says is stored, and one byte more is refused by that limit's name and changes nothing.",
        or: "A long body is cut off, or fails the whole commit for a reason that nobody can act on."
      ) { bench in
        let limit = bench.store.limits.bytesPerRecord
        let keys = try bench.keys(3)
        let longest = Bench.body(bytes: min(limit, Self.bytesInReach))
        try await bench.apply(.insert(Record(key: keys[0], body: longest)))
        try bench.equal("the body", try await bench.present(keys[0]).record.body, longest)
        guard limit <= Self.bytesInReach else { return }
        let longer = Record(key: keys[1], body: Bench.body(bytes: limit + 1))
        try await bench.demandRefused(as: .bytesPerRecord(limit: limit)) { () async throws(StoreError) in
          try await bench.store.commit(Commit([.insert(bench.record(keys[2], 1)), .insert(longer)]))
        }
        try bench.equal("the records", try await bench.numbers(Array(keys[1...])), [nil, nil])
      }
    }
  }
}

extension Bench {
  /// Demands that something is refused as too large.
  func demandRefused(
    as excess: StoreLimits.Excess, _ body: () async throws(StoreError) -> Void
  ) async throws {
    for number in 0..<options.patience.attempts {
      do {
        try await body()
      } catch .busy, .unknown {
        try await pause(number)
        continue
      } catch {
        guard error != .tooLarge(excess) else { return }
        throw try surprise("tooLarge(\(excess))", error)
      }
      throw violation(expected: "tooLarge(\(excess))", actual: "it was carried out")
    }
    throw violation(expected: "tooLarge(\(excess))", actual: "busy or unknown each time")
  }
}
