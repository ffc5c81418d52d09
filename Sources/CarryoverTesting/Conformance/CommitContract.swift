internal import Carryover

/// Changing records together or not at all.
enum CommitContract: String, ContractTopic {
  static let area = Contract.Area.commit

  case insertIsSeenAtOnce
  case insertDemandsAbsence
  case replaceDemandsItsVersion
  case replaceDemandsPresence
  case deleteRemoves
  case deleteDemandsItsVersion
  case deleteDemandsPresence
  case keepIsVerified
  case keepAbsentIsVerified
  case keepsChangeNothing
  case conflictNamesACulprit
  case allOrNothing
  case allKindsTogether
  case manyChangesTogether
  case oneChangeForAKey
  case emptyCommitIsFine

  var terms: Terms {
    switch self {
    case .insertIsSeenAtOnce:
      Terms(
        "What a successful commit wrote is there for every later load.",
        or: "The request after the sign-in does not find the session that the sign-in made."
      ) { bench in
        for key in try bench.keys(bench.options.rounds) {
          try await bench.apply(.insert(bench.record(key, 1)))
          try bench.equal("the record", try await bench.number(key), 1)
          try await bench.apply(.replace(bench.record(key, 2), try await bench.present(key).version))
          try bench.equal("the record replaced", try await bench.number(key), 2)
        }
      }
    case .insertDemandsAbsence:
      Terms(
        "An insert over a record that is there conflicts and changes nothing.",
        or: "Two visitors get the same slot, and the second one's data replaces the first one's."
      ) { bench in
        let key = try bench.key("a")
        let version = try await bench.insert(bench.record(key, 1))
        try await bench.refuse("the key is taken", .insert(bench.record(key, 2)))
        try bench.equal("the record", try await bench.number(key), 1)
        try bench.equal("its version", try await bench.present(key).version, version)
      }
    case .replaceDemandsItsVersion:
      Terms(
        "A replacement is applied over the version that it names, and over no other.",
        or: "The last writer wins, and an update made in between is lost without a trace."
      ) { bench in
        let key = try bench.key("a")
        let first = try await bench.insert(bench.record(key, 1))
        let second = try await bench.replace(bench.record(key, 2), first)
        try bench.equal("the record", try await bench.number(key), 2)
        try await bench.refuse("the version is stale", .replace(bench.record(key, 3), first))
        try bench.equal("the record after the conflict", try await bench.number(key), 2)
        try bench.equal("its version", try await bench.present(key).version, second)
      }
    case .replaceDemandsPresence:
      Terms(
        "A replacement of a record that is not there conflicts and writes nothing.",
        or: "An update brings a session back that was revoked a moment ago."
      ) { bench in
        let keys = try bench.keys(2)
        let version = try await bench.insert(bench.record(keys[0], 1))
        try await bench.refuse("there never was a record", .replace(bench.record(keys[1], 2), version))
        try await bench.apply(.delete(keys[0], version))
        try await bench.refuse("the record is deleted", .replace(bench.record(keys[0], 2), version))
        try bench.equal("the records", try await bench.numbers(keys), [nil, nil])
      }
    case .deleteRemoves:
      Terms(
        "A deleted record is gone, and its key is free.",
        or: "A revoked token still opens its session, or an address can never be used again."
      ) { bench in
        let key = try bench.key("a")
        for number in 0..<3 {
          let version = try await bench.insert(bench.record(key, number))
          try await bench.apply(.delete(key, version))
          try bench.equal("the record", try await bench.number(key), nil)
          try await bench.apply(.keepAbsent(key))
        }
      }
    case .deleteDemandsItsVersion:
      Terms(
        "A delete removes the version that it names, and no other.",
        or: "A sweep deletes a session that was prolonged since the sweep saw it."
      ) { bench in
        let key = try bench.key("a")
        let first = try await bench.insert(bench.record(key, 1))
        let second = try await bench.replace(bench.record(key, 2), first)
        try await bench.refuse("the version is stale", .delete(key, first))
        try bench.equal("the record", try await bench.number(key), 2)
        try bench.equal("its version", try await bench.present(key).version, second)
      }
    case .deleteDemandsPresence:
      Terms(
        "A delete of a record that is not there conflicts.",
        or: "Two claims of one session both believe that they ended it."
      ) { bench in
        let keys = try bench.keys(2)
        let version = try await bench.insert(bench.record(keys[0], 1))
        try await bench.refuse("there never was a record", .delete(keys[1], version))
        try await bench.apply(.delete(keys[0], version))
        try await bench.refuse("the record is deleted", .delete(keys[0], version))
      }
    case .keepIsVerified:
      Terms(
        "A record that is only kept must have the version named.",
        or: "A decision is carried out although what it rests on has changed: a message enters a closed conversation."
      ) { bench in
        let keys = try bench.keys(3)
        let first = try await bench.insert(bench.record(keys[0], 1))
        try await bench.apply(.keep(keys[0], first), .insert(bench.record(keys[1], 1)))
        let second = try await bench.replace(bench.record(keys[0], 2), first)
        try await bench.refuse("what is kept has changed", .keep(keys[0], first), .insert(bench.record(keys[2], 1)))
        try await bench.apply(.delete(keys[0], second))
        try await bench.refuse("what is kept is deleted", .insert(bench.record(keys[2], 1)), .keep(keys[0], second))
        try bench.equal("the records", try await bench.numbers(keys), [nil, 1, nil])
      }
    case .keepAbsentIsVerified:
      Terms(
        "A record that is to stay absent must be absent.",
        or: "Something is created under an account that was closed at that moment."
      ) { bench in
        let keys = try bench.keys(3)
        try await bench.apply(.keepAbsent(keys[0]), .insert(bench.record(keys[1], 1)))
        try await bench.insert(bench.record(keys[0], 1))
        try await bench.refuse("what must be absent is there", .keepAbsent(keys[0]), .insert(bench.record(keys[2], 1)))
        try bench.equal("the records", try await bench.numbers(keys), [1, 1, nil])
      }
    case .keepsChangeNothing:
      Terms(
        "A commit of nothing but keeps verifies and leaves everything as it is.",
        or: "An answer cannot be verified, or verifying it makes every other commit conflict."
      ) { bench in
        let keys = try bench.keys(2)
        let version = try await bench.insert(bench.record(keys[0], 1))
        for _ in 0..<3 { try await bench.apply(.keep(keys[0], version), .keepAbsent(keys[1])) }
        try bench.equal("the records", try await bench.numbers(keys), [1, nil])
        try bench.equal("the version", try await bench.present(keys[0]).version, version)
        try await bench.replace(bench.record(keys[0], 2), version)
        try await bench.refuse("the record has changed", .keep(keys[0], version))
        try await bench.refuse("the record is there", .keepAbsent(keys[0]))
      }
    case .conflictNamesACulprit:
      Terms(
        "A conflict names a record that is not as expected.",
        or: "Whoever looks for the cause of a conflict looks at the wrong record."
      ) { bench in
        let keys = try bench.keys(4)
        let right = try await bench.insert(bench.record(keys[0], 1))
        let stale = try await bench.insert(bench.record(keys[1], 1))
        try await bench.replace(bench.record(keys[1], 2), stale)
        try await bench.insert(bench.record(keys[2], 1))
        let named = try await bench.refuse(
          "two records are not as expected", .keep(keys[0], right), .replace(bench.record(keys[1], 3), stale),
          .insert(bench.record(keys[2], 2)), .keepAbsent(keys[3]))
        let culprits = Set(named).intersection(keys[1...2])
        try bench.demand(
          !culprits.isEmpty, "a conflict that names \(keys[1]) or \(keys[2])", actual: "a conflict that names \(named)")
      }
    case .allOrNothing:
      Terms(
        "A commit of which one expectation fails writes no record, moves no shelf entry and emits no event.",
        or: "A claim takes the profile and leaves the session, or tells the world of what never happened."
      ) { bench in
        let feed = try await bench.feedEnd()
        for culprit in 0..<4 { try await bench.demandNothing(ofCommitFailingAt: culprit) }
        let marker = try bench.key("marker")
        try await bench.apply(.insert(bench.record(marker, 1)), events: [bench.event(marker, 1)])
        let events = try await bench.entries(after: feed, atLeast: 1).map(\.event.subject)
        try bench.equal("the subjects of the events", events, [marker])
      }
    case .allKindsTogether:
      Terms(
        "Inserts, replacements, deletes and keeps of one commit are all carried out.",
        or: "A claim that has to do four things does three."
      ) { bench in
        let keys = try bench.keys(4)
        let versions = [
          try await bench.insert(bench.record(keys[0], 0)), try await bench.insert(bench.record(keys[1], 1)),
          try await bench.insert(bench.record(keys[2], 2)),
        ]
        try await bench.apply(
          .keep(keys[0], versions[0]), .delete(keys[1], versions[1]), .replace(bench.record(keys[2], 22), versions[2]),
          .insert(bench.record(keys[3], 3)))
        try bench.equal("the records", try await bench.numbers(keys), [0, nil, 22, 3])
      }
    case .manyChangesTogether:
      Terms(
        "A commit of as many changes as the limit allows is applied whole, or not at all where one fails.",
        or: "A large commit is cut into pieces, and a crash in between leaves half of it."
      ) { bench in
        let keys = try bench.keys(min(bench.store.limits.changesPerCommit, 300))
        let records = keys.enumerated().map { bench.record($1, $0) }
        guard let last = records.last else { return }
        let version = try await bench.insert(last)
        try await bench.refuse("the last key is taken", Commit(records.map { .insert($0) }))
        try bench.equal(
          "the records after the conflict", try await bench.numbers(keys).compactMap(\.self), [keys.count - 1])
        try await bench.apply(.delete(last.key, version))
        try await bench.apply(Commit(records.map { .insert($0) }))
        try bench.equal("the records", try await bench.numbers(keys), keys.indices.map { $0 })
      }
    case .oneChangeForAKey:
      Terms(
        "A commit with two changes of one record is refused and changes nothing.",
        or: "Which of the two changes counts depends on the store."
      ) { bench in
        let keys = try bench.keys(2)
        let version = try await bench.insert(bench.record(keys[0], 1))
        let pairs: [[Change]] = [
          [.insert(bench.record(keys[1], 1)), .insert(bench.record(keys[1], 2))],
          [.insert(bench.record(keys[1], 1)), .keepAbsent(keys[1])],
          [.replace(bench.record(keys[0], 2), version), .delete(keys[0], version)],
          [.keep(keys[0], version), .replace(bench.record(keys[0], 2), version)],
        ]
        for pair in pairs {
          var error = await bench.send(Commit(pair))
          for number in 0..<10 where error == .busy || error == .unknown {
            try await bench.pause(number)
            error = await bench.send(Commit(pair))
          }
          try bench.demand(error != nil, "a refusal of two changes of one record", actual: "the commit was applied")
        }
        try bench.equal("the records", try await bench.numbers(keys), [1, nil])
        try bench.equal("the version", try await bench.present(keys[0]).version, version)
      }
    case .emptyCommitIsFine:
      Terms(
        "A commit of nothing is applied.",
        or: "An operation that finds nothing to do fails on an empty statement."
      ) { bench in
        try await bench.apply(Commit([]))
      }
    }
  }
}

