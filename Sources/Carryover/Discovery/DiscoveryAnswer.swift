/// An answer to a question of the catalogue (DP-6).
///
/// Only the value comes from whoever answers. Question id, key, label and group are copied from the catalogue when the
/// answer is written, so that it can be read when the catalogue has moved on.
public struct DiscoveryAnswer: Hashable, Sendable {
  /// The question's identifier.
  public let questionID: String

  /// The question's key.
  public let key: String

  /// The question's label when the answer was written.
  public let label: String

  /// The answer, as it was given.
  public let value: String

  /// The question's group when the answer was written.
  public let group: String

  /// Answers a question. Blank text is refused, and so is more of it than the limit allows.
  package init(_ value: String, to question: DiscoveryQuestion, maximumBytes: Int) throws(FieldError) {
    if let fault = value.writableFault(maximumBytes: maximumBytes) {
      throw FieldError("answers", entry: question.key, fault)
    }
    questionID = question.id
    key = question.key
    label = question.label
    self.value = value
    group = question.group
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
}
