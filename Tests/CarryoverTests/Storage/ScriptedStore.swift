import Carryover
import CarryoverInMemory
import Synchronization

/// A store in memory that goes by a script: each call takes the next step of its kind, and after the last one all goes well.
/// It remembers what it was asked.
final class ScriptedStore: Store {
  /// What a commit comes to.
  struct CommitStep: Sendable {
    let run: @Sendable (Commit, ScriptedStore) async throws(StoreError) -> Void
  }

  /// What a load comes to.
  struct LoadStep: Sendable {
    let run: @Sendable ([RecordKey], ScriptedStore) async throws(StoreError) -> Loaded
  }

  /// What a reading of the feed comes to.
  struct FeedStep: Sendable {
    let run: @Sendable (FeedPosition, Int, ScriptedStore) async throws(StoreError) -> FeedPage
  }

  private struct Script {
    var loadSteps: [LoadStep]
    var commitSteps: [CommitStep]
    var feedSteps: [FeedStep]
    var loads: [[RecordKey]] = []
    var commits: [Commit] = []
    var feeds: [FeedPosition] = []
    var lingering: [Commit] = []
  }

  let inner: InMemoryStore
  private let script: Mutex<Script>

  init(
    _ inner: InMemoryStore = InMemoryStore(),
    loads: [LoadStep] = [], commits: [CommitStep] = [], feeds: [FeedStep] = []
  ) {
    self.inner = inner
    script = Mutex(Script(loadSteps: loads, commitSteps: commits, feedSteps: feeds))
  }

  var limits: StoreLimits { inner.limits }

  func load(_ keys: [RecordKey]) async throws(StoreError) -> Loaded {
    let step = script.withLock { script -> LoadStep? in
      script.loads.append(keys)
      return script.loadSteps.isEmpty ? nil : script.loadSteps.removeFirst()
    }
    return try await (step ?? .answer).run(keys, self)
  }

  func commit(_ commit: Commit) async throws(StoreError) {
    let step = script.withLock { script -> CommitStep? in
      script.commits.append(commit)
      return script.commitSteps.isEmpty ? nil : script.commitSteps.removeFirst()
    }
    try await (step ?? .apply).run(commit, self)
  }

  func list(_ query: ShelfQuery, after place: Place?, limit: Int) async throws(StoreError) -> ShelfPage {
    try await inner.list(query, after: place, limit: limit)
  }

  func feed(after position: FeedPosition, limit: Int) async throws(StoreError) -> FeedPage {
    let step = script.withLock { script -> FeedStep? in
      script.feeds.append(position)
      return script.feedSteps.isEmpty ? nil : script.feedSteps.removeFirst()
    }
    return try await (step ?? .answer).run(position, limit, self)
  }
}

extension ScriptedStore {
  /// The keys of each load so far, as names of probes.
  var loads: [[String]] { script.withLock { $0.loads.map { $0.map(\.identityText) } } }

  /// The commits that were tried so far, applied or not.
  var commits: [Commit] { script.withLock { $0.commits } }

  /// The positions from which the feed was read.
  var feeds: [FeedPosition] { script.withLock { $0.feeds } }

  /// Applies what lingers on the way, as far as it still can be; answers how many commits were.
  @discardableResult
  func arrive() async -> Int {
    var applied = 0
    let lingering = script.withLock { script in
      defer { script.lingering = [] }
      return script.lingering
    }
    for commit in lingering {
      do throws(StoreError) {
        try await inner.commit(commit)
        applied += 1
      } catch { continue }
    }
    return applied
  }

  fileprivate func linger(_ commit: Commit) { script.withLock { $0.lingering.append(commit) } }
}

extension ScriptedStore.CommitStep {
  /// All goes well.
  static let apply = Self { (commit, store) throws(StoreError) in try await store.inner.commit(commit) }

  /// Nothing is applied.
  static func fail(_ error: StoreError) -> Self { Self { (_, _) throws(StoreError) in throw error } }

  /// Applied, and nobody hears of it.
  static let loseAnswer = Self { (commit, store) throws(StoreError) in
    try await store.inner.commit(commit)
    throw .unknown
  }

