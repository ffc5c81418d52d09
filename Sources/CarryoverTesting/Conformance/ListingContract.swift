internal import Carryover

/// What stands on a shelf, and in what order.
enum ListingContract: String, ContractTopic {
  static let area = Contract.Area.listing

  case emptyShelfIsEmpty
  case orderIsByPlace
  case equalOrdersGoByKeyBytes
  case extremeOrders
  case boundsAreInclusive
  case candidatesAreCurrent
  case shelvesAreApart
  case severalShelvesMerge
  case placeComesOnce
  case entriesMoveWithTheirRecord
  case deletedRecordsLeave
  case failedCommitsMoveNothing
  case largeShelf
  case oneMoment

  var terms: Terms {
    switch self {
    case .emptyShelfIsEmpty:
      Terms(
        "A shelf on which nothing stands, or nothing any more, gives no candidate and ends at once.",
        or: "A new visitor's empty list is an error, or a sweep with nothing to do never ends."
      ) { bench in
        let shelf = try bench.shelf("s")
        let queries = [
          ShelfQuery([shelf]), ShelfQuery([shelf], .descending), ShelfQuery([shelf], through: 0), ShelfQuery([]),
        ]
        for query in queries { try bench.equal("the places", try await bench.places(query), []) }
        let place = try await bench.stand([1], on: shelf)[0]
        try await bench.apply(.delete(place.key, try await bench.present(place.key).version))
        for query in queries { try bench.equal("the places after a delete", try await bench.places(query), []) }
      }
    case .orderIsByPlace:
      Terms(
        "A list goes by order, ascending or descending, whatever order the records were written in.",
        or: "The newest conversation is at the bottom, or the sweep meets what is due last."
      ) { bench in
        let shelf = try bench.shelf("s")
        let places = try await bench.stand([5, -3, 100, 0, 20, 9, -30, 1_000_000_000_000], on: shelf)
        try await bench.demandList([shelf], places)
      }
    case .equalOrdersGoByKeyBytes:
      Terms(
        "Where orders are equal, the bytes of the keys decide.",
        or: "Pages cut between records of the same moment skip or repeat some, because the database sorts as people do."
      ) { bench in
        let shelf = try bench.shelf("s")
        let names = [
          "a", "B", "b", "A", "aa", "a b", "a-b", "ab", "_", "~", "Z", "0", "10", "9", "\u{E9}", "e\u{301}", "e", "f",
          "\u{DF}", "ss",
          "\u{FF5E}", "\u{1F600}", " ",
        ]
        let keys = try names.map { try bench.key($0) }
        try await bench.insert(all: keys.map { bench.record($0, 1, on: ShelfEntry(shelf, order: 7)) })
        try await bench.demandList([shelf], keys.map { Place(order: 7, key: $0) })
      }
    case .extremeOrders:
      Terms(
        "Orders may be any 64-bit number, negative ones and the ends of the range included.",
        or: "Something without an end sorts before everything, or overflows."
      ) { bench in
        let shelf = try bench.shelf("s")
        let places = try await bench.stand(
          [.max, .min, 0, -1, 1, .max - 1, .min + 1, 9_007_199_254_740_993, 9_007_199_254_740_992], on: shelf)
        try await bench.demandList([shelf], places)
      }
    case .boundsAreInclusive:
      Terms(
        "A bound is the last order that still belongs to the list, in the list's direction.",
        or: "What expires at this very moment is neither swept nor valid."
      ) { bench in
        let shelf = try bench.shelf("s")
        let orders: [Int64] = [.min, -5, 0, 5, 5, 6, .max]
        let places = try await bench.stand(orders, on: shelf).sorted()
        for bound in [Int64.min, -6, -5, -4, 0, 5, 6, 7, .max] {
          try bench.equal(
            "the places through \(bound)", try await bench.places(ShelfQuery([shelf], through: bound)),
            places.filter { $0.order <= bound })
          try bench.equal(
            "the places down through \(bound)",
            try await bench.places(ShelfQuery([shelf], .descending, through: bound)),
            places.reversed().filter { $0.order >= bound })
        }
      }
    case .candidatesAreCurrent:
      Terms(
        "A candidate is the record as it is, with a version that a commit accepts.",
        or: "A sweep starts from stale copies, and all of its commits conflict, or worse, none does."
      ) { bench in
        let shelf = try bench.shelf("s")
        let places = try await bench.stand([1, 2, 3], on: shelf)
        for place in places {
          let entry = ShelfEntry(shelf, order: place.order)
          try await bench.replace(bench.record(place.key, 50, on: entry), try await bench.present(place.key).version)
        }
        for candidate in try await bench.walk(ShelfQuery([shelf])) {
          try bench.equal(
            "the key of the record at \(candidate.place)", candidate.found.record.key, candidate.place.key)
          try bench.equal("the number inside", try bench.number(candidate.found), 50)
          try await bench.apply(.delete(candidate.place.key, candidate.found.version))
        }
      }
    case .shelvesAreApart:
      Terms(
        "A list shows what stands on its shelves and nothing else, names and owners compared byte by byte.",
        or: "One account's list shows another's conversations."
      ) { bench in
        let names = ["a", "A", "ab", "a%", "%", "_", "a ", "\u{E9}", "e\u{301}", "a/b", "a'"]
        let shelves = try names.map { try bench.shelf($0) } + names.map { try bench.shelf($0, .expiring) }
        var places: [[Place]] = []
        for (number, shelf) in shelves.enumerated() {
          let key = try bench.key("on\(number)")
          try await bench.insert(bench.record(key, number, on: ShelfEntry(shelf, order: 1)))
          places.append([Place(order: 1, key: key)])
        }
        for (shelf, places) in zip(shelves, places) {
          try bench.equal("the places on \(shelf)", try await bench.places(ShelfQuery([shelf])), places)
        }
      }
    case .severalShelvesMerge:
      Terms(
        "Several shelves in one query make one list by place.",
        or: "An account's conversations come home by home and not by time."
      ) { bench in
        let shelves = try (0..<4).map { try bench.shelf("s\($0)") }
        var places: [Place] = []
        for (number, shelf) in shelves.dropLast().enumerated() {
          places += try await bench.stand((0..<5).map { $0 * 3 + Int64(number) }, on: shelf, "on\(number).")
        }
        try await bench.demandList(shelves, places)
        try await bench.demandList([shelves[2], shelves[0]], Array(places[0..<5] + places[10..<15]))
      }
    case .placeComesOnce:
      Terms(
        "A record on several shelves comes once at each of its places, and a shelf named twice changes nothing.",
        or: "Counts and pages are off for whoever owns the same thing in two ways."
      ) { bench in
        let shelves = try (0..<3).map { try bench.shelf("s\($0)") }
        let keys = try bench.keys(3)
        let orders: [[Int64]] = [[1, 1, 1], [1, 2, 3], [2, 1, 2]]
        for (key, orders) in zip(keys, orders) {
          let entries = zip(shelves, orders).map { ShelfEntry($0, order: $1) }
          try await bench.insert(Record(key: key, body: "{}", entries: entries))
        }
        let places = Set(zip(keys, orders).flatMap { key, orders in orders.map { Place(order: $0, key: key) } })
        try await bench.demandList(shelves, Array(places))
        try await bench.demandList(shelves + shelves, Array(places))
        for (index, shelf) in shelves.enumerated() {
          let places = zip(keys, orders).map { Place(order: $1[index], key: $0) }
          try await bench.demandList([shelf], places)
          try await bench.demandList([shelf, shelf], places)
        }
      }
    case .entriesMoveWithTheirRecord:
      Terms(
        "The commit that replaces a record replaces its places too: moved, re-ordered, added, taken away.",
        or: "A claimed session is still in the sweep's list, or a renamed thing in two lists."
      ) { bench in
        let shelves = try (0..<2).map { try bench.shelf("s\($0)") }
        let key = try bench.key("a")
        let stages: [[Int64?]] = [[1, nil], [2, nil], [2, nil], [nil, 2], [2, 2], [3, 4], [nil, nil], [1, nil]]
        var version: RecordVersion?
        for (number, orders) in stages.enumerated() {
          let entries = zip(shelves, orders).compactMap { shelf, order in order.map { ShelfEntry(shelf, order: $0) } }
          let record = Record(key: key, body: #"{"n":\#(number)}"#, entries: entries)
          try await bench.apply(version.map { .replace(record, $0) } ?? .insert(record))
          version = try await bench.present(key).version
          for (shelf, order) in zip(shelves, orders) {
            let places = order.map { [Place(order: $0, key: key)] } ?? []
            try bench.equal("the places at stage \(number)", try await bench.places(ShelfQuery([shelf])), places)
          }
        }
      }
    case .deletedRecordsLeave:
      Terms(
        "The commit that deletes a record takes it off all its shelves.",
        or: "A list shows what is gone, or a sweep meets the same dead entry for ever."
      ) { bench in
        let shelves = try (0..<2).map { try bench.shelf("s\($0)") }
        let keys = try bench.keys(2)
        let records = keys.map {
          bench.record($0, 1, on: ShelfEntry(shelves[0], order: 1), ShelfEntry(shelves[1], order: 2))
        }
        try await bench.insert(all: records)
        try await bench.apply(.delete(keys[0], try await bench.present(keys[0]).version))
        try bench.equal("the keys listed", try await bench.places(ShelfQuery(shelves)).map(\.key), [keys[1], keys[1]])
        try await bench.insert(bench.record(keys[0], 2))
        try bench.equal(
          "the keys after an insert without places", try await bench.places(ShelfQuery(shelves)).map(\.key),
          [keys[1], keys[1]])
      }
    case .failedCommitsMoveNothing:
      Terms(
        "A commit that conflicts leaves every place as it was.",
        or: "The index drifts away from the records a little with every conflict."
      ) { bench in
        let shelf = try bench.shelf("s")
        let places = try await bench.stand([1, 2], on: shelf)
        let stale = try await bench.present(places[0].key).version
        let version = try await bench.replace(bench.record(places[0].key, 0, on: ShelfEntry(shelf, order: 1)), stale)
        let key = try bench.key("new")
        let moved = ShelfEntry(shelf, order: 9)
        try await bench.refuse(
          "the key is taken", .replace(bench.record(places[0].key, 9, on: moved), version),
          .insert(bench.record(key, 9, on: moved)), .insert(bench.record(places[1].key, 9, on: moved)))
        try await bench.refuse(
          "the key is taken", .delete(places[0].key, version), .insert(bench.record(places[1].key, 9)))
        try await bench.refuse("the version is stale", .replace(bench.record(places[0].key, 9, on: moved), stale))
        try await bench.demandList([shelf], places)
      }
    case .largeShelf:
      Terms(
        "A shelf of a thousand records lists all of them in order, both ways, and from any place.",
        or: "A list is cut at a size that no test reaches."
      ) { bench in
        let shelf = try bench.shelf("s")
        let places = try await bench.stand((0..<1_000).map { Int64($0 * 7 % 1_000 / 3) }, on: shelf).sorted()
        try await bench.demandList([shelf], places)
        for index in stride(from: 0, to: 1_000, by: 199) {
          let rest = try await bench.places(ShelfQuery([shelf]), after: places[index], limit: 64)
          try bench.equal("the number of places after the \(index + 1)th", rest.count, 999 - index)
        }
      }
    case .oneMoment:
      Terms(
        "A page is of one moment: places agree with the records at them, and records that move together are seen together.",
        or: "A list shows a record at a place where it no longer was when it was read."
      ) { bench in
        let shelf = try bench.shelf("s")
        let keys = try bench.keys(2)
        try await bench.insert(all: keys.map { bench.record($0, 0, on: ShelfEntry(shelf, order: 0)) })
        try await bench.demandOneMoment { (page: ShelfPage) -> [Int?]? in
          // A short page may leave one to the next, which is of another moment.
          guard !page.candidates.isEmpty || page.next == nil else { return nil }
          return try page.candidates.flatMap { [try bench.number($0.found), Int($0.place.order)] }
            + (page.candidates.count == 2 || page.next != nil ? [] : [nil])
        } of: {
          try await bench.page(ShelfQuery([shelf]), limit: 10)
        } changedBy: {
          _ = try await bench.update(keys) { found in
            try bench.increment(found) { bench.record($0.record.key, $1, on: ShelfEntry(shelf, order: Int64($1))) }
          }
        }
      }
    }
  }
}

extension Bench {
  /// Puts a record at each of these orders on a shelf, as many at once as the store takes. Answers their places.
  func stand(_ orders: [Int64], on shelf: Shelf, _ name: String = "on") async throws -> [Place] {
    let keys = try keys(orders.count, name)
    try await insert(all: zip(keys, orders).enumerated().map { record($1.0, $0, on: ShelfEntry(shelf, order: $1.1)) })
    return zip(keys, orders).map { Place(order: $1, key: $0) }
  }

  /// Demands that a list of shelves gives these places, in order, both ways.
  func demandList(_ shelves: [Shelf], _ places: [Place], limit: Int = 100) async throws {
    let sorted = places.sorted()
    try equal("the places", try await self.places(ShelfQuery(shelves), limit: limit), sorted)
    try equal(
      "the places downwards", try await self.places(ShelfQuery(shelves, .descending), limit: limit), sorted.reversed())
  }
}
