public import Carryover

/// A store that writes down everything ever handed to it, so that a test can show what was never stored, or never asked for.
public final class RecordingStore: Store {
  private struct Notes {
    var lines: [String] = []
    var counts: [StoreCall.Operation: Int] = [:]
  }

  private let wrapped: any Store
  private let notes = Locked(Notes())

  /// Records what is handed to a store.
  public init(_ wrapped: any Store) {
    self.wrapped = wrapped
  }

  /// The limits of the wrapped store.
  public var limits: StoreLimits { wrapped.limits }

  /// Counts the call and passes it on.
  public func load(_ keys: [RecordKey]) async throws(StoreError) -> Loaded {
    note(.load)
    return try await wrapped.load(keys)
  }

  /// Writes everything in the commit down and passes it on.
  public func commit(_ commit: Commit) async throws(StoreError) {
    note(.commit, try commit.lines)
    try await wrapped.commit(commit)
  }

  /// Counts the call and passes it on.
  public func list(_ query: ShelfQuery, after place: Place?, limit: Int) async throws(StoreError) -> ShelfPage {
    note(.list)
    return try await wrapped.list(query, after: place, limit: limit)
  }

  /// Counts the call and passes it on.
  public func feed(after position: FeedPosition, limit: Int) async throws(StoreError) -> FeedPage {
    note(.feed)
    return try await wrapped.feed(after: position, limit: limit)
  }
}

extension RecordingStore {
  /// Everything in every commit so far, refused ones included: keys, bodies, targets, shelf entries and events, as text.
  public var dump: [String] { notes.with { $0.lines } }

  /// How often an operation was called.
  public func count(of operation: StoreCall.Operation) -> Int {
    notes.with { $0.counts[operation, default: 0] }
  }

  /// How often the store was called at all.
  public var count: Int { notes.with { $0.counts.values.reduce(0, +) } }

  private func note(_ operation: StoreCall.Operation, _ lines: [String] = []) {
    notes.with { notes in
      notes.counts[operation, default: 0] += 1
      notes.lines += lines
    }
  }
}

extension Commit {
  /// All that a store could keep of the commit.
  fileprivate var lines: [String] {
    get throws(StoreError) {
      var lines: [String] = []
      for change in changes {
        lines.append(change.key.description)
        guard let record = change.record else { continue }
        lines.append(try record.body)
        if let target = record.target { lines.append(target.description) }
        lines += record.entries.map { "\($0.shelf) \($0.order)" }
      }
      for event in events { lines.append(try event.body) }
      return lines
    }
  }
}
