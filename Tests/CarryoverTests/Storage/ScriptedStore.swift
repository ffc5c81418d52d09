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

  /// Puts a commit on its way.
  func linger(_ commit: Commit) { script.withLock { $0.lingering.append(commit) } }
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
