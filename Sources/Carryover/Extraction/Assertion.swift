/// What an item of a reply asserts, in the forms in which it is checked.
struct Assertion {
  let op: ExtractedItem.Op
  let value: String
  let evidence: String
  let foldedValue: FoldedText
  let foldedEvidence: FoldedText

  init(_ item: ReplyDocument.Item, op: ExtractedItem.Op) {
    self.op = op
    value = item.value.withoutOuterSpace
    evidence = item.evidence.withoutOuterSpace
    foldedValue = FoldedText(value)
    foldedEvidence = FoldedText(evidence)
  }
}

extension Assertion {
  /// Refuses a value that nobody would have meant as one. What is taken back needs none.
  func checkValue(limits: DiscoveryLimits) throws(Disbelief) {
    guard op != .retract else { return }
    if value.isEmpty, op == .set { throw Disbelief(.emptyValue) }
    guard value.utf8.count <= limits.answerBytes else { throw Disbelief(.tooLong) }
    guard !value.hasControls else { throw Disbelief(.controlCharacters) }
    guard !value.isEmpty else { return }
    switch Placeholder.kind(of: foldedValue) {
    case .absence?: throw Disbelief(.placeholder)
    case .denial? where op == .set && !Negation.stands(in: foldedEvidence): throw Disbelief(.placeholder)
    case .denial?, nil: break
    }
  }

  /// Whether every number of the value is one of the evidence, in digits or in words.
  func hasNumbersOfEvidence(by reader: NumberReader) -> Bool {
    let own = NumberRuns(foldedValue)
    if own.isEmpty { return true }
    let others = NumberRuns(foldedEvidence)
    if own.allStand(in: others) { return true }
    if !own.hasWords, !others.hasWords {
      return WrittenFigures(foldedValue).allStand(in: WrittenFigures(foldedEvidence))
    }
    let numbers = StatedNumbers(value, foldedValue, by: reader)
    return numbers.allStand(in: StatedNumbers(evidence, foldedEvidence, by: reader))
  }

  /// The text of the answer (EX-6). A denial is an answer, and never the bare thing that was denied: whoever reads it without knowing the
  /// operation must still read a denial.
  func answer(negation: String) -> String {
    guard op == .negate else { return value }
    if value.isEmpty || Negation.isBare(foldedValue) { return negation }
    return Negation.begins(foldedValue) ? value : "\(negation): \(value)"
  }
}

/// Why an item of a reply is not believed.
struct Disbelief: Error {
  let reason: DroppedItem.Reason

  init(_ reason: DroppedItem.Reason) { self.reason = reason }
}

extension String {
  fileprivate var withoutOuterSpace: String {
    if let first = utf8.first, let last = utf8.last, (0x21...0x7E).contains(first), (0x21...0x7E).contains(last) {
      return self
    }
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(scalars[first...last])
  }

  /// Whether there are control characters other than those that lay text out.
  fileprivate var hasControls: Bool {
    var isSecondOfTwo = false
    return utf8.contains { byte in
      // U+0080 to U+009F are C2 and a byte below A0.
      defer { isSecondOfTwo = byte == 0xC2 }
      switch byte {
      case 0x09, 0x0A, 0x0D: return false
      case 0x00...0x1F, 0x7F: return true
      default: return isSecondOfTwo && byte < 0xA0
      }
    }
  }
}
