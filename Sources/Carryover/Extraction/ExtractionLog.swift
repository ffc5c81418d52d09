internal import FoundationEssentials

/// How far a conversation has been extracted: what was committed, and what is under way.
///
/// Whoever writes it has read the conversation, and a sweep deletes the two together: it never outlives it.
struct ExtractionLog: Hashable, Sendable {
  /// A message that is held for the extraction which began with it.
  struct Pending: Hashable, Sendable {
    let id: PendingExtraction.ID

    /// The sequence of the newest message of the person that the model sees.
    let sequence: Int

    /// From this moment on another extraction may begin with the same message.
    let lapsesAt: Date
  }

  /// What came of an extraction.
  struct Committed: Hashable, Sendable {
    let id: PendingExtraction.ID
    let updated: [DiscoveryField]
    let overLimit: [DiscoveryField]
  }

  /// The conversation.
  let conversation: Conversation.ID

  /// The sequence of the newest message of the person whose extraction was committed; 0 before the first.
  private(set) var through = 0

  /// What is under way; what has lapsed, too, until its place is needed.
  private(set) var pending: [Pending] = []

  /// What came of the latest extractions, so that one whose answer was lost gets the same again.
  private(set) var committed: [Committed] = []

  /// When it was made, and when something was committed. Holding a message is no change.
  private(set) var times: AuditTimes

  /// How many extractions are under way at once, and how many results are remembered.
  static let maximum = 16

  init(of conversation: Conversation.ID, at now: Date, by command: CommandID) {
    self.conversation = conversation
    times = AuditTimes(createdAt: now, by: command)
  }
}

extension ExtractionLog {
  func holds(_ id: PendingExtraction.ID) -> Bool { pending.contains { $0.id == id } }

  func result(of id: PendingExtraction.ID) -> Committed? { committed.first { $0.id == id } }

  /// Whether a result may have been forgotten for newer ones.
  var isFull: Bool { committed.count >= Self.maximum }

  /// Why no extraction may begin with the message of this sequence; nil if one may.
  func obstacle(to sequence: Int, at now: Date) -> ExtractionResult.Skip? {
    if sequence <= through { return .nothingNew }
    return pending.contains { $0.sequence >= sequence && now < $0.lapsesAt } ? .underWay : nil
  }

  /// Holds a message, and says whether there was a place to remember it. What has lapsed makes room.
  mutating func hold(_ new: Pending, at now: Date) -> Bool {
    if pending.count >= Self.maximum {
      guard let index = pending.firstIndex(where: { now >= $0.lapsesAt }) else { return false }
      pending.remove(at: index)
    }
    pending.append(new)
    return true
  }

  /// Gives a message free.
  mutating func release(_ id: PendingExtraction.ID) { pending.removeAll { $0.id == id } }

  /// Notes what came of an extraction. Another of the same message, begun when this one had lapsed, is no longer wanted.
  mutating func commit(_ result: Committed, of sequence: Int, at now: Date, by command: CommandID) {
    through = max(through, sequence)
    pending.removeAll { $0.id == result.id || $0.sequence == sequence }
    committed = committed.suffix(Self.maximum - 1) + [result]
    times.change(at: now, by: command)
  }
}

extension ExtractionLog: Stored {
  static var kind: RecordKind { .extraction }
  var key: RecordKey { .extraction(of: conversation) }
  var target: RecordKey? { nil }
  var entries: [ShelfEntry] { [] }
}

extension ExtractionLog: Codable {
  enum CodingKeys: String, CodingKey {
    case conversation, through, pending, committed, times
  }

  /// Reads the stored form, and refuses what could not have been built.
  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    conversation = try container.decode(Conversation.ID.self, forKey: .conversation)
    through = try container.decode(Int.self, forKey: .through)
    pending = try container.decode([Pending].self, forKey: .pending)
    committed = try container.decode([Committed].self, forKey: .committed)
    times = try container.decode(AuditTimes.self, forKey: .times)
    guard through >= 0, pending.allSatisfy({ $0.sequence >= 1 }) else {
      throw DecodingError.dataCorruptedError(
        forKey: .through, in: container, debugDescription: "not the number of a message")
    }
  }
}

extension ExtractionLog.Pending: Codable {
  enum CodingKeys: String, CodingKey {
    case id, sequence, lapsesAt
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(PendingExtraction.ID.self, forKey: .id)
    sequence = try container.decode(Int.self, forKey: .sequence)
    lapsesAt = try container.decodeDate(forKey: .lapsesAt)
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(sequence, forKey: .sequence)
    try container.encode(date: lapsesAt, forKey: .lapsesAt)
  }
}

extension ExtractionLog.Committed: Codable {
  enum CodingKeys: String, CodingKey {
    case id, updated, overLimit
  }
}

extension RecordKey {
  /// The key of the record that says how far a conversation has been extracted.
  static func extraction(of conversation: Conversation.ID) -> RecordKey {
    RecordKey(.extraction, .minted(conversation.bits))
  }

  /// The key of the log that goes with a conversation; nil if this is not the key of one.
  var extractionLog: RecordKey? {
    guard kind == .conversation, case .minted(let bits) = identity else { return nil }
    return .extraction(of: Conversation.ID(bits: bits))
  }
}
