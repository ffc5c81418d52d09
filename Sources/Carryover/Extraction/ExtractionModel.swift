/// A language model, as the host reaches it: the one seam of extraction (EX-2).
///
/// The host sends what it is given and hands back what came, word for word. It neither parses nor repairs the reply: the library does the
/// one and refuses the other.
public protocol ExtractionModel: Sendable {
  /// Asks the model once. Whatever is thrown fails this extraction, and nothing else.
  func reply(to request: ModelRequest) async throws -> ModelReply
}

/// What a model is asked, ready to be put into any provider's request.
public struct ModelRequest: Hashable, Sendable, Codable {
  /// The instructions. They hold nothing that a visitor wrote, and are the same for every conversation under one catalogue.
  public let system: String

  /// What was said, one JSON object a line: the text of the single user message.
  public let transcript: String

  /// The JSON schema that the reply keeps to, as text that never changes (EX-4).
  public let schema: String

  /// How freely the model should choose its words.
  public let temperature: Double

  /// The version of the instructions.
  public let version: String

  enum CodingKeys: String, CodingKey {
    case system, transcript, schema, temperature, version
  }
}

/// What a model answered.
public struct ModelReply: Hashable, Sendable {
  /// The reply, word for word.
  public var text: String

  /// Why the reply ended.
  public var finish: Finish

  /// What the call cost, if the provider says.
  public var usage: ModelUsage?

  /// Which model answered, if the provider says.
  public var model: String?

  /// A reply.
  public init(_ text: String, finish: Finish = .complete, usage: ModelUsage? = nil, model: String? = nil) {
    self.text = text
    self.finish = finish
    self.usage = usage
    self.model = model
  }
}

extension ModelReply {
  /// Why a reply ended.
  public enum Finish: String, Codable, Sendable, CaseIterable {
    /// The model said all it had to say.
    case complete
    /// A limit on its length cut it off.
    case truncated
    /// The model declined to answer.
    case refused
    /// The provider withheld it.
    case filtered
    /// The provider does not say. The reply is read as if it were complete, and must be so.
    case unknown
  }
}

/// What a call of a model cost, in the provider's tokens.
public struct ModelUsage: Hashable, Sendable, Codable {
  /// How many tokens it read.
  public var inputTokens: Int

  /// How many tokens it wrote.
  public var outputTokens: Int

  /// A cost.
  public init(inputTokens: Int, outputTokens: Int) {
    self.inputTokens = inputTokens
    self.outputTokens = outputTokens
  }

  enum CodingKeys: String, CodingKey {
    case inputTokens, outputTokens
  }
}
