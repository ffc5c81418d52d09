extension Store {
  /// The events beyond a position, and after them each new one as it comes, without gaps or repeats (EV-2).
  ///
  /// - Parameters:
  ///   - position: Where to begin: ``FeedPosition/start``, or the position of the last entry that was dealt with.
  ///   - page: How many events are read at once, which is also all that is ever held in memory.
  ///   - interval: How long to wait at the end of the feed before looking again.
  ///   - patience: How often and how long to try while the store cannot be read.
  ///   - surroundings: What waits.
  /// - Returns: A sequence without end, read page by page as its reader pulls.
  public func events(
    after position: FeedPosition,
    page: Int = 100,
    every interval: Duration = .seconds(1),
    patience: Patience = Patience(),
    surroundings: Surroundings = .live
  ) -> EventSequence {
    EventSequence(
      driver: Driver(store: self, surroundings: surroundings, patience: patience), position: position,
      page: max(1, page), interval: interval)
  }
}

/// A store's feed as an endless sequence that its reader pulls.
///
/// Nothing runs between two calls of `next()`, so a slow reader slows down nobody and loses nothing that the store still keeps. Whoever
/// falls so far behind that the store has forgotten what comes next is told so by ``Element/missed`` and goes on with the oldest
/// event there is: never a silent gap.
///
/// That holds once the sequence has read its position successfully. A position that is gone at the very first reading is an
/// error, ``StoreTrouble/gone``: it was brought from outside, so nobody can know whether it was ever of this feed, and the host
/// can still answer properly, start over with ``FeedPosition/start``, or have the reader fetch everything anew.
///
/// The sequence ends only when its task is cancelled; the position of the last entry is where to continue. Each iterator
/// reads for itself.
public struct EventSequence: AsyncSequence, Sendable {
  /// What a reader of the feed comes upon.
  public enum Element: Hashable, Sendable {
    /// The next event.
    case event(FeedEntry)
    /// The store no longer keeps some events that would have come here. The oldest that it keeps comes next.
    case missed
  }

  /// Why the sequence broke off; the position of the last entry is still where to continue.
  public typealias Failure = StoreTrouble

  let driver: Driver
  let position: FeedPosition
  let page: Int
  let interval: Duration

  /// Begins to read at the sequence's position.
  public func makeAsyncIterator() -> Iterator { Iterator(sequence: self) }
}

extension EventSequence {
  /// One reader of the feed.
  public struct Iterator: AsyncIteratorProtocol, Sendable {
    private let sequence: EventSequence

    /// Read and not yet handed out: at most one page.
    private var buffer: ArraySlice<FeedEntry> = []

    /// Where the next reading continues.
    private var position: FeedPosition

    /// Whether the position is known to be, or to have been, one of this feed.
    private var isProven: Bool

    private var isOver = false

    init(sequence: EventSequence) {
      self.sequence = sequence
      position = sequence.position
      isProven = false
    }

    /// The next event or gap; waits at the end of the feed. Nil once the task is cancelled, and after an error.
    public mutating func next(
      isolation actor: isolated (any Actor)? = #isolation
    ) async throws(StoreTrouble) -> Element? {
      guard !isOver else { return nil }
      do {
        return try await advance(isolation: actor)
      } catch {
        isOver = true
        // Whoever cancelled knows why the sequence ends.
        if error == .cancelled, Task.isCancelled { return nil }
        throw error
      }
    }

    private mutating func advance(isolation actor: isolated (any Actor)?) async throws(StoreTrouble) -> Element {
      while true {
        guard !Task.isCancelled else { throw .cancelled }
        if let entry = buffer.popFirst() { return .event(entry) }
        guard let page = try await read(isolation: actor) else {
          position = .start
          return .missed
        }
        position = page.end
        buffer = page.entries[...]
        if page.entries.isEmpty { try await pause(sequence.interval, isolation: actor) }
      }
    }
  }
}

extension EventSequence.Iterator {
  /// Reads a page, patiently; nil when what comes next has been trimmed.
  private mutating func read(isolation actor: isolated (any Actor)?) async throws(StoreTrouble) -> FeedPage? {
    do {
      let page = try await sequence.driver.reading { [position, sequence] (store) async throws(StoreError) in
        try await store.feed(after: position, limit: sequence.page)
      }
      isProven = true
      return page
    } catch {
      guard error == .gone, isProven, position != .start else { throw error }
      return nil
    }
  }

  private func pause(_ duration: Duration, isolation actor: isolated (any Actor)?) async throws(StoreTrouble) {
    do {
      try await sequence.driver.surroundings.pause(duration)
    } catch {
      throw .cancelled
    }
  }
}