extension Bench {
  /// Sends four changes of which one rests on something false, and demands that none of them shows.
  func demandNothing(ofCommitFailingAt culprit: Int) async throws {
    let keys = try keys(4, "at\(culprit).")
    let old = try shelf("old\(culprit)")
    let new = try shelf("new\(culprit)")
    let stale = try await insert(record(keys[culprit], 0, on: ShelfEntry(old, order: 0)))
    var versions: [RecordVersion] = []
    for (index, key) in keys.enumerated() {
      let entry = ShelfEntry(old, order: Int64(index))
      if index == culprit {
        versions.append(stale)
        try await replace(record(key, index, on: entry), stale)
      } else {
        versions.append(try await insert(record(key, index, on: entry)))
      }
    }
    try await apply(.delete(keys[3], try await present(keys[3]).version))
    let moved = ShelfEntry(new, order: 1)
    let last: Change =
      culprit == 3
      ? .replace(record(keys[3], 13, on: moved), versions[3]) : .insert(record(keys[3], 13, on: moved))
    try await refuse(
      "change \(culprit + 1) of 4 rests on something false",
      Commit(
        [
          .replace(record(keys[0], 10, on: moved), versions[0]), .delete(keys[1], versions[1]),
          .replace(record(keys[2], 12, on: moved), versions[2]), last,
        ], events: [event(keys[0], culprit)]))
    try equal("the records after a conflict at change \(culprit + 1) of 4", try await numbers(keys), [0, 1, 2, nil])
    try equal("the places on the new shelf", try await places(ShelfQuery([new])), [])
    try equal(
      "the places on the old shelf", try await places(ShelfQuery([old])),
      (0..<3).map { Place(order: Int64($0), key: keys[$0]) })
  }
}
