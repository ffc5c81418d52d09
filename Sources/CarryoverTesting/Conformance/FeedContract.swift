internal import Carryover
internal import FoundationEssentials

/// Reading the events.
enum FeedContract: String, ContractTopic {
  static let area = Contract.Area.feed

  case orderWithinACommit
  case orderOfCommits
  case causeComesFirst
  case keepsMayCarryEvents
  case eventsMayComeAlone
  case limitIsKept
  case pagesCoverAllOnce
  case positionsArePoints
  case emptyPageCarriesAPosition
  case readingAgainGivesTheSame
  case startIsNeverGone
  case foreignPositionIsGone
  case everyFieldComesBack
  case nothingIsMissedUnderWriters

  var terms: Terms {
    switch self {
    case .orderWithinACommit:
      Terms(
        "Events of one commit come in the order that the commit names.",
        or: "A session is reported claimed before it is reported created."
      ) { bench in
        let start = try await bench.feedEnd()
        let keys = try bench.keys(3)
        for key in keys {
          try await bench.apply(.insert(bench.record(key, 1)), events: (0..<7).map { bench.event(key, $0) })
        }
        let seen = Dictionary(grouping: try await bench.events(after: start, atLeast: 21), by: \.subject)
        for key in keys {
          try bench.equal("the numbers in the events", seen[key]?.map(bench.number), (0..<7).map { $0 })
        }
      }
    case .orderOfCommits:
      Terms(
        "Events of commits that followed one another on one record come in the order of the commits.",
        or: "A reader that keeps the latest state ends with an earlier one."
      ) { bench in
        let start = try await bench.feedEnd()
        let key = try bench.key("a")
        var version = try await bench.insert(bench.record(key, 0))
        for number in 1...bench.options.rounds {
          try await bench.apply(.replace(bench.record(key, number), version), events: [bench.event(key, number)])
          version = try await bench.present(key).version
        }
        let seen = try await bench.events(after: start, atLeast: bench.options.rounds)
        try bench.equal("the numbers in the events", seen.map(bench.number), (1...bench.options.rounds).map { $0 })
      }
    case .causeComesFirst:
      Terms(
        "The event of a commit that read what another wrote comes after that one's, however many commit at once.",
        or: "A reader hears of the answer before the question, and drops it."
      ) { bench in
        try await bench.withContenders { count in
          let start = try await bench.feedEnd()
          let key = try bench.key("counter\(count)")
          try await bench.insert(bench.record(key, 0))
          let attempts = try await bench.contend(count) { _ in
            try await bench.update([key]) { found in
              let number = (try bench.number(found[0]) ?? 0) + 1
              return Commit([.replace(bench.record(key, number), found[0].version)], events: [bench.event(key, number)])
            }
          }
          let seen = try await bench.events(after: start, atLeast: attempts.count { $0 == .applied }).map(bench.number)
          try bench.equal("the numbers in the events, which each commit counted on", seen, seen.sorted())
          try bench.equal("the number of different events", Set(seen).count, seen.count)
        }
      }
    case .keepsMayCarryEvents:
      Terms(
        "A commit that only keeps records emits its events when it is applied, and none when it conflicts.",
        or: "What happened without a change of state is never told, or told although it was refused."
      ) { bench in
        let start = try await bench.feedEnd()
        let key = try bench.key("a")
        let stale = try await bench.insert(bench.record(key, 1))
        let version = try await bench.replace(bench.record(key, 2), stale)
        try await bench.refuse("the version is stale", .keep(key, stale), events: [bench.event(key, 1)])
        try await bench.refuse("the record is there", .keepAbsent(key), events: [bench.event(key, 2)])
        try await bench.tell(.keep(key, version), number: 3, about: key)
        let seen = Set(try await bench.events(after: start, atLeast: 1).map(bench.number))
        try bench.equal("the numbers in the events", seen, [3])
      }
    case .eventsMayComeAlone:
      Terms(
        "A commit of events without changes puts them into the feed.",
        or: "A reminder that changes no record is never sent."
      ) { bench in
        let start = try await bench.feedEnd()
        let key = try bench.key("a")
        try await bench.tell(number: 1, about: key)
        let seen = Set(try await bench.events(after: start, atLeast: 1).map(bench.number))
        try bench.equal("the numbers in the events", seen, [1])
      }
    case .limitIsKept:
      Terms(
        "A page of the feed holds no more events than were asked for.",
        or: "A subscriber that takes ten at a time is handed a million after a weekend."
      ) { bench in
        let start = try await bench.tellMany(10)
        for limit in [1, 2, 3, 10] {
          let count = try await bench.feed(after: start, limit: limit).entries.count
          try bench.demand(count <= limit, "at most \(limit) events", actual: "\(count)")
        }
      }
    case .pagesCoverAllOnce:
      Terms(
        "Pages of any size give every event exactly once, commits of many events included.",
        or: "A webhook is never sent, or sent twice, whenever a commit's events do not fit on a page."
      ) { bench in
        let start = try await bench.tellMany(11)
        for limit in [1, 2, 3, 7, 100] {
          let seen = try await bench.entries(after: start, atLeast: 11, limit: limit).map { bench.number($0.event) }
          try bench.equal("the numbers in the events with pages of \(limit)", seen, (0..<11).map { $0 })
        }
      }
    case .positionsArePoints:
      Terms(
        "After the position of an event comes everything that follows it, and nothing before.",
        or: "A subscriber that stops in the middle of a page misses the rest, or gets the page again."
      ) { bench in
        let start = try await bench.tellMany(9)
        let entries = try await bench.entries(after: start, atLeast: 9)
        try bench.equal("the number of different positions", Set(entries.map(\.position)).count, entries.count)
        for (number, entry) in entries.enumerated() {
          let rest = try await bench.events(after: entry.position, atLeast: 8 - number)
          try bench.equal(
            "the events after the \(number + 1)th", rest.map(\.id), entries.dropFirst(number + 1).map(\.event.id))
        }
        let page = try await bench.feed(after: start, limit: 4)
        try bench.equal("the end of a page", page.end, page.entries.last?.position ?? page.end)
      }
    case .emptyPageCarriesAPosition:
      Terms(
        "An empty page carries a position, and every event that comes later comes after it.",
        or: "A subscriber that has caught up starts over from the beginning, or misses what comes next."
      ) { bench in
        var position = try await bench.feedEnd()
        for (number, key) in try bench.keys(5).enumerated() {
          let empty = try await bench.feed(after: position, limit: 10)
          let again = try await bench.feed(after: empty.end, limit: 10)
          try bench.equal(
            "the events of this run at the end of the feed", (empty.entries + again.entries).count(where: bench.isOwn),
            0)
          try await bench.apply(.insert(bench.record(key, 1)), events: [bench.event(key, number)])
          let seen = try await bench.entries(after: again.end, atLeast: 1)
          try bench.equal("the numbers in the events after the end", seen.map { bench.number($0.event) }, [number])
          position = seen.last?.position ?? position
        }
      }
    case .readingAgainGivesTheSame:
      Terms(
        "Reading again after a position gives the same events in the same order, and new ones behind them.",
        or: "A reader that is restarted sees another history than the one it saw."
      ) { bench in
        let start = try await bench.tellMany(5)
        let first = try await bench.entries(after: start, atLeast: 5)
        for (number, key) in try bench.keys(5, "later").enumerated() {
          try await bench.apply(.insert(bench.record(key, 1)), events: [bench.event(key, 5 + number)])
        }
        let again = try await bench.entries(after: start, atLeast: 10, limit: 3)
        try bench.equal("the first entries", Array(again.prefix(5)), first)
        try bench.equal("the number of entries", again.count, 10)
      }
    case .startIsNeverGone:
      Terms(
        "The start is a position that can always be read, whatever was trimmed.",
        or: "A new subscriber, or one that fell behind, has nowhere to begin."
      ) { bench in
        let first = try await bench.feed(after: .start, limit: 1)
        _ = try await bench.feed(after: first.end, limit: 1)
        _ = try await bench.tellMany(3)
        let seen = try await bench.entries(after: .start, atLeast: 3, limit: 1_000)
        try bench.equal("the numbers in the events", seen.map { bench.number($0.event) }, [0, 1, 2])
      }
    case .foreignPositionIsGone:
      Terms(
        "A position that never came from this feed is gone.",
        or: "A subscriber with the position of another database starts somewhere, and nobody knows what it missed."
      ) { bench in
        _ = try await bench.tellMany(3)
        for text in ["not-a-position", "'; --", "\u{1F600}", " ", "-", "0x", String(repeating: "9", count: 400)] {
          try await bench.demandGone(FeedPosition(text))
        }
      }
    case .everyFieldComesBack:
      Terms(
        "An event comes back with every field as it was: id, kind, subject, actor, time and facts.",
        or: "Subscribers act on a damaged event, or cannot tell a repeat from a new one."
      ) { bench in
        let start = try await bench.feedEnd()
        let events = try bench.variedEvents()
        for event in events { try await bench.apply(.insert(bench.record(event.subject, 1)), events: [event]) }
        let seen = try await bench.events(after: start, atLeast: events.count)
        for event in events {
          let own = seen.filter { $0.subject == event.subject }
          try bench.equal("the number of events about \(event.subject)", own.count, 1)
          for seen in own { try bench.equal("the event", try seen.body, try event.body) }
          try bench.demand(own == [event], "\(event)", actual: "\(own)")
        }
      }
    case .nothingIsMissedUnderWriters:
      Terms(
        "A reader that follows the feed while many write misses nothing, sees nothing twice, and sees each writer's events in order.",
        or:
          "A number drawn before the commit is overtaken by a later one, the reader passes it by, and a webhook is never sent."
      ) { bench in
        let start = try await bench.feedEnd()
        let writers = min(16, bench.options.contenders.max() ?? 16)
        let isOver = Flag()
        let (sent, seen) = try await bench.follow(after: start, until: isOver) {
          defer { isOver.raise() }
          return try await bench.contend(writers) { try await bench.tellInTurn($0, bench.options.rounds) }.flatMap(
            \.self)
        }
        let ids = seen.map(\.event.id)
        try bench.equal("the number of different events", Set(ids).count, ids.count)
        let missing = sent.filter { $0.attempt == .applied && !ids.contains($0.event.id) }
        try bench.demand(missing.isEmpty, "all \(sent.count) events", actual: "without \(missing.count) of them")
        for (subject, events) in Dictionary(grouping: seen.map(\.event), by: \.subject) {
          let numbers = events.map(bench.number)
          try bench.equal("the numbers of the writer of \(subject)", numbers, numbers.sorted())
        }
        let again = try await bench.entries(after: start, atLeast: seen.count)
        // A commit whose answer was lost may come at any time.
        try bench.equal("the events read again", again.prefix(ids.count).map(\.event.id), ids)
      }
    }
  }
}
