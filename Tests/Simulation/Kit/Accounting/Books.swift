internal import Carryover

/// The accounting of the hand-over: every picture of the store from commit to commit, which call made each commit, and what was answered.
///
/// It knows the true order of the commits, because it stands between them and the records. So it need not search for one: what a
/// commit left must be what its errand asks for, done to the picture before it; and an answer must agree with the commit that the call
/// made, or, where it made none, with some picture between its first look at the store and its answer.
struct Books: Sendable {
  let rules: Rules

  /// What is stored, from commit to commit.
  private(set) var pictures = [Picture()]
  var calls: [Call] = []
  /// Every key that any commit has named.
  private(set) var keys: Set<RecordKey> = []
  private(set) var position = FeedPosition.start
  private(set) var told: [Told] = []
  private(set) var commits = 0
  /// How often each kind of thing came back.
  private(set) var answers: [String: Int] = [:]

  var violations: [String] = []
  var holdings = Holdings()

  init(rules: Rules) {
    self.rules = rules
  }

  /// One call of the library.
  struct Call: Sendable {
    let operation: Int
    let errand: Errand
    /// The picture at its first look at the store.
    var since: Int?
    /// What its commits left: the pictures after them.
    var effects: [Effect] = []
    var reply: Reply?
    /// Whether no answer to a commit was lost on the way to the reply.
    var isCertain = true

    var words: String { "operation \(operation), \(errand.words)" }
  }

  /// One commit that was applied.
  struct Effect: Sendable {
    let picture: Int
    let fresh: Fresh
  }

  /// By whom and when a commit was made.
  struct Mark: Sendable {
    let call: Int
    let now: Int64
  }

  /// Whether the last call came to an answer.
  var hasAnswered: Bool { if case .heard = calls.last?.reply { true } else { false } }

  var latest: Picture { pictures[pictures.count - 1] }
}

extension Books {
  /// Begins to watch a call.
  mutating func open(_ errand: Errand, of operation: Int) -> Int {
    calls.append(Call(operation: operation, errand: errand))
    return calls.count - 1
  }

  /// The call looks at the store.
  mutating func arrive(_ number: Int) {
    if calls[number].since == nil { calls[number].since = pictures.count - 1 }
  }

  /// Forgets how things came to be as they are. Nothing may be under way.
  mutating func startOver() {
    pictures.removeFirst(pictures.count - 1)
    calls = []
  }

  /// The same in another store, whose feed has come this far.
  mutating func goOn(after position: FeedPosition) { self.position = position }

  mutating func demand(_ holds: Bool, _ text: @autoclosure () -> String) {
    if !holds { violations.append(text()) }
  }

  mutating func count(_ errand: String, _ answer: String) { answers["\(errand) \(answer)", default: 0] += 1 }

  /// Gives a slot the identifier that its answer told.
  mutating func name(_ reservation: Reservation, by number: Int, from first: Int) {
    for index in pictures.indices.dropFirst(first) {
      let slots = pictures[index].slots[reservation.conversation, default: []]
      guard let place = slots.firstIndex(where: { $0.id == SlotCard.unnamed(number) }) else { continue }
      pictures[index].slots[reservation.conversation]?[place].id = reservation.id
    }
  }
}

extension Books {
  /// Writes a commit down and judges what it left.
  mutating func enter(_ commit: Commit, _ items: [Loaded.Item], _ page: FeedPage, by mark: Mark?) throws(StoreError) {
    let first = violations.count
    // In the same order each time: what is looked at lies in sets.
    defer { violations[first...].sort() }
    commits += 1
    keys.formUnion(commit.changes.map(\.key))
    position = page.end
    let news = page.entries.map { Told(kind: $0.event.kind, subject: $0.event.subject, actor: $0.event.actor) }
    told += news

    let before = latest
    var seen = before
    try seen.take(items)
    guard let mark else { return demand(false, "a commit came out of nowhere") }
    let call = calls[mark.call]
    let fresh = Fresh(commit)
    var reckoning = Reckoning(mark.call, on: before, rules: rules, now: mark.now, fresh: fresh, seen: seen)
    reckoning.carryOut(call.errand)
    seen.slots = reckoning.picture.slots
    seen.claims = reckoning.picture.claims
    pictures.append(seen)
    calls[mark.call].effects.append(Effect(picture: pictures.count - 1, fresh: fresh))

    for fault in reckoning.faults { violations.append("\(fault) (\(call.words))") }
    for difference in seen.differences(from: reckoning.picture) {
      violations.append("CL-2: \(call.words) left \(difference)")
    }
    demand(
      news.counted == reckoning.told.counted,
      "EV-1: of \(call.words) the feed says \(news.map(\.kind.rawValue)) and not \(reckoning.told.map(\.kind.rawValue))"
    )
    checkCount(mark.call)
    checkStanding(after: fresh, seen)
    checkNothingIsLost(from: before, to: seen, by: call.errand, fresh)
  }

  /// CL-4: a call takes effect once, whatever became of its answers, and never after it said that it had not.
  private mutating func checkCount(_ number: Int) {
    let call = calls[number]
    demand(call.effects.count <= call.errand.mostCommits, "CL-4: \(call.words) was applied \(call.effects.count) times")
    switch call.reply {
    case nil, .unheard: break
    case .withoutEffect(let reason): demand(false, "CL-4: \(call.words) said \(reason), and was applied after that")
    case .heard(let answer):
      // Of a commit whose answer was lost, a sweep that stopped there says nothing.
      demand(
        !call.isCertain && !answer.isWhole,
        "CL-4: \(call.words) answered \(answer.words), and was applied after that")
    }
  }
}

extension Sequence where Element: Hashable {
  /// How often each element comes.
  var counted: [Element: Int] { reduce(into: [:]) { $0[$1, default: 0] += 1 } }
}

extension Books {
  /// Judges the whole: what is really there, what the feed says of it, and whether all that was promised was kept.
  mutating func closeDown(_ items: [Loaded.Item], _ feed: FeedPage) throws(StoreError) {
    let (latest, before, first) = (latest, told, violations.count)
    defer { violations[first...].sort() }
    var seen = Picture()
    try seen.take(items)
    for difference in seen.differences(from: latest) { violations.append("the store changed by itself: \(difference)") }
    checkWhole()
    checkHoldings()
    let told = feed.entries.map { Told(kind: $0.event.kind, subject: $0.event.subject, actor: $0.event.actor) }
    demand(told == before, "EV-1: the feed changed its order")
    let names = feed.entries.map(\.event.id)
    demand(Set(names).count == names.count, "EV-1: an event came twice")
    let counts = told.map(\.kind).counted
    demand(
      counts[.sessionClaimed, default: 0] == latest.receipts.count,
      "CL-4: \(latest.receipts.count) receipts, and the feed tells of \(counts[.sessionClaimed, default: 0]) claims")
    demand(
      counts[.sessionUnclaimed, default: 0] == latest.receipts.values.count { $0.undoing != nil },
      "CL-9: the feed tells of \(counts[.sessionUnclaimed, default: 0]) claims that were undone")
  }
}
