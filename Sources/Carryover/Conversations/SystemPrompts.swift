/// What the assistant is told, by phase: a value that a host can replace as a whole or in parts.
public struct SystemPrompts: Hashable, Sendable, Codable {
  /// Names this set of texts, so that answers can be traced to what the assistant was told. Change it with any text.
  public var version: String

  /// While finding out what is needed.
  public var discovery: String

  /// While working on the return on investment.
  public var roi: String

  /// While deciding to buy: guidance through the checkout.
  public var greenlight: String

  /// A host's own texts.
  public init(version: String, discovery: String, roi: String, greenlight: String) {
    self.version = version
    self.discovery = discovery
    self.roi = roi
    self.greenlight = greenlight
  }

  enum CodingKeys: String, CodingKey {
    case version, discovery, roi, greenlight
  }
}

extension SystemPrompts {
  /// The text of a phase.
  public func text(for phase: DiscoveryPhase) -> String {
    switch phase {
    case .discovery: discovery
    case .roi: roi
    case .greenlight: greenlight
    }
  }

  /// The whole prompt: who the assistant is, if it speaks as a persona, and after that what the phase asks of it.
  public func prompt(for phase: DiscoveryPhase, as persona: Persona? = nil) -> SystemPrompt {
    let parts = [persona?.prompt, text(for: phase)].compactMap { $0 }
    return SystemPrompt(
      version: version, phase: phase, persona: persona?.id, text: parts.joined(separator: "\n\n"))
  }
}

/// What the assistant is told in one conversation.
public struct SystemPrompt: Hashable, Sendable, Codable {
  /// The version of the set that it comes from.
  public let version: String

  /// The phase that it is for.
  public let phase: DiscoveryPhase

  /// The persona that it speaks as; nil if there is none, or none any more.
  public let persona: Persona.ID?

  /// The text to send to the model.
  public let text: String

  enum CodingKeys: String, CodingKey {
    case version, phase, persona, text
  }
}

extension Conversations {
  /// What the assistant is told in a conversation, by the conversation's own phase and by its persona if that is still there.
  public func prompt(for id: Conversation.ID, by caller: Caller) async throws(ConversationError) -> SystemPrompt {
    try await driver.answer(FindPrompt(id: id, caller: caller, terms: terms))
  }
}

/// Puts the prompt of a conversation together.
struct FindPrompt: Decision {
  let id: Conversation.ID
  let caller: Caller
  let terms: ConversationTerms

  var reads: [RecordKey] { [.conversation(id)] + caller.holderKeys }

  func decide(_ draft: inout Draft) throws(Unread) -> Ruling<Result<SystemPrompt, ConversationError>> {
    switch try draft.conversation(id, for: caller, at: terms.moment, idleLimit: terms.idleLimit) {
    case .uncertain: return .uncertain
    case .refused: return .stand(.failure(.notFound))
    case .admitted(let conversation, _):
      var persona: Persona?
      if let id = conversation.persona { persona = try draft.read(Persona.self, .persona(id)) }
      return .stand(.success(terms.policy.prompts.prompt(for: conversation.phase, as: persona)))
    }
  }
}
