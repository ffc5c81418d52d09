public import Carryover
public import CarryoverTesting
import FoundationEssentials

/// Everything that a story needs: operations over one store, at a time that stands still until the story moves it.
///
/// Stories see the library's public API alone, and are told over any store: what must come out the same in memory and on a real engine.
public struct Stage: Sendable {
  /// The store under test.
  public let store: any Store

  /// The time of all operations.
  public let clock: ManualClock

  let sessions: Sessions
  let claims: Claims
  let conversations: Conversations
  let profiles: Profiles
  let ann: Account.ID
  let bob: Account.ID

  /// Sets a stage over a store. Chance and pauses are those that are given, so that a real engine gets real ones.
  public init(over store: any Store, clock: ManualClock, _ surroundings: Surroundings) throws {
    let patience = Patience(attempts: 200)
    self.store = store
    self.clock = clock
    sessions = Sessions(store: store, surroundings: surroundings, patience: patience)
    claims = Claims(store: store, surroundings: surroundings, patience: patience)
    conversations = Conversations(store: store, surroundings: surroundings, patience: patience)
    profiles = Profiles(store: store, surroundings: surroundings, patience: patience)
    ann = try Account.ID("ann")
    bob = try Account.ID("bob")
  }
}

extension Stage {
  /// A visitor who named a timeframe, with so many conversations of so many messages.
  func visit(
    _ timeframe: String = "this quarter", conversations count: Int = 0, messages: Int = 0
  ) async throws -> (new: NewSession, conversations: [Conversation.ID]) {
    let new = try await sessions.create()
    let visitor = new.visitor.caller
    _ = try await sessions.update(
      SessionPatch(
        discovery: DiscoveryPatch(timeframe: .set(timeframe)), metadata: MetadataPatch(["campaign": .text("spring")])),
      by: visitor)
    var begun: [Conversation.ID] = []
    for _ in 0..<count {
      clock.advance(by: .milliseconds(1))
      let id = try await conversations.begin(by: visitor).id
      for number in 0..<messages { _ = try await conversations.append("message \(number)", to: id, by: visitor) }
      begun.append(id)
    }
    return (new, begun)
  }

  /// The events of one kind so far.
  func events(_ kind: DomainEvent.Kind) async throws -> [DomainEvent] {
    var events: [DomainEvent] = []
    var position = FeedPosition.start
    while true {
      let page = try await store.feed(after: position, limit: 500)
      guard !page.entries.isEmpty else { return events }
      events += page.entries.map(\.event).filter { $0.kind == kind }
      position = page.end
    }
  }
}

extension NewSession {
  var proof: ClaimProof { .token(token.revealed) }
}

extension ClaimOutcome {
  /// The result of a claim that holds, the first or a repeated one.
  var result: ClaimResult? {
    switch self {
    case .claimed(let result), .alreadyYours(let result): result
    case .refused: nil
    }
  }
}
