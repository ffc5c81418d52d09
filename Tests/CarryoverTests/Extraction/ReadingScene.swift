import FoundationEssentials

@testable import Carryover

/// A conversation in short: who says what, one message a minute, and replies that a model might give to it.
struct ReadingScene {
  static let start = Date(milliseconds: 1_800_000_000_000)

  let messages: [Message]
  var policy = ExtractionPolicy()

  init(_ lines: [Line], policy: ExtractionPolicy = ExtractionPolicy()) {
    self.policy = policy
    messages = lines.enumerated().map { index, line in
      Message(
        id: Self.id(index + 1), conversation: Conversation.ID(bits: Bits128(high: 0x7000, low: 1)), sequence: index + 1,
        role: line.role, text: line.text, createdAt: Self.at(index + 1))
    }
  }

  /// A conversation of one message.
  init(_ text: String, policy: ExtractionPolicy = ExtractionPolicy()) { self.init([.user(text)], policy: policy) }

  struct Line: Sendable {
    let role: Message.Role
    let text: String

    static func user(_ text: String) -> Line { Line(role: .user, text: text) }
    static func assistant(_ text: String) -> Line { Line(role: .assistant, text: text) }
    static func system(_ text: String) -> Line { Line(role: .system, text: text) }
  }

  static func id(_ number: Int) -> Message.ID {
    Message.ID(bits: Bits128(high: 0x017f_22e2_79b0_7000, low: 0x8000_0000_0000_0000 | UInt64(number)))
  }

  static func at(_ minute: Int) -> Date { start.addingTimeInterval(60 * Double(minute)) }
}

/// One item of a reply, with members that pass every check as long as nothing else is said.
struct Reported: Codable, Hashable, Sendable {
  var evidence: String
  var key: String
  var messageRef: String
  var op: String
  var value: String

  init(
    _ key: String, _ value: String, _ evidence: String? = nil, in message: Int = 1, op: String = "set"
  ) {
    self.key = key
    self.value = value
    self.evidence = evidence ?? value
    messageRef = "m\(message)"
    self.op = op
  }
}

extension ReadingScene {
  func reading(_ items: [Reported], catalogue: DiscoveryCatalogue = .standard) throws -> ExtractionReading {
    try reading(Self.reply(items), catalogue: catalogue)
  }

  func reading(_ reply: String, catalogue: DiscoveryCatalogue = .standard) throws -> ExtractionReading {
    try policy.read(ModelReply(reply), of: messages, catalogue: catalogue)
  }

  /// What becomes of one item: the text that is stored, or the reason why nothing is.
  func outcome(_ item: Reported, catalogue: DiscoveryCatalogue = .standard) throws -> Outcome {
    let reading = try reading([item], catalogue: catalogue)
    switch (reading.items.first, reading.dropped.first) {
    case (let item?, nil): return item.op == .retract ? .retracted : .stored(item.statement.value?.spoken ?? "")
    case (nil, let dropped?): return .dropped(dropped.reason)
    default: throw Unexpected(reading: reading)
    }
  }

  enum Outcome: Hashable {
    case stored(String)
    case retracted
    case dropped(DroppedItem.Reason)
  }

  struct Unexpected: Error { let reading: ExtractionReading }

  static func reply(_ items: [Reported]) throws -> String { try JSONText.of(["items": items]) }
}

extension DiscoveryFieldValue {
  /// What a person would read.
  var spoken: String {
    if case .answer(let answer) = self { answer.value } else { spelling }
  }
}