  /// Never arrives.
  static let loseRequest = fail(.unknown)

  /// Is still on its way when the caller gives up waiting.
  static let linger = Self { (commit, store) throws(StoreError) in
    store.linger(commit)
    throw .unknown
  }

  /// Something else happens first.
  static func after(
    _ event: @escaping @Sendable (ScriptedStore) async throws(StoreError) -> Void, _ step: Self = .apply
  ) -> Self {
    Self { (commit, store) throws(StoreError) in
      try await event(store)
      try await step.run(commit, store)
    }
  }
}

extension ScriptedStore.LoadStep {
  /// All goes well.
  static let answer = Self { (keys, store) throws(StoreError) in try await store.inner.load(keys) }

  /// No answer.
  static func fail(_ error: StoreError) -> Self { Self { (_, _) throws(StoreError) in throw error } }

  /// Something else happens first.
  static func after(_ event: @escaping @Sendable (ScriptedStore) async throws(StoreError) -> Void) -> Self {
    Self { (keys, store) throws(StoreError) in
      try await event(store)
      return try await store.inner.load(keys)
    }
  }
}

extension ScriptedStore.FeedStep {
  /// All goes well.
  static let answer = Self { (position, limit, store) throws(StoreError) in
    try await store.inner.feed(after: position, limit: limit)
  }

  /// No answer.
  static func fail(_ error: StoreError) -> Self { Self { (_, _, _) throws(StoreError) in throw error } }
}

extension ScriptedStore {
  /// Writes a probe as somebody else would, over whatever is there.
  func write(_ probe: Probe) async throws(StoreError) {
    let found = try await inner.load([probe.key]).items.first?.found
    let change: Change = found.map { .replace(Record(probe), $0.version) } ?? .insert(Record(probe))
    try await inner.commit(Commit([change]))
  }

  /// Sets a probe's number as another command would.
  func set(_ name: String, _ number: Int, by command: CommandID = .test(99)) async throws(StoreError) {
    guard var probe = try await probe(name) else { return }
    probe.set(number, by: command)
    try await write(probe)
  }

  /// Deletes a probe.
  func delete(_ name: String) async throws(StoreError) {
    guard let found = try await inner.load([.probe(name)]).items.first?.found else { return }
    try await inner.commit(Commit([.delete(.probe(name), found.version)]))
  }

  /// What is stored under a probe's name.
  func probe(_ name: String) async throws(StoreError) -> Probe? {
    try await inner.load([.probe(name)]).items.first?.found?.record.value(as: Probe.self)
  }

  /// All events so far.
  func events() async throws(StoreError) -> [DomainEvent] {
    try await inner.feed(after: .start, limit: 1_000).entries.map(\.event)
  }
}

/// Stands in for waiting: remembers each pause and takes no time.
final class Pauses: Sendable {
  private let taken = Mutex<[Duration]>([])
  private let act: @Sendable (Int) async throws -> Void

  /// Does something in each pause, given its number from 1 on.
  init(_ act: @escaping @Sendable (Int) async throws -> Void = { _ in }) {
    self.act = act
  }

  var all: [Duration] { taken.withLock { $0 } }

  func take(_ duration: Duration) async throws {
    let number = taken.withLock { taken in
      taken.append(duration)
      return taken.count
    }
    try await act(number)
  }

  /// The world of a test: one moment, the greatest chance, these pauses.
  var surroundings: Surroundings {
    Surroundings(now: { .test }, random: { .max }, pause: { try await self.take($0) })
  }
}

/// Counts what happens.
final class Counter: Sendable {
  private let number = Mutex(0)

  var count: Int { number.withLock { $0 } }

  @discardableResult
  func next() -> Int {
    number.withLock { number in
      number += 1
      return number
    }
  }
}

extension Driver {
  /// A driver whose pauses take no time.
  static func test(_ store: any Store, _ pauses: Pauses = Pauses(), attempts: Int = 20) -> Driver {
    Driver(store: store, surroundings: pauses.surroundings, patience: Patience(attempts: attempts))
  }
}
