import Carryover
import CarryoverInMemory
import FoundationEssentials

extension Scene {
  /// Each visitor, who has ten answers already, has talked for ten messages and been asked about by a model.
  ///
  /// Timed is what a host does with the model's text: ``Extractions/commit(_:of:)-(ModelReply,_)`` reads it, holds each item against the
  /// messages, merges what passes with what the session has, and commits. The talk, the messages that a model is sent and the hold on the
  /// newest of them come before.
  mutating func extract(threads: Int) async throws -> Turn {
    let operations = 20 * scale(threads)
    let text = try Reply.ten.text()
    let mine = try await Talk.make(operations, in: store)
    let extractions = Extractions(store: store)
    let library = try await timed(operations, threads: threads) { range in
      for index in range {
        let result = await extractions.commit(ModelReply(text), of: mine[index].pending)
        guard case .updated(let fields) = result.outcome, fields.count == 10, result.dropped.isEmpty else {
          throw Surprise(description: "not extracted: \(result)")
        }
      }
    }
    for talk in mine { try await talk.delete(from: store) }

    let bytes = Data(text.utf8)
    let bare = try await timed(operations, threads: threads) { range in
      let decoder = JSONDecoder()
      for _ in range {
        guard try decoder.decode(Reply.self, from: bytes).items.count == 10 else {
          throw Surprise(description: "not decoded")
        }
      }
    }
    return Turn(library: library, bare: bare)
  }
}

/// A reply of the schema, as a decoder reads it that trusts the model.
struct Reply: Codable {
  struct Item: Codable {
    var evidence, key, messageRef, op, value: String
  }

  var items: [Item]
}

extension Reply {
  func text() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  private init(_ facts: [(key: String, value: String, evidence: String)]) {
    items = facts.enumerated().map { index, fact in
      Item(evidence: fact.evidence, key: fact.key, messageRef: "m\(index / 2 * 2 + 2)", op: "set", value: fact.value)
    }
  }

  /// Ten answers, two from each of the visitor's messages. Half of them have figures; six are about what the visitor has answered before.
  static let ten = Reply([
    ("facilityType", "a distribution centre for groceries", "We run a distribution centre for groceries"),
    ("siteCount", "4 sites", "with 4 sites in the north"),
    ("facilitySize", "12,500 square metres", "The largest of them has 12,500 square metres"),
    ("floorTypes", "sealed concrete, some tiles", "on sealed concrete, some tiles near the offices"),
    ("cleaningFrequency", "twice a day", "The aisles are swept twice a day"),
    ("cleaningTasks", "sweeping and scrubbing", "it is mostly sweeping and scrubbing"),
    ("cleaningStaff", "18 people", "There are 18 people who clean"),
    ("shiftPattern", "3 shifts of 8 hours", "they work in 3 shifts of 8 hours"),
    ("budgetRange", "between $80,000 and $120,000", "we could spend between $80,000 and $120,000 this year"),
    ("decisionProcess", "our head of operations and the board", "our head of operations and the board decide"),
  ])
}

/// A visitor's talk with an assistant, up to the moment when a model has been asked about it.
struct Talk {
  let session: Session.ID
  let digest: TokenDigest
  let pending: PendingExtraction

  /// Who says what, the assistant first.
  private static let lines = [
    "Hello! What kind of site is it, and how many of them do you have?",
    "Hi there. We run a distribution centre for groceries, with 4 sites in the north. I am looking into robots for them.",
    "How large is it, and what are the floors like?",
    "The largest of them has 12,500 square metres of floor on sealed concrete, some tiles near the offices. No carpet.",
    "How is it cleaned today?",
    "The aisles are swept twice a day, and as far as I can tell it is mostly sweeping and scrubbing, by hand.",
    "Who does that work?",
    "There are 18 people who clean, and they work in 3 shifts of 8 hours. It is hard to find anybody for the nights.",
    "And what would you like to invest, and who decides?",
    "I think we could spend between $80,000 and $120,000 this year; our head of operations and the board decide.",
  ]

  static func make(_ count: Int, in store: InMemoryStore) async throws -> [Talk] {
    // What the visitor answered is older than what they say, which therefore takes its place.
    let sessions = Sessions(store: store, surroundings: Surroundings(now: { Date.now.addingTimeInterval(-3_600) }))
    let conversations = Conversations(store: store)
    let extractions = Extractions(store: store)
    var made: [Talk] = []
    for _ in 0..<count {
      let (session, _) = try await sessions.createFilled()
      let caller = Caller.session(session.id, by: session.token)
      let conversation = try await conversations.begin(by: caller).id
      for (index, line) in lines.enumerated() {
        let isVisitors = index % 2 == 1
        _ = try await conversations.append(
          line, as: isVisitors ? .user : .assistant, to: conversation, by: isVisitors ? caller : .system)
      }
      guard case .begun(let pending) = await extractions.begin(in: conversation, by: caller) else {
        throw Surprise(description: "nothing to ask")
      }
      made.append(Talk(session: session.id, digest: session.token, pending: pending))
    }
    return made
  }

  /// Deletes everything of the talk, so that the next turn meets the same store.
  func delete(from store: InMemoryStore) async throws {
    let conversation = RecordKey.conversation(pending.conversation)
    var keys: [RecordKey] = [.session(session), .tokenSlot(digest), conversation]
    keys += [RecordKey(.extraction, identity: conversation.identityText)].compactMap(\.self)
    keys += pending.messages.map { .message($0.id) }
    let found = try await store.load(keys).items.prefix(keys.count)
    try await store.commit(Commit(found.compactMap { item in item.found.map { .delete(item.key, $0.version) } }))
  }
}
