/// An answer to a question of the catalogue (DP-6).
///
/// Only the value comes from whoever answers. Question id, key, label and group are copied from the catalogue when the
/// answer is written, so that it can be read when the catalogue has moved on.
public struct DiscoveryAnswer: Sendable {
  // An update copies every answer of a session. With five texts in one object it went from 11.5 to 7.3 µs among 100,000.
  private let texts: Texts

  /// Answers a question. Blank text is refused, and so is more of it than the limit allows.
  package init(_ value: String, to question: DiscoveryQuestion, maximumBytes: Int) throws(FieldError) {
    if let fault = value.writableFault(maximumBytes: maximumBytes) {
      throw FieldError("answers", entry: question.key, fault)
    }
    texts = Texts(value, question)
  }

  private final class Texts: Sendable {
    let question: DiscoveryQuestion
    let value: String

    /// The length of all texts. Every update weighs the whole session.
    let size: Int

    init(_ value: String, _ question: DiscoveryQuestion) {
      self.question = question
      self.value = value
      size =
        question.id.utf8.count + question.key.utf8.count + question.label.utf8.count + value.utf8.count
        + question.group.utf8.count
    }
  }
}

extension DiscoveryAnswer {
  /// The question's identifier.
  public var questionID: String { texts.question.id }

  /// The question's key.
  public var key: String { texts.question.key }

  /// The question's label when the answer was written.
  public var label: String { texts.question.label }

  /// The answer, as it was given.
  public var value: String { texts.value }

  /// The question's group when the answer was written.
  public var group: String { texts.question.group }

  /// The length of all texts, in bytes of UTF-8.
  var size: Int { texts.size }
}

extension DiscoveryAnswer: Hashable {
  /// Answers are equal if all of their texts are.
  public static func == (a: Self, b: Self) -> Bool {
    a.texts === b.texts || (a.value == b.value && a.texts.question == b.texts.question)
  }

  /// Hashes all texts.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(texts.value)
    hasher.combine(texts.question)
  }
}

extension DiscoveryAnswer: Codable {
  enum CodingKeys: String, CodingKey {
    case questionID = "questionId"
    case key, label, value, group
  }

  /// Reads a stored answer. The catalogue and the limits may have changed since it was written, so they are not asked.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    do {
      let question = try DiscoveryQuestion(
        id: try container.decode(String.self, forKey: .questionID),
        key: try container.decode(String.self, forKey: .key),
        label: try container.decode(String.self, forKey: .label),
        group: try container.decode(String.self, forKey: .group)
      )
      try self.init(try container.decode(String.self, forKey: .value), to: question, maximumBytes: .max)
    } catch let error as FieldError {
      throw DecodingError.refused(error, at: decoder.codingPath)
    }
  }
  /// Writes the stored form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(questionID, forKey: .questionID)
    try container.encode(key, forKey: .key)
    try container.encode(label, forKey: .label)
    try container.encode(value, forKey: .value)
    try container.encode(group, forKey: .group)
  }
}
