internal import Carryover

/// Walking a shelf page by page.
enum PagingContract: String, ContractTopic {
  static let area = Contract.Area.paging

  case pagesCoverAllOnce
  case tiesAreNotCut
  case limitIsKept
  case endIsTheEnd
  case anyPlaceWillDo
  case boundHoldsAcrossPages
  case mergedShelvesPageTogether
  case stableUnderInsertion
  case stableUnderDeletion
  case stableWhileOthersMove
  case stableUnderWriters

  var terms: Terms {
    switch self {
    case .pagesCoverAllOnce:
      Terms(
        "Pages of any size, in either direction, give every record exactly once.",
        or: "An export misses a conversation at each page's edge, or has it twice."
      ) { bench in
        let shelf = try bench.shelf("s")
        let places = try await bench.stand([3, 1, 4, 1, 5, 9, 2, 6, -5, 3, 5], on: shelf)
        for limit in [1, 2, 7, 11, 12] { try await bench.demandList([shelf], places, limit: limit) }
      }
    case .tiesAreNotCut:
      Terms(
        "A page may end among records of equal order, and the next one goes on among them.",
        or: "Of records made in the same millisecond the list shows those that fit on the first page."
      ) { bench in
        let shelf = try bench.shelf("s")
        let places = try await bench.stand([5, 5, 5, 5, 5, 5, 5, 4, 6], on: shelf)
        for limit in 1...5 { try await bench.demandList([shelf], places, limit: limit) }
        for place in places {
          let after = places.filter { place < $0 }.sorted()
          try bench.equal("the places after \(place)", try await bench.places(ShelfQuery([shelf]), after: place), after)
        }
      }
    case .limitIsKept:
      Terms(
        "A page holds no more candidates than were asked for.",
        or: "A sweep with a budget of a hundred takes ten thousand at once."
      ) { bench in
        let shelves = try (0..<3).map { try bench.shelf("s\($0)") }
        for (number, shelf) in shelves.enumerated() {
          _ = try await bench.stand([1, 2, 2, 3], on: shelf, "on\(number).")
        }
        for limit in [1, 2, 3, 5, 11, 12, 13] {
          for direction in [ShelfQuery.Direction.ascending, .descending] {
            _ = try await bench.walk(ShelfQuery(shelves, direction), limit: limit) { page in
              try bench.demand(
                page.candidates.count <= limit, "at most \(limit) candidates", actual: "\(page.candidates.count)")
            }
          }
        }
      }
    case .endIsTheEnd:
      Terms(
        "A list has ended only where there is no next place, and after its last place there is nothing.",
        or: "A short page passes for the last one, and the rest is never swept, exported or shown."
      ) { bench in
        let shelf = try bench.shelf("s")
        let places = try await bench.stand([1, 2, 3, 4, 5, 6], on: shelf)
        for limit in [1, 2, 3, 5, 6, 7] {
          var place: Place?
          for _ in 0..<100 {
            let page = try await bench.page(ShelfQuery([shelf]), after: place, limit: limit)
            place = page.next
            guard place == nil else { continue }
            let rest = try await bench.places(ShelfQuery([shelf]), after: page.candidates.last?.place ?? places[5])
            try bench.equal("the places beyond the end with pages of \(limit)", rest, [])
            break
          }
          try bench.demand(place == nil, "an end within 100 pages", actual: "\(place.map { "\($0)" } ?? "")")
        }
        try bench.equal("the places after the last", try await bench.places(ShelfQuery([shelf]), after: places[5]), [])
        let first = try await bench.places(ShelfQuery([shelf], .descending), after: places[0])
        try bench.equal("the places below the first", first, [])
      }
    case .anyPlaceWillDo:
      Terms(
        "A list goes on beyond any place, whether or not a record stands there.",
        or: "The page after a record that was just deleted starts from the top, or is refused."
      ) { bench in
        let shelf = try bench.shelf("s")
        let places = try await bench.stand([0, 2, 2, 4], on: shelf).sorted()
        let keys = try ["aaa", "on00001a", "on00002", "zzz"].map { try bench.key($0) }
        let cursors = [Int64.min, -1, 0, 1, 2, 3, 4, .max].flatMap { order in keys.map { Place(order: order, key: $0) }
        }
        for cursor in cursors {
          try bench.equal(
            "the places after \(cursor)", try await bench.places(ShelfQuery([shelf]), after: cursor),
            places.filter { cursor < $0 })
          try bench.equal(
            "the places below \(cursor)", try await bench.places(ShelfQuery([shelf], .descending), after: cursor),
            places.reversed().filter { $0 < cursor })
        }
      }
    case .boundHoldsAcrossPages:
      Terms(
        "A bound holds on every page, and the list ends there.",
        or: "The second page of a sweep takes what is not yet due."
      ) { bench in
        let shelf = try bench.shelf("s")
        let places = try await bench.stand([1, 2, 3, 3, 3, 4, 5, 6], on: shelf).sorted()
        for limit in 1...5 {
          let up = try await bench.places(ShelfQuery([shelf], through: 3), limit: limit)
          try bench.equal("the places through 3 with pages of \(limit)", up, places.filter { $0.order <= 3 })
          let down = try await bench.places(ShelfQuery([shelf], .descending, through: 3), limit: limit)
          try bench.equal("the places down through 3", down, places.reversed().filter { $0.order >= 3 })
        }
        let beyond = try await bench.places(ShelfQuery([shelf], through: 3), after: places[6])
        try bench.equal("the places through 3 after a place beyond", beyond, [])
      }
    case .mergedShelvesPageTogether:
      Terms(
        "Pages over several shelves give every place exactly once, equal orders and shared records included.",
        or: "Whoever has several homes sees some conversations twice and some never."
      ) { bench in
        let shelves = try (0..<3).map { try bench.shelf("s\($0)") }
        var places: Set<Place> = []
        for (number, key) in try bench.keys(12).enumerated() {
          let entries = [
            ShelfEntry(shelves[number % 3], order: Int64(number / 4)),
            ShelfEntry(shelves[(number + 1) % 3], order: Int64(number / 4 + number % 2)),
          ]
          try await bench.insert(Record(key: key, body: "{}", entries: entries))
          places.formUnion(entries.map { Place(order: $0.order, key: key) })
        }
        for limit in [1, 2, 3, 7] { try await bench.demandList(shelves, Array(places), limit: limit) }
      }
    case .stableUnderInsertion:
      Terms(
        "What is inserted before or beyond the place reached moves nothing else to another page.",
        or: "A new message during a walk pushes an old one off one page and onto the next, or past both."
      ) { bench in
        let shelf = try bench.shelf("s")
        let standing = try await bench.stand((1...10).map { $0 * 10 }, on: shelf).sorted()
        for direction in [ShelfQuery.Direction.ascending, .descending] {
          var serial = 0
          let seen = try await bench.walk(ShelfQuery([shelf], direction), limit: 2) { page in
            guard serial < 40, let place = page.next else { return }
            for order in [place.order - 15, place.order - 5, place.order, place.order + 5, place.order + 15] {
              serial += 1
              let key = try bench.key("\(direction)\(serial)")
              try await bench.insert(bench.record(key, serial, on: ShelfEntry(shelf, order: order)))
            }
          }
          try bench.demandStanding(standing, in: seen.map(\.place), direction)
        }
      }
    case .stableUnderDeletion:
      Terms(
        "What is deleted at or around the place reached hides nothing else.",
        or: "A sweep that deletes what it lists skips every second page."
      ) { bench in
        for direction in [ShelfQuery.Direction.ascending, .descending] {
          let shelf = try bench.shelf("s\(direction)")
          let places = try await bench.stand((1...12).map { $0 / 2 }, on: shelf, "\(direction)").sorted()
          var gone: Set<RecordKey> = []
          let seen = try await bench.walk(ShelfQuery([shelf], direction), limit: 2) { page in
            for candidate in page.candidates.suffix(1) {
              try await bench.apply(.delete(candidate.place.key, candidate.found.version))
              gone.insert(candidate.place.key)
            }
          }
          try bench.demandStanding(places.filter { !gone.contains($0.key) }, in: seen.map(\.place), direction)
        }
      }
    case .stableWhileOthersMove:
      Terms(
        "Records that stay where they are come exactly once while others move and while they themselves are rewritten.",
        or: "A list by latest activity loses whatever stands behind somebody who is typing."
      ) { bench in
        let shelf = try bench.shelf("s")
        let standing = try await bench.stand((1...10).map { $0 * 10 }, on: shelf)
        let moving = try await bench.stand((1...10).map { $0 * 10 + 5 }, on: shelf, "moving")
        var turn = 0
        let seen = try await bench.walk(ShelfQuery([shelf]), limit: 3) { _ in
          guard turn < 10 else { return }
          let moved = ShelfEntry(shelf, order: turn % 2 == 0 ? moving[turn].order + 1_000 : 1)
          try await bench.replace(
            bench.record(moving[turn].key, -1, on: moved), try await bench.present(moving[turn].key).version)
          let stays = ShelfEntry(shelf, order: standing[9 - turn].order)
          try await bench.replace(
            bench.record(standing[9 - turn].key, -1, on: stays), try await bench.present(standing[9 - turn].key).version
          )
          turn += 1
        }
        try bench.demandStanding(standing, in: seen.map(\.place), .ascending)
      }
    case .stableUnderWriters:
      Terms(
        "Records that stay where they are come exactly once however many others are written at the same time.",
        or: "Under load an export is never complete, and nobody notices."
      ) { bench in
        let shelf = try bench.shelf("s")
        let standing = try await bench.stand((1...20).map { $0 / 2 * 10 }, on: shelf).sorted()
        try await bench.whileRepeating(4) { index in
          try await bench.churn(try bench.key("churn\(index)"), on: shelf, index)
        } watch: {
          for round in 0..<bench.options.rounds {
            let direction = round % 2 == 0 ? ShelfQuery.Direction.ascending : .descending
            let seen = try await bench.walk(ShelfQuery([shelf], direction), limit: 3) { _ in await Task.yield() }
            try bench.demandStanding(standing, in: seen.map(\.place), direction)
          }
        }
      }
    }
  }
}

extension Bench {
  /// Demands that places come in order, none twice, and among them all that were there throughout.
  func demandStanding(_ standing: [Place], in seen: [Place], _ direction: ShelfQuery.Direction) throws {
    let isOrdered = zip(seen, seen.dropFirst()).allSatisfy { direction == .ascending ? $0 < $1 : $1 < $0 }
    try demand(isOrdered, "places in order, none twice", actual: "\(seen)")
    let missing = Set(standing).subtracting(seen)
    try demand(
      missing.isEmpty, "all \(standing.count) places that were there throughout", actual: "without \(missing.sorted())")
  }

  /// Inserts, moves or deletes one record, whichever is its turn.
  func churn(_ key: RecordKey, on shelf: Shelf, _ index: Int) async throws {
    guard let found = try await find(key) else {
      _ = try await attempt(.insert(record(key, index, on: ShelfEntry(shelf, order: Int64(index * 10)))))
      return
    }
    let number = (try number(found) ?? 0) + 37
    _ = try await attempt(
      number % 5 == 0
        ? .delete(key, found.version)
        : .replace(record(key, number, on: ShelfEntry(shelf, order: Int64(number % 110))), found.version))
  }
}
