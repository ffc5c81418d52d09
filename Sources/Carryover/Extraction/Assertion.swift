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
    if Placeholder.isOne(foldedValue) { throw Disbelief(.placeholder) }
    if op == .set, Placeholder.isNone(foldedValue), !Negation.stands(in: foldedEvidence) {
      throw Disbelief(.placeholder)
    }
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

/// Evidence that was found in a message.
struct Quote {
  /// Where it stands in the folded message.
  let place: Range<Int>

  private let message: FoldedText

  /// Finds evidence that stands whole in a message and says anything at all.
  init?(_ evidence: FoldedText, from message: FoldedText) {
    guard evidence.bytes.contains(where: { !$0.isPunctuation }), let place = message.lastPlace(of: evidence) else {
      return nil
    }
    self.place = place
    self.message = message
  }

  /// Refuses a value that says what the quoted words deny, or that has figures which they do not have.
  func check(_ assertion: Assertion) throws(Disbelief) {
    switch assertion.op {
    case .retract: return
    case .negate: break
    case .set: if isDenied(assertion) { throw Disbelief(.negationLost) }
    }
    let figures = WrittenFigures(assertion.foldedValue)
    guard figures.isEmpty || figures.allStand(in: WrittenFigures(assertion.foldedEvidence)) else {
      throw Disbelief(.figuresDiffer)
    }
  }

  /// Whether the message denies the value where the value is quoted, or the evidence just before it begins.
  private func isDenied(_ assertion: Assertion) -> Bool {
    if Negation.denies(place, of: message) { return true }
    guard let quoted = assertion.foldedEvidence.lastPlace(of: assertion.foldedValue) else { return false }
    return Negation.denies(quoted.lowerBound + place.lowerBound..<quoted.upperBound + place.lowerBound, of: message)
  }
}

extension String {
  fileprivate var withoutOuterSpace: String {
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(scalars[first...last])
  }

  /// Whether there are control characters other than those that lay text out.
  fileprivate var hasControls: Bool {
    unicodeScalars.contains { scalar in
      switch scalar {
      case "\t", "\n", "\r": false
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": true
      default: false
      }
    }
  }
}
