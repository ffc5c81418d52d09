internal import Carryover

/// Finding records by their keys.
enum LoadContract: String, ContractTopic {
  static let area = Contract.Area.load

  case absentIsNil
  case nothingAskedNothingAnswered
  case orderIsKept
  case repeatsAreAnswered
  case manyKeysAtOnce
  case targetComesAlong
  case targetMayBeAbsent
  case targetIsOneStep
  case targetIsCurrent
  case oneMoment
  case slotAndTargetOfOneMoment

  var terms: Terms {
    switch self {
    case .absentIsNil:
      Terms(
        "A key under which nothing is stored is answered, with nothing.",
        or: "An unknown token becomes an internal error, or passes for somebody's."
      ) { bench in
        let key = try bench.key("absent")
        let items = try await bench.load(key)
        try bench.equal("the keys answered", items.map(\.key), [key])
        try bench.demand(items.allSatisfy { $0.found == nil }, "nothing found", actual: "\(items)")
      }
    case .nothingAskedNothingAnswered:
      Terms(
        "A load of no keys is answered with no items.",
        or: "A decision that reads nothing fails on an empty list of parameters."
      ) { bench in
        try bench.equal("the number of items", try await bench.load([]).count, 0)
      }
    case .orderIsKept:
      Terms(
        "There is one item for each key, in the order asked.",
        or: "A decision takes one record for another."
      ) { bench in
        let keys = try bench.keys(3)
        try await bench.insert(all: keys.enumerated().map { bench.record($1, $0) })
        let asked = [keys[2], try bench.key("absent"), keys[0], keys[1]]
        let items = try await bench.load(asked)
        try bench.equal("the keys answered", items.map(\.key), asked)
        try bench.equal("the records found", try items.map { try $0.found.flatMap(bench.number) }, [2, nil, 0, 1])
      }
    case .repeatsAreAnswered:
      Terms(
        "A key that is asked for twice is answered twice.",
        or: "Items and keys no longer line up, and a decision takes one record for another."
      ) { bench in
        let keys = try bench.keys(2)
        try await bench.insert(all: keys.enumerated().map { bench.record($1, $0) })
        let asked = [keys[0], keys[1], keys[0]]
        let items = try await bench.load(asked)
        try bench.equal("the keys answered", items.map(\.key), asked)
        try bench.equal("the records found", try items.map { try $0.found.flatMap(bench.number) }, [0, 1, 0])
      }
    case .manyKeysAtOnce:
      Terms(
        "As many keys as the limit allows are answered in one load.",
        or: "A large claim or sweep fails where a small one passed every test."
      ) { bench in
        let keys = try bench.keys(min(bench.store.limits.keysPerLoad, 500))
        try await bench.insert(all: keys.enumerated().map { bench.record($1, $0) })
        let items = try await bench.load(keys)
        try bench.equal("the keys answered", items.map(\.key), keys)
        try bench.equal("the records", try items.map { try $0.found.flatMap(bench.number) }, keys.indices.map { $0 })
      }
    case .targetComesAlong:
      Terms(
        "After the items asked for comes one for the target of each record found.",
        or: "Finding a session by its token takes two loads, or finds nothing."
      ) { bench in
        let keys = try bench.keys(3)
        try await bench.insert(all: [
          bench.record(keys[0], 0, target: keys[2]), bench.record(keys[1], 1), bench.record(keys[2], 2),
        ])
        let items = try await bench.load(keys[0], keys[1])
        try bench.equal("the keys answered", items.map(\.key), keys)
        try bench.equal("the records", try items.map { try $0.found.flatMap(bench.number) }, [0, 1, 2])
      }
    case .targetMayBeAbsent:
      Terms(
        "A target under which nothing is stored comes along with nothing found.",
        or: "A slot left behind by a sweep makes every look-up of that token fail."
      ) { bench in
        let keys = try bench.keys(2)
        try await bench.insert(bench.record(keys[0], 0, target: keys[1]))
        let items = try await bench.load(keys[0])
        try bench.equal("the keys answered", items.map(\.key), keys)
        try bench.demand(items.last?.found == nil, "nothing found under the target", actual: "\(items)")
      }
    case .targetIsOneStep:
      Terms(
        "The target of a target is not followed.",
        or: "A load of one slot reads a chain of any length, or never ends."
      ) { bench in
        let keys = try bench.keys(3)
        try await bench.insert(all: [
          bench.record(keys[0], 0, target: keys[1]), bench.record(keys[1], 1, target: keys[2]),
          bench.record(keys[2], 2, target: keys[0]),
        ])
        try bench.equal("the keys answered", try await bench.load(keys[0]).map(\.key), [keys[0], keys[1]])
      }
    case .targetIsCurrent:
      Terms(
        "A target is followed to where the record leads now, and comes as it is now.",
        or: "A rotated token opens the session it used to open, at a version that no commit accepts."
      ) { bench in
        let keys = try bench.keys(3)
        try await bench.insert(all: [bench.record(keys[1], 1), bench.record(keys[2], 2)])
        let slot = try await bench.insert(bench.record(keys[0], 0, target: keys[1]))
        let target = try await bench.replace(bench.record(keys[1], 11), try await bench.present(keys[1]).version)
        let first = try await bench.load(keys[0])
        try bench.equal("the target's version", first.last?.found?.version, target)
        try bench.equal("the target", try first.last?.found.flatMap(bench.number), 11)
        let moved = try await bench.replace(bench.record(keys[0], 0, target: keys[2]), slot)
        try bench.equal("the keys after the slot moved", try await bench.load(keys[0]).map(\.key), [keys[0], keys[2]])
        try await bench.replace(bench.record(keys[0], 0), moved)
        try bench.equal("the keys after the slot was emptied", try await bench.load(keys[0]).map(\.key), [keys[0]])
      }
    case .oneMoment:
      Terms(
        "All records of a load are of one moment.",
        or: "A decision rests on a state that never was, such as a session still open whose claim is already done."
      ) { bench in
        let keys = try bench.keys(min(4, max(2, bench.store.limits.changesPerCommit)))
        try await bench.insert(all: keys.map { bench.record($0, 0) })
        try await bench.demandOneMoment { items in
          try items.map { try $0.found.flatMap(bench.number) }
        } of: {
          try await bench.load(keys)
        } changedBy: {
          _ = try await bench.update(keys) { found in try bench.increment(found) { bench.record($0.record.key, $1) } }
        }
      }
    case .slotAndTargetOfOneMoment:
      Terms(
        "A record and the target that comes along with it are of one moment.",
        or: "A token that was rotated away opens the session as it was after the rotation."
      ) { bench in
        let keys = try bench.keys(2)
        try await bench.insert(all: [bench.record(keys[0], 0, target: keys[1]), bench.record(keys[1], 0)])
        try await bench.demandOneMoment { items in
          try items.map { try $0.found.flatMap(bench.number) }
        } of: {
          try await bench.load(keys[0])
        } changedBy: {
          _ = try await bench.update(keys) { found in
            try bench.increment(found) {
              bench.record($0.record.key, $1, target: $0.record.key == keys[0] ? keys[1] : nil)
            }
          }
        }
      }
    }
  }
}

extension Bench {
  /// A commit that puts the next number into each of several records.
  func increment(
    _ found: [Loaded.Found], _ record: (Loaded.Found, Int) -> Record
  ) throws -> Commit {
    Commit(try found.map { .replace(record($0, (try number($0) ?? 0) + 1), $0.version) })
  }

  /// Looks at numbers that are always changed together until they were seen changing often enough. A look that shows nothing to compare is
  /// answered with nil.
  func demandOneMoment<Answer: Sendable>(
    _ numbers: @escaping @Sendable (Answer) throws -> [Int?]?,
    of look: @escaping @Sendable () async throws -> Answer,
    changedBy step: @escaping @Sendable () async throws -> Void
  ) async throws {
    try await whileRepeating {
      _ in
      try await step()
    } watch: {
      var states: Set<Int?> = []
      for _ in 0..<10_000 where states.count < options.rounds * 5 {
        guard let seen = try numbers(try await look()) else { continue }
        try demand(
          Set(seen).count == 1 && seen.first != .some(nil), "records that are always changed together agree",
          actual: "\(seen.map { $0.map(String.init) ?? "nothing" })")
        states.formUnion(seen)
        await Task.yield()
      }
    }
  }
}
