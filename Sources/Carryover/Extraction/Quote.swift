/// Evidence that was found in a message.
struct Quote {
  /// Where it stands in the folded message.
  let place: Range<Int>

  private let message: FoldedText

  /// Finds evidence that stands whole in a folded message and says anything at all.
  init?(_ evidence: FoldedText, from message: FoldedText) {
    guard evidence.bytes.contains(where: { !$0.isPunctuation }), let place = message.lastPlace(of: evidence) else {
      return nil
    }
    self.place = place
    self.message = message
  }

  /// Refuses a value that says what the quoted words deny, or that has figures which they do not have.
  func check(_ assertion: Assertion, by reader: NumberReader) throws(Disbelief) {
    guard assertion.op != .retract else { return }
    let quoted = assertion.foldedEvidence.lastPlace(of: assertion.foldedValue)
    if assertion.op == .set, isDenied(assertion, quoted) { throw Disbelief(.negationLost) }
    // Words that are quoted whole are the person's. A figure may have lost its thousand.
    if !assertion.foldedValue.bytes.contains(where: \.isDigit) {
      if quoted != nil { return }
      // "One" of "one hundred sites" is no word of theirs.
      let evidence = assertion.foldedEvidence
      let isPart = evidence.lastPlace(of: assertion.foldedValue) { evidence.cutsWord(at: $0) } != nil
      if isPart { throw Disbelief(.figuresDiffer) }
    }
    guard assertion.hasNumbersOfEvidence(by: reader) else { throw Disbelief(.figuresDiffer) }
  }

  /// Whether the message denies what it says where the evidence begins, or where the value stands in the evidence.
  private func isDenied(_ assertion: Assertion, _ quoted: Range<Int>?) -> Bool {
    if Negation.denies(place.lowerBound, of: message) { return true }
    guard let quoted else { return false }
    if !Negation.stands(in: assertion.foldedValue),
      Negation.deniesBehind(place.lowerBound + quoted.upperBound, of: message)
    {
      return true
    }
    return quoted.lowerBound > 0 && Negation.denies(place.lowerBound + quoted.lowerBound, of: message)
  }
}
