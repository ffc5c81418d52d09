internal import Carryover

/// Many who want the same at once.
enum RaceContract: String, ContractTopic {
  static let area = Contract.Area.race

  case oneInsertWins
  case oneReplacementWins
  case deleteOrReplaceNotBoth
  case setGoesToOne
  case noUpdateIsLost
  case absentSkew
  case versionSkew
  case ringSkew
  case parentAndChild
  case overlappingPairs
  case readersSeeWholeCommits
  case churnAddsUp
  case entriesFollowTheWinner

  var terms: Terms {
    switch self {
    case .oneInsertWins:
      Terms(
        "Of many who insert under one key, one wins.",
        or: "Two requests each create the session, the profile or the default of the same visitor."
      ) { bench in
        try await bench.race { count, name in
          let key = try bench.key(name)
          let attempts = try await bench.contend(count) { try await bench.attempt(.insert(bench.record(key, $0))) }
          try await bench.demandWinner(of: attempts, under: [key])
        }
      }
    case .oneReplacementWins:
      Terms(
        "Of many who replace the same version, one wins.",
        or: "A share that may be used once is used by everybody who clicks at the same time."
      ) { bench in
        try await bench.race { count, name in
          let key = try bench.key(name)
          let version = try await bench.insert(bench.record(key, -1))
          let attempts = try await bench.contend(count) {
            try await bench.attempt(.replace(bench.record(key, $0), version))
          }
          try await bench.demandWinner(of: attempts, under: [key])
        }
      }
    case .deleteOrReplaceNotBoth:
      Terms(
        "Of deletes and replacements of one version, one is applied.",
        or: "A session is prolonged and swept at once, and whoever prolonged it holds a token for nothing."
      ) { bench in
        try await bench.race { count, name in
          // Where everything happens in turn the same contender is always first, so each side takes that place once.
          for side in 0..<2 {
            let key = try bench.key("\(name)\(side)")
            let version = try await bench.insert(bench.record(key, -1))
            let attempts = try await bench.contend(count) { index in
              try await bench.attempt(
                index % 2 == side ? .delete(key, version) : .replace(bench.record(key, index), version))
            }
            try bench.demandOneWinner(of: attempts)
            guard let winner = attempts.firstIndex(of: .applied) else { continue }
            try bench.equal("the record", try await bench.number(key), winner % 2 == side ? nil : winner)
          }
        }
      }
    case .setGoesToOne:
      Terms(
        "Of many who insert the same records, named in different order, one gets all of them.",
        or:
          "A slot belongs to one visitor and the session behind it to another, or the two wait for each other for ever."
      ) { bench in
        try await bench.race { count, name in
          let keys = try bench.keys(4, name)
          let attempts = try await bench.contend(count) { index in
            let changes = keys.map { Change.insert(bench.record($0, index)) }
            return try await bench.attempt(Commit(index % 2 == 0 ? changes : changes.reversed()))
          }
          try await bench.demandWinner(of: attempts, under: keys)
        }
      }
    case .noUpdateIsLost:
      Terms(
        "Of many who read a record, change it and try again on a conflict, every change counts.",
        or: "Message counts are wrong, and patches vanish under load."
      ) { bench in
        try await bench.withContenders { count in
          let key = try bench.key("counter\(count)")
          try await bench.insert(bench.record(key, 0))
          let attempts = try await bench.contend(count) { _ in
            try await bench.update([key]) { found in
              try bench.increment(found) { _, number in bench.record(key, number) }
            }
          }
          let applied = attempts.count { $0 == .applied }
          let number = try await bench.number(key) ?? -1
          let lost = attempts.count { $0 == .lost }
          try bench.demand(
            (applied...applied + lost).contains(number),
            "a counter of \(applied), the updates applied, and at most \(lost) more, those unknown", actual: "\(number)"
          )
        }
      }
    case .absentSkew:
      Terms(
        "Of two commits that each insert what the other keeps absent, one is applied.",
        or:
          "Row locks lock nothing where there is no row: a customer gets two active sessions, each sure to be the only one."
      ) { bench in
        try await bench.skew(of: 2) { keys, index in
          [.keepAbsent(keys[1 - index]), .insert(bench.record(keys[index], index))]
        }
      }
    case .versionSkew:
      Terms(
        "Of two commits that each change what the other keeps, one is applied.",
        or: "Under snapshot isolation a claim and a transfer both succeed, each on a state that the other has ended."
      ) { bench in
        try await bench.skew(of: 2, isPresent: true) { keys, versions, index in
          [.keep(keys[1 - index], versions[1 - index]), .replace(bench.record(keys[index], index), versions[index])]
        }
      }
    case .ringSkew:
      Terms(
        "Of three commits in a ring, each inserting what another keeps absent, not all are applied.",
        or: "A store that compares commits two by two lets three of them go round in a circle."
      ) { bench in
        try await bench.skew(of: 3) { keys, index in
          [.insert(bench.record(keys[index], index)), .keepAbsent(keys[(index + 1) % 3])]
        }
      }
    case .parentAndChild:
      Terms(
        "Of a commit that deletes a parent found childless and one that adds a child to the parent found, one is applied.",
        or: "Messages stay behind under a conversation that is gone, and nobody may read or delete them."
      ) { bench in
        try await bench.skew(of: 2, presentFirst: 1) { keys, versions, index in
          index == 0
            ? [.delete(keys[0], versions[0]), .keepAbsent(keys[1])]
            : [.keep(keys[0], versions[0]), .insert(bench.record(keys[1], 1))]
        }
      }
    case .overlappingPairs:
      Terms(
        "Many who change overlapping pairs of records, named in any order, all get through, and no change is lost or doubled.",
        or: "Transfers dead-lock under load, or make something out of nothing."
      ) { bench in
        try await bench.withContenders { count in
          let accounts = try await bench.accounts("a\(count).")
          let attempts = try await bench.contend(count) { index in
            var attempts: [Attempt] = []
            for step in 0..<3 { attempts.append(try await bench.transfer(among: accounts, index &* 7 &+ step)) }
            return attempts
          }.flatMap(\.self)
          let balances = try await bench.numbers(accounts).compactMap(\.self)
          try bench.equal("the sum", balances.reduce(0, +), 4_000)
          guard !attempts.contains(.lost) else { return }
          // Two losses can make up for each other in the sum.
          var expected = [1_000, 1_000, 1_000, 1_000]
          for index in 0..<count {
            for step in 0..<3 {
              let (source, goal) = bench.route(index &* 7 &+ step)
              expected[source] -= 1
              expected[goal] += 1
            }
          }
          try bench.equal("the balances", balances, expected)
        }
      }
    case .readersSeeWholeCommits:
      Terms(
        "Whoever reads while others write sees each commit whole or not at all.",
        or: "A list, a total or a decision is made of half a transfer."
      ) { bench in
        let accounts = try await bench.accounts("a")
        try await bench.whileRepeating(8) { index in
          try await bench.transfer(among: accounts, index)
        } watch: {
          for _ in 0..<bench.options.rounds * 10 {
            try bench.equal("the sum", try await bench.numbers(accounts).compactMap(\.self).reduce(0, +), 4_000)
            await Task.yield()
          }
        }
      }
    case .churnAddsUp:
      Terms(
        "Of many who insert where nothing is and delete what is there, each one's success is real.",
        or: "A place that can be taken once is given away twice between a release and the next claim."
      ) { bench in
        try await bench.withContenders { count in
          let key = try bench.key("churn\(count)")
          let moves = try await bench.contend(count) { index in
            var moves: [(Int, Attempt)] = []
            for _ in 0..<4 {
              let found = try await bench.find(key)
              await Task.yield()
              let change = found.map { Change.delete(key, $0.version) } ?? .insert(bench.record(key, index))
              moves.append((found == nil ? 1 : -1, try await bench.attempt(change)))
            }
            return moves
          }.flatMap(\.self)
          guard !moves.contains(where: { $0.1 == .lost }) else { return }
          let balance = moves.filter { $0.1 == .applied }.map(\.0).reduce(0, +)
          let isPresent = try await bench.find(key) != nil
          try bench.equal("successful inserts less successful deletes", balance, isPresent ? 1 : 0)
        }
      }
    case .entriesFollowTheWinner:
      Terms(
        "After many have moved a record to different places, it stands at the winner's place alone.",
        or: "A list shows a record where it no longer is, or twice, or not at all."
      ) { bench in
        try await bench.race { count, name in
          let key = try bench.key(name)
          let shelves = try (0..<3).map { try bench.shelf("\(name).\($0)") }
          try await bench.insert(bench.record(key, -1, on: ShelfEntry(shelves[0], order: -1)))
          _ = try await bench.contend(count) { index in
            try await bench.update([key]) { found in
              let entry = ShelfEntry(shelves[index % 3], order: Int64(index))
              return Commit([.replace(bench.record(key, index, on: entry), found[0].version)])
            }
          }
          let order = Int64(try await bench.number(key) ?? -1)
          try bench.equal("the places", try await bench.places(ShelfQuery(shelves)), [Place(order: order, key: key)])
          let standing = try await bench.places(ShelfQuery([shelves[Int(max(0, order)) % 3]])).count
          try bench.equal("the places on the winner's shelf", standing, 1)
        }
      }
    }
  }
}
