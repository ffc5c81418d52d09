/// Holds the items of a reply against the messages that the model saw, one after the other (EX-5).
struct ItemCheck {
  /// An item that passed, and where it stands: in which message, at which byte of it, and in the reply's list.
  struct Passed {
    let item: ExtractedItem
    let sequence, byte, index: Int

    /// Which of two items about one field counts: the one from the later message, or from further on in the same one.
    func isLater(than other: Self) -> Bool {
      (sequence, byte, index) > (other.sequence, other.byte, other.index)
    }
  }

  private let policy: ExtractionPolicy
  private let catalogue: DiscoveryCatalogue
  private let limits: DiscoveryLimits

  /// The person's messages, by the reference that the transcript gave them.
  private let messages: [String: Message]
  private var folded: [String: FoldedText] = [:]

  init(
    of messages: [Message], policy: ExtractionPolicy, catalogue: DiscoveryCatalogue, limits: DiscoveryLimits
  ) {
    self.policy = policy
    self.catalogue = catalogue
    self.limits = limits
    let spoken = policy.seen(messages).lazy.filter { $0.role == .user }.map { ($0.reference, $0) }
    self.messages = Dictionary(spoken, uniquingKeysWith: { _, last in last })
  }

  /// Believes an item, or says why not.
  mutating func check(_ item: ReplyDocument.Item, at index: Int) throws(Disbelief) -> Passed {
    guard let field = DiscoveryField(itemKey: item.key, in: catalogue) else { throw Disbelief(.unknownKey) }
    guard let op = ExtractedItem.Op(rawValue: item.op.lowercased()), field.takes(op) else {
      throw Disbelief(.unknownOp)
    }
    guard let message = messages[item.messageRef] else { throw Disbelief(.unknownMessage) }
    let assertion = Assertion(item, op: op)
    try assertion.checkValue(limits: limits)
    guard let quote = Quote(assertion.foldedEvidence, from: text(of: message)) else {
      throw Disbelief(.evidenceNotFound)
    }
    try quote.check(assertion)
    let value = op == .retract ? nil : try value(of: field, assertion)
    let statement = DiscoveryStatement(value: value, source: .model(message: message.id), at: message.createdAt)
    return Passed(
      item: ExtractedItem(field: field, op: op, statement: statement, evidence: assertion.evidence),
      sequence: message.sequence, byte: quote.place.lowerBound, index: index)
  }

  private mutating func text(of message: Message) -> FoldedText {
    if let text = folded[message.reference] { return text }
    let text = FoldedText(message.text)
    folded[message.reference] = text
    return text
  }

  private func value(of field: DiscoveryField, _ assertion: Assertion) throws(Disbelief) -> DiscoveryFieldValue {
    guard case .answer(let key) = field, let question = catalogue[key] else { throw Disbelief(.ambiguousNumber) }
    do {
      let text = assertion.answer(negation: policy.negation)
      return .answer(try DiscoveryAnswer(text, to: question, maximumBytes: limits.answerBytes))
    } catch {
      throw Disbelief(.tooLong)
    }
  }
}

extension DiscoveryField {
  /// The field that a reply names. Keys match without regard to case, and the catalogue's spelling counts.
  fileprivate init?(itemKey key: String, in catalogue: DiscoveryCatalogue) {
    if catalogue[key] != nil {
      self = .answer(key)
      return
    }
    let key = key.lowercased()
    if let input = ROIInput.allCases.first(where: { $0.rawValue.lowercased() == key }) {
      self = .roiInput(input)
    } else if let question = catalogue.questions.first(where: { $0.key.lowercased() == key }) {
      self = .answer(question.key)
    } else {
      return nil
    }
  }
}
