import CarryoverInMemory
import CarryoverTesting
import FoundationEssentials
import Testing

@testable import Carryover

@Suite("CL-2, CL-4: a claim whose process dies")
struct ClaimCrashTests {
  @Test(arguments: [0, 1, 3, 500])
  func `CL-2, CL-4 a crash at any store call of a claim, then a retry: all is as if the claim had been made once`(
    conversations count: Int
  ) async throws {
    let (dying, retrying): (UInt64, UInt64) = (6, 7)
    var undisturbed: [UInt64: Everything] = [:]
    for seed in [dying, retrying] {
      let visit = try await Visit(conversations: count)
      let result = try #require(try await visit.claims(seed: seed).claim(.of(visit.new), for: visit.ann).result)
      undisturbed[seed] = try await visit.everything()
      #expect(result.receipt.conversations == count)
    }

    var (call, met) = (1, 1)
    var survivors: Set<UInt64> = []
    while met >= call {
      for crash in [[call: Fault.crash], [call: .lostAcknowledgement, call + 1: .crash]] {
        let visit = try await Visit(conversations: count)
        let faulty = FaultyStore(visit.store, Faults(script: crash))
        let first = try? await visit.claims(seed: dying, over: faulty).claim(.of(visit.new), for: visit.ann)
        met = faulty.calls.count
        guard met >= call else { break }
        #expect(first == nil)

        let stored = try await visit.receipts().first
        let retry = try #require(try await visit.claims(seed: retrying).claim(.of(visit.new), for: visit.ann).result)
        #expect(stored == nil || stored == retry.receipt.id)
        #expect(try await visit.receipts() == [retry.receipt.id])
        // Whichever of the two processes made the claim, nothing is different from a claim that it made undisturbed.
        let maker = stored == nil ? retrying : dying
        #expect(try await visit.everything() == undisturbed[maker], "\(crash)")
        #expect(try await visit.owned() == Set(visit.chats), "\(crash)")
        survivors.insert(maker)
      }
      call += 1
    }
    #expect(call > 2 && survivors == [dying, retrying])
  }
}

/// All that is stored and told, in words.
private struct Everything: Equatable {
  var records: [RecordKey: String] = [:]
  var events: [String]
}

/// A visitor with conversations and an account that has said something else. Each comes out exactly as the one before.
private struct Visit {
  let store = RecordingStore(InMemoryStore())
  let clock = ManualClock(Date(timeIntervalSince1970: 1_800_000_000))
  let conversations: Conversations
  let ann: Account.ID
  let new: NewSession
  private(set) var chats: [Conversation.ID] = []

  init(conversations count: Int) async throws {
    let (clock, store) = (clock, store)
    func surroundings(_ seed: UInt64) -> Surroundings { .manual(clock: clock, seed: seed) }
    let sessions = Sessions(store: store, surroundings: surroundings(1))
    conversations = Conversations(
      store: store, policy: ConversationPolicy(conversationsPerSession: 500), surroundings: surroundings(2))
    ann = try Account.ID("ann")
    new = try await sessions.create()
    _ = try await sessions.update(.timeframe("this quarter"), by: new.visitor.caller)
    let profiles = Profiles(store: store, surroundings: surroundings(3))
    _ = try await profiles.update(DiscoveryPatch(timeframe: .set("next year")), by: .account(ann))
    for _ in 0..<count { chats.append(try await conversations.begin(by: new.visitor.caller).id) }
  }

  func claims(seed: UInt64, over other: (any Store)? = nil) -> Claims {
    Claims(store: other ?? store, surroundings: .manual(clock: clock, seed: seed))
  }

  private var keys: Set<RecordKey> { Set(store.dump.compactMap { RecordKey($0) }) }

  func everything() async throws -> Everything {
    var everything = Everything(
      events: try await store.feed(after: .start, limit: 10_000).entries.map { try $0.event.body })
    for key in keys { everything.records[key] = try await store.load([key]).items.first?.found?.record.body }
    return everything
  }

  func receipts() async throws -> [ClaimReceipt.ID] {
    var stored: [ClaimReceipt.ID] = []
    for key in keys where key.kind == .claimReceipt {
      guard try await store.load([key]).items.first?.found != nil else { continue }
      if case .minted(let bits) = key.identity { stored.append(ClaimReceipt.ID(bits: bits)) }
    }
    return stored
  }

  /// The account's conversations, page by page.
  func owned() async throws -> Set<Conversation.ID> {
    var owned: Set<Conversation.ID> = []
    var place: Place?
    repeat {
      let page = try await conversations.list(by: .account(ann), after: place, limit: 100)
      #expect(owned.isDisjoint(with: page.values.map(\.id)))
      owned.formUnion(page.values.map(\.id))
      place = page.next
    } while place != nil
    return owned
  }
}
