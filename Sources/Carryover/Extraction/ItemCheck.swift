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

  /// A message of the person, under the reference that the transcript gave it.
  private struct Spoken {
    let reference: String
    let message: Message
    /// The folded text, once it was needed.
    var text: FoldedText?
  }

  private var spoken: [Spoken]

  init(
    of messages: [Message], policy: ExtractionPolicy, catalogue: DiscoveryCatalogue, limits: DiscoveryLimits
  ) {
    self.policy = policy
    self.catalogue = catalogue
    self.limits = limits
    spoken = policy.seen(messages).filter { $0.role == .user }.map { Spoken(reference: $0.reference, message: $0) }
  }

  /// Believes an item, or says why not.
  mutating func check(_ item: ReplyDocument.Item, at index: Int) throws(Disbelief) -> Passed {
    guard let field = DiscoveryField(itemKey: item.key, in: catalogue) else { throw Disbelief(.unknownKey) }
    guard let op = ExtractedItem.Op(rawValue: item.op.lowercased()), field.takes(op) else {
      throw Disbelief(.unknownOp)
    }
    guard let place = spoken.firstIndex(where: { $0.reference == item.messageRef }) else {
      throw Disbelief(.unknownMessage)
    }
    let assertion = Assertion(item, op: op)
    try assertion.checkValue(limits: limits)
    let message = spoken[place].message
    let text = spoken[place].text ?? FoldedText(message.text)
    spoken[place].text = text
    guard let quote = Quote(assertion.foldedEvidence, from: text) else { throw Disbelief(.evidenceNotFound) }
    try quote.check(assertion, by: policy.numbers)
    let value = op == .retract ? nil : try value(of: field, assertion, quote, message)
    let statement = DiscoveryStatement(value: value, source: .model(message: message.id), at: message.createdAt)
    return Passed(
      item: ExtractedItem(field: field, op: op, statement: statement, evidence: assertion.evidence),
      sequence: message.sequence, byte: quote.place.lowerBound, index: index)
  }

  /// What is to be stored: an answer with what the catalogue says of its question, or the number of an ROI input.
  private func value(
    of field: DiscoveryField, _ assertion: Assertion, _ quote: Quote, _ message: Message
  ) throws(Disbelief) -> DiscoveryFieldValue {
    if case .roiInput(let input) = field { return try number(for: input, assertion, quote, message) }
    guard let question = catalogue[field] else { throw Disbelief(.unknownKey) }
    do {
      let text = assertion.answer(negation: policy.negation)
      return .answer(try DiscoveryAnswer(text, to: question, maximumBytes: limits.answerBytes))
    } catch {
      throw Disbelief(.tooLong)
    }
  }

  /// The number is read from the person's own sentence. What the model made of it only says which one is meant.
  private func number(
    for input: ROIInput, _ assertion: Assertion, _ quote: Quote, _ message: Message
  ) throws(Disbelief) -> DiscoveryFieldValue {
    let place = FoldedText.source(of: quote.place, in: message.text)
    guard let number = QuotedNumber(assertion, at: place, of: message.text, for: input, by: policy.numbers) else {
      throw Disbelief(.ambiguousNumber)
    }
    switch number.reading(by: policy.numbers, currency: policy.currency) {
    case .success(let reading): return reading.value
    case .failure(.outOfRange): throw Disbelief(.outOfRange)
    case .failure: throw Disbelief(.ambiguousNumber)
    }
  }
}

extension DiscoveryCatalogue {
  fileprivate subscript(field: DiscoveryField) -> DiscoveryQuestion? {
    if case .answer(let key) = field { self[key] } else { nil }
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
