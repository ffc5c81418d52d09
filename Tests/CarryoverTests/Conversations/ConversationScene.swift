import CarryoverInMemory
import CarryoverTesting
import FoundationEssentials
import Testing

@testable import Carryover

/// A store, a clock that stands still, and visitors and accounts who talk.
struct ConversationScene {
  let clock = ManualClock(Date(timeIntervalSince1970: 1_800_000_000))
  let store: RecordingStore
  let policy: ConversationPolicy
  let sessionPolicy: SessionPolicy

  init(
    _ policy: ConversationPolicy = ConversationPolicy(), sessions: SessionPolicy = SessionPolicy(),
    limits: StoreLimits = StoreLimits()
  ) {
    self.policy = policy
    sessionPolicy = sessions
    store = RecordingStore(InMemoryStore(limits: limits))
  }

  var sessions: Sessions { sessions(over: store, seed: 1) }
  var conversations: Conversations { conversations(over: store, seed: 2) }
  var personas: Personas { Personas(store: store, surroundings: .manual(clock: clock, seed: 3)) }

  func sessions(over store: any Store, seed: UInt64, patience: Patience = Patience()) -> Sessions {
    Sessions(
      store: store, policy: sessionPolicy, surroundings: .manual(clock: clock, seed: seed &* 977 &+ tick()),
      patience: patience)
  }

  func conversations(over store: any Store, seed: UInt64, patience: Patience = Patience()) -> Conversations {
    Conversations(
      store: store, policy: policy, sessions: sessionPolicy,
      surroundings: .manual(clock: clock, seed: seed &* 1_009 &+ tick()), patience: patience)
  }

  /// A new number for each set of operations, so that no two of them mint the same identifiers.
  private func tick() -> UInt64 { Self.ticks.word() }
  private static let ticks = SeededRandomness(seed: 7)

  func visitor() async throws -> Caller { try await sessions.create().visitor.caller }

  func account(_ name: String) throws -> Caller { .account(try Account.ID(name)) }

  func events(_ kind: DomainEvent.Kind) async throws -> [DomainEvent] {
    try await store.feed(after: .start, limit: 10_000).entries.map(\.event).filter { $0.kind == kind }
  }

  func texts(of id: Conversation.ID) async throws -> [String] {
    try await store.conversations.messages(of: id, limit: 1_000).values.map(\.text)
  }

  /// Hands a visitor's session over to an account, if the rules allow it. The claim may have begun a while ago.
  func claim(_ visitor: Caller, by name: String, begun: Date? = nil) async throws {
    guard case .session(_, let digest) = visitor else { return }
    let now = begun ?? clock.now
    let driver = Driver(store: store, surroundings: .manual(clock: clock, seed: tick()))
    let terms = ClaimTerms(
      proof: .token(digest, intent: nil), account: try Account.ID(name), merge: .standard, now: now,
      isEligible: true, conflictBytes: .max, sessions: sessionPolicy)
    let surroundings = driver.surroundings
    _ = try await driver.run(
      ClaimSession(
        terms: terms, plan: nil, receipt: surroundings.mint(at: now), place: surroundings.mint(at: now),
        window: .days(1)))
  }

  /// What is left of all that was ever written, session or below.
  func leftovers() async throws -> [RecordKey] {
    let keys = Set(store.dump.compactMap { RecordKey($0) }).filter { ![.estate, .accountHome].contains($0.kind) }
    var left: [RecordKey] = []
    for key in keys where try await store.load([key]).items.first?.found != nil { left.append(key) }
    return left
  }
}

/// A store in which something happens once, right before its next commit, around its next list, or right after its next reading.
final class Interrupted: Store {
  enum Moment { case beforeCommit, beforeList, afterList, afterReading }

  private let wrapped: any Store
  private let moment: Moment
  private let counter: RecordingStore
  private let act: @Sendable () async throws -> Void

  init(_ wrapped: any Store, _ moment: Moment, _ act: @escaping @Sendable () async throws -> Void) {
    self.wrapped = wrapped
    self.moment = moment
    self.act = act
    counter = RecordingStore(wrapped)
  }

  var limits: StoreLimits { wrapped.limits }

  private var isFirstReading: Bool { counter.count(of: .load) + counter.count(of: .list) == 0 }

  func load(_ keys: [RecordKey]) async throws(StoreError) -> Loaded {
    let isFirst = isFirstReading
    let loaded = try await counter.load(keys)
    if moment == .afterReading, isFirst { try? await act() }
    return loaded
  }

  func commit(_ commit: Commit) async throws(StoreError) {
    if moment == .beforeCommit, counter.count(of: .commit) == 0 {
      try? await counter.commit(Commit([]))
      try? await act()
    }
    try await wrapped.commit(commit)
  }

  func list(_ query: ShelfQuery, after place: Place?, limit: Int) async throws(StoreError) -> ShelfPage {
    let isFirst = moment == .afterReading ? isFirstReading : counter.count(of: .list) == 0
    if moment == .beforeList, isFirst { try? await act() }
    let page = try await counter.list(query, after: place, limit: limit)
    if moment == .afterList || moment == .afterReading, isFirst { try? await act() }
    return page
  }

  func feed(after position: FeedPosition, limit: Int) async throws(StoreError) -> FeedPage {
    try await wrapped.feed(after: position, limit: limit)
  }
}

/// A store with a small budget for lists: each page holds one candidate at most, every other page none, and there is nearly always
/// a next place.
final class Stingy: Store {
  private let wrapped: any Store
  private let counter: RecordingStore

  init(_ wrapped: any Store) {
    self.wrapped = wrapped
    counter = RecordingStore(wrapped)
  }

  var limits: StoreLimits { wrapped.limits }

  func load(_ keys: [RecordKey]) async throws(StoreError) -> Loaded { try await wrapped.load(keys) }

  func commit(_ commit: Commit) async throws(StoreError) { try await wrapped.commit(commit) }

  func list(_ query: ShelfQuery, after place: Place?, limit: Int) async throws(StoreError) -> ShelfPage {
    let page = try await counter.list(query, after: place, limit: 1)
    guard counter.count(of: .list) % 2 == 1, !page.candidates.isEmpty else { return page }
    let start = Place(order: query.direction == .ascending ? .min : .max, key: .probe("start"))
    return ShelfPage(candidates: [], next: place ?? start)
  }

  func feed(after position: FeedPosition, limit: Int) async throws(StoreError) -> FeedPage {
    try await wrapped.feed(after: position, limit: limit)
  }
}
