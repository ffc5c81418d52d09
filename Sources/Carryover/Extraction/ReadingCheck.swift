/// Holds a reading that comes from outside against the messages of its extraction, as if it were a reply (EX-2, EX-5).
///
/// A reading travels, so it may have been changed on its way. What is taken from it is what the messages bear out: the dates are theirs, and
/// labels are the catalogue's.
struct ReadingCheck {
  private let policy: ExtractionPolicy
  private let spoken: [Message]
  private var check: ItemCheck

  init(
    of messages: [Message], policy: ExtractionPolicy, catalogue: DiscoveryCatalogue, limits: DiscoveryLimits
  ) {
    self.policy = policy
    spoken = policy.seen(messages).filter { $0.role == .user }
    check = ItemCheck(of: messages, policy: policy, catalogue: catalogue, limits: limits)
  }

  /// The reading with what it may say, and with the rest among what was dropped, under its place in the reading.
  mutating func checked(_ reading: ExtractionReading) -> ExtractionReading {
    var (items, dropped): ([ExtractedItem], [DroppedItem]) = ([], reading.dropped)
    for (index, item) in reading.items.enumerated() {
      do throws(Disbelief) {
        items.append(try checked(item, at: index))
      } catch {
        dropped.append(
          DroppedItem(
            index: index, key: item.key, messageRef: message(of: item)?.reference ?? "", reason: error.reason))
      }
    }
    return ExtractionReading(items: items, dropped: dropped)
  }

  private func message(of item: ExtractedItem) -> Message? {
    spoken.first { .model(message: $0.id) == item.statement.source }
  }
}

extension ReadingCheck {
  private mutating func checked(_ item: ExtractedItem, at index: Int) throws(Disbelief) -> ExtractedItem {
    guard let message = message(of: item), message.createdAt == item.statement.at else {
      throw Disbelief(.unknownMessage)
    }
    if case .roiInput(let input) = item.field, item.op == .set { return try checked(item, of: input, in: message) }
    let reported = ReplyDocument.Item(
      evidence: item.evidence, key: item.key, messageRef: message.reference, op: item.op.rawValue,
      value: value(of: item))
    let fresh = try check.check(reported, at: index).item
    guard fresh.field == item.field else { throw Disbelief(.unknownKey) }
    return fresh
  }

  /// A number has to be one that the quoted words say. Which of them the model meant is no longer known.
  private func checked(
    _ item: ExtractedItem, of input: ROIInput, in message: Message
  ) throws(Disbelief) -> ExtractedItem {
    let reported = ReplyDocument.Item(
      evidence: item.evidence, key: item.key, messageRef: message.reference, op: item.op.rawValue, value: item.evidence)
    let assertion = Assertion(reported, op: item.op)
    guard let quote = Quote(assertion.foldedEvidence, from: FoldedText(message.text)) else {
      throw Disbelief(.evidenceNotFound)
    }
    try quote.check(assertion, by: policy.numbers)
    let place = FoldedText.source(of: quote.place, in: message.text)
    guard let value = item.statement.value,
      QuotedNumber.says(value, at: place, of: message.text, for: input, by: policy)
    else { throw Disbelief(.ambiguousNumber) }
    let statement = DiscoveryStatement(
      value: value, source: item.statement.source, at: item.statement.at)
    return ExtractedItem(field: item.field, op: item.op, statement: statement, evidence: assertion.evidence)
  }

  /// What the reply said, as far as the answer tells: a denial without the word that was put before it.
  private func value(of item: ExtractedItem) -> String {
    guard case .answer(let answer) = item.statement.value else { return "" }
    guard item.op == .negate else { return answer.value }
    if answer.value == policy.negation { return "" }
    let lead = "\(policy.negation): "
    return answer.value.hasPrefix(lead) ? String(answer.value.dropFirst(lead.count)) : answer.value
  }
}

extension ExtractedItem {
  /// The key that a reply would have.
  fileprivate var key: String {
    switch field {
    case .answer(let key): key
    case .roiInput(let input): input.rawValue
    case .questionIndex, .phase, .timeframe, .product: ""
    }
  }
}
