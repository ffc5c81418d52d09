import CarryoverInMemory
import CarryoverTesting
import FoundationEssentials
import Testing

@testable import Carryover

@Suite("CL-12: what a claim costs")
struct ClaimCostTests {
  @Test(arguments: [0, 1, 3, 500])
  func `CL-12 a claim writes the same records whatever the number of conversations, and all of them have moved`(
    conversations count: Int
  ) async throws {
    let scene = ConversationScene(ConversationPolicy(conversationsPerSession: 500))
    let new = try await scene.sessions.create()
    for _ in 0..<count { _ = try await scene.conversations.begin(by: new.visitor.caller) }

    let watched = WatchedCommits(scene.store)
    let claims = Claims(store: watched, surroundings: .manual(clock: scene.clock, seed: 9))
    let account = try Account.ID("ann")
    let result = try #require(try await claims.claim(.of(new), for: account).result)

    #expect(result.receipt.conversations == count)
    #expect(watched.calls == ["load", "commit"])
    #expect(watched.kinds == [.tokenSlot, .profile, .estate, .accountHome, .session, .claimReceipt])
    var listed = 0
    var place: Place?
    repeat {
      let page = try await scene.conversations.list(by: .account(account), after: place, limit: 100)
      listed += page.values.count
      place = page.next
    } while place != nil
    #expect(listed == count)
    await #expect(throws: BeginConversationError.self) { try await scene.conversations.begin(by: new.visitor.caller) }
  }
}

/// Notes which calls a store gets, and what kinds of records its commits name.
private final class WatchedCommits: Store {
  private let wrapped: any Store
  private let notes = Locked((calls: [String](), kinds: Set<RecordKind>()))

  init(_ wrapped: any Store) { self.wrapped = wrapped }

  var calls: [String] { notes.with { $0.calls } }
  var kinds: Set<RecordKind> { notes.with { $0.kinds } }
  var limits: StoreLimits { wrapped.limits }

  func load(_ keys: [RecordKey]) async throws(StoreError) -> Loaded {
    notes.with { $0.calls.append("load") }
    return try await wrapped.load(keys)
  }

  func commit(_ commit: Commit) async throws(StoreError) {
    notes.with { notes in
      notes.calls.append("commit")
      notes.kinds.formUnion(commit.changes.map(\.key.kind))
    }
    try await wrapped.commit(commit)
  }

  func list(_ query: ShelfQuery, after place: Place?, limit: Int) async throws(StoreError) -> ShelfPage {
    notes.with { $0.calls.append("list") }
    return try await wrapped.list(query, after: place, limit: limit)
  }

  func feed(after position: FeedPosition, limit: Int) async throws(StoreError) -> FeedPage {
    notes.with { $0.calls.append("feed") }
    return try await wrapped.feed(after: position, limit: limit)
  }
}
