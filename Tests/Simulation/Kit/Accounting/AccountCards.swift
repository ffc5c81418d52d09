internal import Carryover
internal import FoundationEssentials

/// A stored profile in plain values.
struct ProfileCard: Hashable, Sendable {
  var account: Account.ID
  var content: Content = [:]
  var conflicts: Set<ConflictCard> = []
  var createdAt: Int64
  var updatedAt: Int64
  var revision = 1
}

/// Two statements between which somebody still has to choose.
struct ConflictCard: Hashable, Sendable {
  var field: DiscoveryField
  var account: Statement
  var session: Statement
  var from: Session.ID
}

extension ProfileCard {
  /// A profile that begins now.
  init(of account: Account.ID, at now: Int64) {
    self.account = account
    createdAt = now
    updatedAt = now
  }

  init(_ profile: DiscoveryProfile) {
    account = profile.account
    content = Content(profile.discovery)
    conflicts = Set(
      profile.conflicts.map {
        ConflictCard(field: $0.field, account: Statement($0.account), session: Statement($0.session), from: $0.from)
      })
    createdAt = profile.times.createdAt.milliseconds
    updatedAt = profile.times.updatedAt.milliseconds
    revision = profile.times.revision
  }

  /// ID-3: a real change.
  mutating func change(at now: Int64) {
    revision += 1
    updatedAt = max(updatedAt, now)
  }
}

/// What an account holds, read from the stored text as any other program would.
struct EstateCard: Hashable, Sendable, Decodable {
  /// The place of its own where the conversations are born that it begins.
  var conversations: AccountHome
  var sessions: [Session.ID] = []

  enum CodingKeys: String, CodingKey {
    case conversations, sessions
  }
}

extension EstateCard {
  init(_ record: Record) throws(StoreError) {
    self = try WireBody.value(EstateCard.self, from: try record.body, for: record.key)
  }

  func holds(_ home: Home) -> Bool { home == .account(conversations) || sessions.contains { home == .session($0) } }
}

/// A stored receipt in plain values.
struct ReceiptCard: Hashable, Sendable {
  var session: Session.ID
  var account: Account.ID
  var decisions: [DiscoveryField: DecisionCard] = [:]
  var notes: [String: String]
  var conversations: Int
  var claimedAt: Int64
  var until: Int64
  var undoing: UndoingCard?
}

/// What a receipt says of how its claim was undone.
struct UndoingCard: Hashable, Sendable {
  var at: Int64
  var returned: Set<DiscoveryField>
  var kept: Set<DiscoveryField>
  var keptConversations: Set<Conversation.ID>
}

extension UndoingCard {
  init(_ undoing: ClaimReceipt.Undoing) {
    at = undoing.at.milliseconds
    returned = Set(undoing.returned)
    kept = Set(undoing.kept)
    keptConversations = Set(undoing.keptConversations)
  }
}

/// What a claim says it decided about one field.
struct DecisionCard: Hashable, Sendable {
  var account: Statement?
  var session: Statement?
  var result: MergeDecision.Result
}

extension ReceiptCard {
  init(_ receipt: ClaimReceipt) {
    session = receipt.session
    account = receipt.account
    decisions = Self.decisions(receipt.decisions)
    notes = receipt.metadata.texts
    conversations = receipt.conversations
    claimedAt = receipt.claimedAt.milliseconds
    until = receipt.reversibleUntil.milliseconds
    undoing = receipt.undoing.map { UndoingCard($0) }
  }

  /// The decisions by field. A field that is decided twice counts as not decided.
  static func decisions(_ decisions: [MergeDecision]) -> [DiscoveryField: DecisionCard] {
    var cards: [DiscoveryField: DecisionCard] = [:]
    var doubles: Set<DiscoveryField> = []
    for decision in decisions {
      let card = DecisionCard(
        account: decision.account.map { Statement($0) }, session: decision.session.map { Statement($0) },
        result: decision.result)
      if cards.updateValue(card, forKey: decision.field) != nil { doubles.insert(decision.field) }
    }
    return cards.filter { !doubles.contains($0.key) }
  }
}
