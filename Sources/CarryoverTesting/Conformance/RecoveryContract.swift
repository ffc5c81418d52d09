internal import Carryover

/// Going on after something went wrong.
enum RecoveryContract: String, ContractTopic {
  static let area = Contract.Area.recovery

  case receiptStopsAReplay
  case duplicatesApplyOnce
  case lateCommitIsRefused
  case refusalsDoNoHarm
  case cancelledCommitIsWholeOrNothing
  case cancelledAmongOthers
  case cancelledReadsDoNoHarm

  var terms: Terms {
    switch self {
    case .receiptStopsAReplay:
      Terms(
        "A commit that inserts a receipt conflicts when it is sent again, and changes nothing a second time.",
        or: "After a lost connection the same claim, message or payment is applied twice."
      ) { bench in
        let keys = try bench.keys(3)
        let feed = try await bench.feedEnd()
        let commit = Commit(
          [.insert(bench.record(keys[0], 1)), .insert(bench.record(keys[1], 1))], events: [bench.event(keys[0], 1)])
        try await bench.apply(commit)
        try await bench.apply(.delete(keys[1], try await bench.present(keys[1]).version))
        for _ in 0..<3 { try await bench.refuse("the receipt is there", commit) }
        try bench.equal("the records", try await bench.numbers(keys), [1, nil, nil])
        try bench.equal("the number of events", try await bench.entries(after: feed, atLeast: 1).count, 1)
      }
    case .duplicatesApplyOnce:
      Terms(
        "One commit sent by many at once is applied once.",
        or: "A proxy that sends a request again while the first is under way makes everything happen twice."
      ) { bench in
        try await bench.race { count, name in
          let keys = try bench.keys(2, name)
          let feed = try await bench.feedEnd()
          let version = try await bench.insert(bench.record(keys[0], 0))
          let commit = Commit(
            [.replace(bench.record(keys[0], 1), version), .insert(bench.record(keys[1], 1))],
            events: [bench.event(keys[0], 1)])
          try bench.demandOneWinner(of: try await bench.contend(count) { _ in try await bench.attempt(commit) })
          try bench.equal("the number of events", try await bench.entries(after: feed, atLeast: 1).count, 1)
        }
      }
    case .lateCommitIsRefused:
      Terms(
        "A commit prepared on a state that has passed is refused, however late it arrives.",
        or: "A request that hung in the network for a minute undoes what was done in that minute."
      ) { bench in
        let keys = try bench.keys(2)
        var late: [Commit] = []
        var version = try await bench.insert(bench.record(keys[0], 0))
        for number in 1...5 {
          late.append(
            Commit([.replace(bench.record(keys[0], -number), version), .insert(bench.record(keys[1], number))]))
          late.append(Commit([.keep(keys[0], version), .insert(bench.record(keys[1], number))]))
          late.append(Commit([.delete(keys[0], version)]))
          version = try await bench.replace(bench.record(keys[0], number), version)
        }
        for commit in late { try await bench.refuse("the state has passed", commit) }
        try bench.equal("the records", try await bench.numbers(keys), [5, nil])
      }
    case .refusalsDoNoHarm:
      Terms(
        "After refusals of every kind the store does its work as before.",
        or: "One refused commit leaves a transaction open, and everything after it on that connection fails."
      ) { bench in
        let keys = try bench.keys(bench.options.rounds + 1)
        let version = try await bench.insert(bench.record(keys[0], 0))
        for (number, key) in keys.dropFirst().enumerated() {
          try await bench.refuse("the key is taken", .insert(bench.record(key, -1)), .insert(bench.record(keys[0], -1)))
          _ = await bench.send(Commit([.keepAbsent(key), .keepAbsent(key)]))
          _ = try? await bench.store.feed(after: FeedPosition("not-a-position"), limit: 1)
          if bench.store.limits.keysPerLoad < 2_000 {
            _ = try? await bench.store.load(Array(repeating: key, count: bench.store.limits.keysPerLoad + 1))
          }
          try await bench.apply(.insert(bench.record(key, number)), .keep(keys[0], version))
          try bench.equal("the record", try await bench.number(key), number)
        }
      }
    case .cancelledCommitIsWholeOrNothing:
      Terms(
        "A commit whose task is cancelled is applied whole or not at all, and its sender is told what is true.",
        or: "A visitor who closes the page leaves half a claim behind, or is told that nothing happened when it did."
      ) { bench in
        let feed = try await bench.feedEnd()
        var certain: Set<RecordKey> = []
        var possible: Set<RecordKey> = []
        for round in 0..<bench.options.rounds * 4 {
          let keys = try bench.keys(3, "round\(round).")
          let commit = Commit(keys.map { .insert(bench.record($0, round)) }, events: [bench.event(keys[0], round)])
          let error = try await bench.cancelling(afterTurns: round % 8) { await bench.send(commit) }
          let present = try await bench.numbers(keys).compactMap(\.self).count
          try bench.demand(
            present == 0 || present == 3, "all three records or none",
            actual: "\(present) of them, reported as \(error.map { "\($0)" } ?? "success")")
          switch error {
          case nil:
            try bench.equal("the records after success", present, 3)
            certain.insert(keys[0])
          case .unknown?: possible.insert(keys[0])
          case let error?:
            try bench.equal("the records after \(error), which promises that nothing was applied", present, 0)
          }
        }
        let seen = try await bench.entries(after: feed, atLeast: certain.count).map(\.event.subject)
        let missing = certain.subtracting(seen)
        try bench.demand(missing.isEmpty, "an event for each commit applied", actual: "\(missing.count) missing")
        let extra = Set(seen).subtracting(certain).subtracting(possible)
        try bench.demand(extra.isEmpty, "no event of a commit that was not applied", actual: "\(extra.count) of them")
      }
    case .cancelledAmongOthers:
      Terms(
        "Of many commits of which some are cancelled, those reported as applied are, and those reported as not applied are not.",
        or: "Under load a cancelled request is counted twice, by whoever tries again."
      ) { bench in
        try await bench.withContenders { count in
          let key = try bench.key("counter\(count)")
          try await bench.insert(bench.record(key, 0))
          let attempts = try await bench.contend(count) { index in
            try await bench.cancelling(afterTurns: index % 3 == 0 ? nil : index % 5) { await bench.increment(key) }
          }
          let applied = attempts.count { $0 == .applied }
          let lost = attempts.count { $0 == .lost }
          let number = try await bench.number(key) ?? -1
          try bench.demand(
            (applied...applied + lost).contains(number),
            "a counter of \(applied), the updates applied, and at most \(lost) more, those unknown", actual: "\(number)"
          )
        }
      }
    case .cancelledReadsDoNoHarm:
      Terms(
        "A read whose task is cancelled is answered or refused, and the store goes on.",
        or: "Every visitor who closes the page takes a connection out of the pool."
      ) { bench in
        let key = try bench.key("a")
        let shelf = try bench.shelf("s")
        try await bench.insert(bench.record(key, 1, on: ShelfEntry(shelf, order: 1)))
        for round in 0..<bench.options.rounds * 4 {
          try await bench.cancelling(afterTurns: round % 8) {
            do {
              let items = try await bench.store.load([key]).items
              try bench.equal("the record read", try items.first?.found.flatMap(bench.number), 1)
              _ = try await bench.store.list(ShelfQuery([shelf]), after: nil, limit: 1)
              _ = try await bench.store.feed(after: .start, limit: 1)
            } catch let error as StoreError {
              try bench.demand(
                [.cancelled, .busy, .unknown].contains(error), "an answer, or cancelled, busy or unknown",
                actual: "\(error)")
            }
          }
          try bench.equal("the record", try await bench.number(key), 1)
        }
      }
    }
  }
}

extension Bench {
  /// Adds one to a counter, whether or not its task is cancelled meanwhile.
  func increment(_ key: RecordKey) async -> Attempt {
    for _ in 0..<1_000 {
      guard let found = try? await store.load([key]).items.first?.found, let number = try? number(found) else {
        if Task.isCancelled { return .refused }
        continue
      }
      await Task.yield()
      switch await send(Commit([.replace(record(key, number + 1), found.version)])) {
      case nil: return .applied
      case .unknown?: return .lost
      case .conflict?, .busy?: if Task.isCancelled { return .refused }
      case .cancelled?, .tooLarge?, .gone?, .failed?: return .refused
      }
    }
    return .refused
  }
}
