internal import Carryover
internal import Synchronization

/// What all schedules of one situation share, so that a million runs cost less than a million worlds: how it opens, and what it can come to.
///
/// An opening is prepared once and copied into each run. Aftermath and audit follow from what there is when the operations are over, so they
/// are gone through once for each ``Upshot``, in the first run that comes to it.
package final class Groundwork: Sendable {
  /// What is there before the operations begin.
  struct Opening: Sendable {
    var ledger: World.Ledger
    var books: Books
    /// All that is stored, as one commit.
    var contents: Commit
  }

  let opening: Opening?
  private let known = Mutex<Set<Upshot>>([])

  /// Prepares the hand-over of a scenario. Other subjects have no books that could be copied.
  package init(for scenario: Scenario) {
    guard scenario.subject == .claims else {
      opening = nil
      return
    }
    let world = World(scenario, bug: nil, script: Script(), isTracing: false)
    world.prepare()
    opening = world.opening
  }

  /// All that runs have come to so far.
  package var upshots: Set<Upshot> { known.withLock { $0 } }

  /// Whether no run before has come to this.
  func isNew(_ upshot: Upshot) -> Bool { known.withLock { $0.insert(upshot).inserted } }
}

/// All that decides what comes of the aftermath and of the audit: what is stored and remembered, what was promised, what the feed tells, and
/// what those who ask then know. What the pictures leave out of a record, no question of the aftermath rests on.
package struct Upshot: Hashable, Sendable {
  let picture: Picture
  let holdings: Holdings
  let told: [Told: Int]
  let tokens: [[TokenDigest]]
  let conversations: [Conversation.ID]
}

extension World {
  fileprivate var opening: Groundwork.Opening? {
    let copy = try? reading { [self] () async throws(StoreError) in try await watch.copy() }
    return copy.map { Groundwork.Opening(ledger: ledger.withLock { $0 }, books: $0.books, contents: $0.contents) }
  }

  /// Begins where the groundwork leaves off.
  func begin(at opening: Groundwork.Opening) {
    ledger.withLock { ledger in
      let trace = ledger.trace
      ledger = opening.ledger
      ledger.trace = trace
    }
    alone { [self] _ in
      do {
        try await watch.begin(opening.books, opening.contents)
      } catch {
        blame("the opening cannot be copied: \(error)")
      }
    }
    ledger.withLock { $0.opening = scheduler.time }
  }

  /// What the operations have come to.
  var upshot: Upshot {
    let books = watch.currentBooks
    return ledger.withLock { ledger in
      Upshot(
        picture: books.latest, holdings: books.holdings, told: books.told.counted,
        tokens: ledger.held.map { $0.visitors.map(\.digest) },
        conversations: ledger.known.conversations.map(\.id))
    }
  }
}
