internal import Carryover

/// Leaving time to the library.
enum ExpiryContract: String, ContractTopic {
  static let area = Contract.Area.expiry

  case whatHasExpiredIsStillThere
  case whatHasExpiredCanBeRenewed
  case renewedIsNotSwept
  case sweepTakesWhatIsDue

  var terms: Terms {
    switch self {
    case .whatHasExpiredIsStillThere:
      Terms(
        "A record whose time is long past is loaded, listed and kept like any other.",
        or:
          "A store that hides the expired reports an identifier as free that is taken, and loses what a claim would save."
      ) { bench in
        let keys = try bench.keys(3)
        let shelf = try bench.shelf("due", .expiring)
        let orders: [Int64] = [.min, 0, 1_000]
        for (key, order) in zip(keys, orders) {
          try await bench.insert(bench.record(key, 1, on: ShelfEntry(shelf, order: order)))
        }
        try bench.equal("the records", try await bench.numbers(keys), [1, 1, 1])
        try bench.equal("the orders listed", try await bench.places(ShelfQuery([shelf])).map(\.order), orders)
        try await bench.refuse("the key is taken", .insert(bench.record(keys[0], 2)))
        try await bench.apply(.keep(keys[1], try await bench.present(keys[1]).version))
      }
    case .whatHasExpiredCanBeRenewed:
      Terms(
        "A record whose time is past can be replaced and moved into the future.",
        or: "A claim at the last moment finds the session locked or gone."
      ) { bench in
        let key = try bench.key("a")
        let shelf = try bench.shelf("due", .expiring)
        let version = try await bench.insert(bench.record(key, 1, on: ShelfEntry(shelf, order: 1_000)))
        let future: Int64 = 9_000_000_000_000
        try await bench.replace(bench.record(key, 2, on: ShelfEntry(shelf, order: future)), version)
        try bench.equal("what is due", try await bench.places(ShelfQuery([shelf], through: 1_000)), [])
        try bench.equal(
          "what stands there", try await bench.places(ShelfQuery([shelf])), [Place(order: future, key: key)])
      }
    case .renewedIsNotSwept:
      Terms(
        "A delete by the version that a list gave conflicts where the record was renewed since.",
        or: "A sweep deletes the session of somebody who is just using it."
      ) { bench in
        let keys = try bench.keys(4)
        let shelf = try bench.shelf("due", .expiring)
        try await bench.insert(all: keys.map { bench.record($0, 1, on: ShelfEntry(shelf, order: 1_000)) })
        let candidates = try await bench.walk(ShelfQuery([shelf], through: 2_000))
        try bench.equal("what is due", candidates.map(\.place.key), keys)
        for candidate in candidates.prefix(2) {
          let entry = ShelfEntry(shelf, order: 3_000)
          try await bench.replace(bench.record(candidate.place.key, 2, on: entry), candidate.found.version)
        }
        for candidate in candidates.prefix(2) {
          try await bench.refuse("the record was renewed", .delete(candidate.place.key, candidate.found.version))
        }
        for candidate in candidates.dropFirst(2) {
          try await bench.apply(.delete(candidate.place.key, candidate.found.version))
        }
        try bench.equal("the records", try await bench.numbers(keys), [2, 2, nil, nil])
      }
    case .sweepTakesWhatIsDue:
      Terms(
        "A list through a moment gives what is due at that moment, and deleting it page by page leaves the rest.",
        or: "A sweep never ends, skips every second record, or takes what is not yet due."
      ) { bench in
        let keys = try bench.keys(12)
        let shelf = try bench.shelf("due", .expiring)
        try await bench.insert(
          all: keys.enumerated().map { bench.record($1, $0, on: ShelfEntry(shelf, order: Int64($0) * 10)) })
        var place: Place?
        var swept = 0
        for _ in 0..<100 {
          let page = try await bench.page(ShelfQuery([shelf], through: 70), after: place, limit: 3)
          for candidate in page.candidates {
            try await bench.apply(.delete(candidate.place.key, candidate.found.version))
            swept += 1
          }
          place = page.next
          guard place != nil else { break }
        }
        try bench.equal("the number of records swept", swept, 8)
        try bench.equal("what is left", try await bench.places(ShelfQuery([shelf])).map(\.order), [80, 90, 100, 110])
      }
    }
  }
}
