internal import Carryover

/// Telling one state of a record from another.
enum VersionContract: String, ContractTopic {
  static let area = Contract.Area.version

  case everyWriteMakesANewOne
  case sameBodyIsANewVersion
  case neverUsedAgain
  case othersKeepTheirs
  case listsAndLoadsAgree

  var terms: Terms {
    switch self {
    case .everyWriteMakesANewOne:
      Terms(
        "Every write gives a record a version that it never had.",
        or: "A writer who saw an earlier state overwrites a later one."
      ) { bench in
        let key = try bench.key("a")
        var versions = [try await bench.insert(bench.record(key, 0))]
        for number in 1...max(10, bench.options.rounds) {
          versions.append(try await bench.replace(bench.record(key, number), versions[number - 1]))
        }
        try bench.equal("the number of different versions", Set(versions).count, versions.count)
        for version in versions.dropLast() {
          try await bench.refuse("the version is stale", .replace(bench.record(key, -1), version))
        }
      }
    case .sameBodyIsANewVersion:
      Terms(
        "A record written again with the same body has a new version.",
        or: "A version made from the body lets two who decided on the same state both succeed."
      ) { bench in
        let key = try bench.key("a")
        let first = try await bench.insert(bench.record(key, 1))
        let second = try await bench.replace(bench.record(key, 1), first)
        try bench.demand(first != second, "a new version", actual: "\(second) again")
        try await bench.refuse("the version is stale", .keep(key, first))
        try await bench.refuse("the version is stale", .replace(bench.record(key, 1), first))
      }
    case .neverUsedAgain:
      Terms(
        "A version is never used again for the same key, not even after a delete and a new insert.",
        or: "A sweep that saw the old record deletes the new one under the same key."
      ) { bench in
        let key = try bench.key("a")
        var versions: [RecordVersion] = []
        for _ in 0..<max(6, bench.options.rounds / 2) {
          let inserted = try await bench.insert(bench.record(key, 1))
          let replaced = try await bench.replace(bench.record(key, 2), inserted)
          versions += [inserted, replaced]
          try await bench.apply(.delete(key, replaced))
        }
        try bench.equal("the number of different versions", Set(versions).count, versions.count)
        let last = try await bench.insert(bench.record(key, 1))
        for version in versions {
          try await bench.refuse("the version is that of a deleted record", .delete(key, version))
        }
        try bench.equal("the version", try await bench.present(key).version, last)
      }
    case .othersKeepTheirs:
      Terms(
        "A record keeps its version while others are written and itself is only kept or refused.",
        or: "Writers of different records make each other's commits conflict, and the busiest moment stalls."
      ) { bench in
        let keys = try bench.keys(3)
        let version = try await bench.insert(bench.record(keys[0], 1))
        let other = try await bench.insert(bench.record(keys[1], 1))
        try await bench.apply(
          .keep(keys[0], version), .replace(bench.record(keys[1], 2), other), .insert(bench.record(keys[2], 1)))
        try await bench.refuse(
          "the key is taken", .replace(bench.record(keys[0], 2), version), .insert(bench.record(keys[2], 2)))
        try bench.equal("the version", try await bench.present(keys[0]).version, version)
        try await bench.apply(.replace(bench.record(keys[0], 3), version))
      }
    case .listsAndLoadsAgree:
      Terms(
        "A list and a load give a record the same version.",
        or: "No commit of a sweep ever goes through, because the version that it listed is of another sort."
      ) { bench in
        let key = try bench.key("a")
        let entry = ShelfEntry(try bench.shelf("s"), order: 1)
        var version = try await bench.insert(bench.record(key, 0, on: entry))
        for number in 1...5 {
          let listed = try await bench.walk(ShelfQuery([entry.shelf])).map(\.found.version)
          try bench.equal("the version listed", listed, [version])
          version = try await bench.replace(bench.record(key, number, on: entry), version)
        }
      }
    }
  }
}
