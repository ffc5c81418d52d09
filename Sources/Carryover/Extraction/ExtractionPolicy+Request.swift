internal import FoundationEssentials

extension ExtractionPolicy {
  /// What to ask a model about a conversation: its last messages, beside what is known already.
  public func request(
    for messages: [Message], knowing content: DiscoveryContent, catalogue: DiscoveryCatalogue = .standard
  ) -> ModelRequest {
    ModelRequest(
      system: catalogue.questions.map { "\($0.key): \($0.label)" }.joined(separator: "\n"),
      transcript: messages.suffix(self.messages).map { "\($0.sequence) \($0.role): \($0.text)" }.joined(separator: "\n"),
      schema: ExtractionSchema.text, temperature: temperature, version: "draft")
  }
}
