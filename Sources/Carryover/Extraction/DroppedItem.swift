/// Something that a reply says and that is not believed, with the reason (EX-5).
///
/// It names the item and repeats neither value nor evidence, which may be a person's words or a model's inventions. A host that wants
/// them has the reply, and here the item's place in it.
public struct DroppedItem: Hashable, Sendable {
  /// Why something is not believed. Closed, so that a host can count them.
  public enum Reason: String, Codable, Sendable, CaseIterable {
    /// The key is neither a question's nor an ROI input's.
    case unknownKey
    /// The operation is none of the three, or the field does not have it.
    case unknownOp
    /// There is no value.
    case emptyValue
    /// The value stands for having none, such as `N/A`.
    case placeholder
    /// The value is longer than an answer may be.
    case tooLong
    /// The value has control characters.
    case controlCharacters
    /// Another item about the same field comes from a later statement.
    case duplicate
    /// The named message is not in the transcript, or not the person's.
    case unknownMessage
    /// The evidence is empty or does not stand in the named message, or only inside other words or figures.
    case evidenceNotFound
    /// The person denies what the value says.
    case negationLost
    /// The value has figures that the evidence does not have.
    case figuresDiffer
    /// The number can be read in more than one way, or lacks its unit, period or currency.
    case ambiguousNumber
    /// The number is outside the field's bounds.
    case outOfRange
  }

  /// The item's place in the reply's list, from 0; in the reading, if it was dropped from one that was committed.
  public let index: Int

  /// The key, as the reply has it, cut to a length that is safe to log and freed of control characters.
  public let key: String

  /// The message that the reply names, cut and freed in the same way.
  public let messageRef: String

  /// Why it was dropped.
  public let reason: Reason

  package init(index: Int, key: String, messageRef: String, reason: Reason) {
    self.index = index
    self.key = key.safeToLog
    self.messageRef = messageRef.safeToLog
    self.reason = reason
  }
}
