public import Carryover

/// A conversation in a script: what was said, what was known before, what a model replied, and what has to come of it (EX-11).
///
/// It runs on values alone. ``run(policy:catalogue:limits:)`` reads the reply that is written down, and
/// ``ask(_:policy:catalogue:limits:agreeing:)`` asks a host's own model in its place. Both go the way that an extraction goes: request,
/// reply, reading, plan.
public struct ExtractionReplay: Sendable {
  /// What the script shows, in a sentence.
  public let name: String

  /// What was said, in order.
  public let messages: [Message]

  /// What stood in the discovery content before.
  public let known: DiscoveryContent

  /// What the model replied, word for word.
  public let reply: ModelReply

  /// What must come of that reply.
  public let expectation: Expectation

  /// What the conversation says about the fields, whatever model reads it: what ``ask(_:policy:catalogue:limits:agreeing:)`` holds a
  /// model against. Nil if the script does not tell.
  public let meaning: [DiscoveryField: FieldText]?

  /// A script.
  public init(
    _ name: String, messages: [Message], knowing known: DiscoveryContent = DiscoveryContent(), reply: ModelReply,
    expecting expectation: Expectation, meaning: [DiscoveryField: FieldText]? = nil
  ) {
    self.name = name
    self.messages = messages
    self.known = known
    self.reply = reply
    self.expectation = expectation
    self.meaning = meaning ?? expectation.changes
  }
}

extension ExtractionReplay {
  /// What must come of a reply.
  public enum Expectation: Hashable, Sendable {
    /// Nothing of it is believed, for this reason.
    case failure(FailureKind)
    /// It is read. These fields get a new statement; these others are spoken of, and what stood there stays; these items are dropped, in
    /// the order of the reply. Nothing else happens.
    case reading(changes: [DiscoveryField: FieldText], unchanged: Set<DiscoveryField> = [], drops: [Drop] = [])

    /// The fields that must get a new statement; nil where the reply must fail.
    var changes: [DiscoveryField: FieldText]? {
      switch self {
      case .failure: nil
      case .reading(let changes, _, _): changes
      }
    }
  }

  /// An item of a reply that is not believed.
  public struct Drop: Hashable, Sendable, Codable {
    /// The key, as the reply has it.
    public var key: String

    /// Why it is dropped.
    public var reason: DroppedItem.Reason

    /// An item that is dropped.
    public init(_ key: String, _ reason: DroppedItem.Reason) {
      self.key = key
      self.reason = reason
    }

    enum CodingKeys: String, CodingKey {
      case key, reason
    }
  }

  /// What kind of failure an extraction ended in, without the details that it carries.
  public enum FailureKind: String, Codable, Sendable, CaseIterable {
    /// The model could not be asked.
    case model
    /// The reply was cut off.
    case truncated
    /// The model declined.
    case refused
    /// The provider withheld the reply.
    case filtered
    /// The reply is longer than the policy allows.
    case tooLong
    /// The reply is not what the schema demands.
    case malformed
    /// It was cancelled.
    case cancelled
    /// The store was in trouble, which a replay never is.
    case trouble

    /// The kind of a failure.
    public init(_ failure: ExtractionFailure) {
      switch failure {
      case .model: self = .model
      case .truncated: self = .truncated
      case .refused: self = .refused
      case .filtered: self = .filtered
      case .tooLong: self = .tooLong
      case .malformed: self = .malformed
      case .cancelled: self = .cancelled
      case .trouble: self = .trouble
      }
    }
  }
}

extension ExtractionReplay: CustomStringConvertible {
  /// The name.
  public var description: String { name }
}
