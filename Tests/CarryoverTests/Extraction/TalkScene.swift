import CarryoverTesting
import FoundationEssentials
import Testing

@testable import Carryover

/// A visitor who talks to an assistant, and everything that may happen to what they say.
struct TalkScene {
  let base: ConversationScene
  let new: NewSession
  let conversation: Conversation.ID
  let ann: Account.ID
  let bob: Account.ID

  /// A visitor's conversation in which the assistant has asked and the visitor has answered.
  init(
    _ answer: String = "It is a warehouse with 12 sites", sessions: SessionPolicy = SessionPolicy(),
    limits: StoreLimits = StoreLimits()
  ) async throws {
    base = ConversationScene(sessions: sessions, limits: limits)
    new = try await base.sessions.create()
    conversation = try await base.conversations.begin(by: new.visitor.caller).id
    ann = try Account.ID("ann")
    bob = try Account.ID("bob")
    try await say("What do you need?", as: .assistant)
    try await say(answer)
  }

  var clock: ManualClock { base.clock }
  var store: RecordingStore { base.store }
  var visitor: Caller { new.visitor.caller }
  var claims: Claims {
    Claims(store: store, sessions: base.sessionPolicy, surroundings: .manual(clock: clock, seed: Self.chance.word()))
  }
  var profiles: Profiles {
    Profiles(store: store, policy: base.sessionPolicy, surroundings: .manual(clock: clock, seed: Self.chance.word()))
  }
  var extractions: Extractions { extractions(over: store) }

  private static let chance = SeededRandomness(seed: 11)

  func extractions(
    over store: any Store, policy: ExtractionPolicy = ExtractionPolicy(), patience: Patience = Patience()
  ) -> Extractions {
    Extractions(
      store: store, policy: policy, sessions: base.sessionPolicy,
      surroundings: .manual(clock: clock, seed: Self.chance.word()), patience: patience)
  }
}

extension TalkScene {
  /// Adds a message, a second after the one before.
  @discardableResult
  func say(
    _ text: String, as role: Message.Role = .user, in other: Conversation.ID? = nil, by caller: Caller? = nil
  ) async throws -> Message {
    clock.advance(by: .seconds(1))
    return try await base.conversations.append(
      text, as: role, to: other ?? conversation, by: role == .user ? caller ?? visitor : .system)
  }

  func begin(by caller: Caller? = nil) async throws -> PendingExtraction {
    try await extractions.begin(in: conversation, by: caller ?? visitor).pending()
  }

  /// Claims the visitor's session.
  @discardableResult
  func claim(_ new: NewSession? = nil, by account: Account.ID? = nil) async throws -> ClaimReceipt {
    clock.advance(by: .seconds(1))
    return try #require(try await claims.claim(.of(new ?? self.new), for: account ?? ann).result).receipt
  }

  func session() async throws -> Session {
    try #require(try await store.sessions.session(new.visitor.session.id))
  }

  func profile(of account: Account.ID? = nil) async throws -> DiscoveryProfile? {
    try await store.load([.profile(of: account ?? ann)]).items[0].found?.record.value(as: DiscoveryProfile.self)
  }

  func log() async throws -> ExtractionLog? {
    try await store.load([.extraction(of: conversation)]).items[0].found?.record.value(as: ExtractionLog.self)
  }

  /// The changes that extractions made, as events tell of them.
  func changes() async throws -> [DomainEvent] {
    try await store.feed(after: .start, limit: 10_000).entries.map(\.event).filter { $0.facts["by"] == "model" }
  }
}

extension ExtractionStart {
  /// What has begun; fails the test if nothing has.
  func pending() throws -> PendingExtraction {
    guard case .begun(let pending) = self else {
      Issue.record("expected an extraction, not \(self)")
      throw CancellationError()
    }
    return pending
  }

  var outcome: ExtractionResult.Outcome? {
    guard case .ended(let result) = self else { return nil }
    return result.outcome
  }
}

extension PendingExtraction {
  /// A reading by which the newest message of the person gives these answers. Nil stands for one that is taken back.
  func reading(_ answers: [String: String?]) throws -> ExtractionReading {
    let message = try #require(messages.last { $0.role == .user })
    let items = try answers.map { key, text in
      let question = try #require(DiscoveryCatalogue.standard[key])
      let value = try text.map { try DiscoveryAnswer($0, to: question, maximumBytes: .max) }
      return ExtractedItem(
        field: .answer(key), op: value == nil ? .retract : .set,
        statement: Sourced(
          value: value.map(DiscoveryFieldValue.answer), source: .model(message: message.id), at: message.createdAt),
        evidence: message.text)
    }
    return ExtractionReading(items: items.sorted { $0.field < $1.field }, dropped: [])
  }
}

extension ModelReply {
  /// A reply that gives answers, each proved by itself in a message.
  static func saying(_ answers: [String: String], in sequence: Int = 2) throws -> ModelReply {
    let items = answers.sorted { $0.key < $1.key }.map { key, value in
      ["evidence": value, "key": key, "messageRef": "m\(sequence)", "op": "set", "value": value]
    }
    return ModelReply(
      try JSONText.of(["items": items]), usage: ModelUsage(inputTokens: 900, outputTokens: 40), model: "test-1")
  }
}
