extension ExtractionPolicy {
  /// What to ask a model about a conversation: its last messages, beside what is known already (EX-3).
  ///
  /// The system text is the same for all conversations under one catalogue. Everything that somebody wrote stands in the transcript, one
  /// JSON object a line, escaped so that no text can be taken for another line.
  public func request(
    for messages: [Message], knowing content: DiscoveryContent, catalogue: DiscoveryCatalogue = .standard
  ) -> ModelRequest {
    ModelRequest(
      system: prompts.system(for: catalogue), transcript: transcript(of: messages, knowing: content, catalogue),
      schema: ExtractionSchema.text, temperature: temperature, version: prompts.version)
  }

  /// The messages that the model sees, and therefore the only ones that a reply can rest on.
  func seen(_ messages: [Message]) -> ArraySlice<Message> {
    messages.suffix(max(0, self.messages))
  }

  private func transcript(
    of messages: [Message], knowing content: DiscoveryContent, _ catalogue: DiscoveryCatalogue
  ) -> String {
    var text = ""
    for (key, value) in content.known(in: catalogue) {
      text.appendLine(["key": key, "kind": "known", "value": value])
    }
    for message in seen(messages) {
      text.appendLine([
        "kind": "message", "messageRef": message.reference, "role": message.role.rawValue, "text": message.text,
      ])
    }
    return text
  }
}

extension Message {
  /// How the transcript names the message, and how a reply refers to it.
  var reference: String { "m\(sequence)" }
}

extension DiscoveryContent {
  /// The longest known value that is shown to a model, in bytes: enough to recognise it by.
  private static let knownBytes = 256

  /// What is on record about the fields that a reply can speak of, by key, in the catalogue's order.
  fileprivate func known(in catalogue: DiscoveryCatalogue) -> [(key: String, value: String)] {
    let fields = fields
    let answers = catalogue.questions.map { ($0.key, fields.answers[$0.key]?.value?.value) }
    let inputs = ROIInput.allCases.map { ($0.rawValue, fields[.roiInput($0)]?.value?.spelling) }
    return (answers + inputs).compactMap { key, value in value.map { (key, $0.shortened(to: Self.knownBytes)) } }
  }
}

extension String {
  /// The text, or its beginning with an ellipsis if it is longer than so many bytes.
  fileprivate func shortened(to bytes: Int) -> String {
    guard utf8.count > bytes else { return self }
    var end = utf8.index(startIndex, offsetBy: bytes)
    while end.samePosition(in: unicodeScalars) == nil { end = utf8.index(before: end) }
    return self[..<end] + "…"
  }
}
