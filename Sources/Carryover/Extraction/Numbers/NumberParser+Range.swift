extension NumberParser {
  /// The upper end of the range whose lower end this number is, if it is one.
  ///
  /// What follows and spoils both, such as a third number, is noted as a doubt on the lower end.
  func upperEnd(after low: inout NumberSide, isBetween: Bool) -> NumberSide? {
    guard let start = startOfUpperEnd(after: low.end, isBetween: isBetween), var high = upperEnd(from: start) else {
      noteLooseEnd(behind: &low)
      return nil
    }
    noteLooseEnd(behind: &high)
    if startOfUpperEnd(after: high.end, isBetween: false).flatMap(upperEnd(from:)) != nil {
      low.traits.add(doubt: .form)
    }
    return high
  }

  /// Where the upper end may begin: behind a dash with the same space on both sides, "to", or the "and" of "between".
  private func startOfUpperEnd(after end: Int, isBetween: Bool) -> Int? {
    guard let joint = token(at: end), let next = token(at: end + 1) else { return nil }
    switch joint.kind {
    case .mark(.hyphen), .mark(.dash): return joint.isGlued == next.isGlued ? end + 1 : nil
    case .mark(.longDash): return joint.isGlued && next.isGlued ? end + 1 : nil
    case .word(.through), .word(.upTo): return end + 1
    case .word(.and): return isBetween ? end + 1 : nil
    default: return nil
    }
  }

  private func upperEnd(from start: Int) -> NumberSide? {
    var traits = NumberTraits()
    var end = start
    for _ in 0..<4 {
      guard let token = token(at: end) else { return nil }
      switch token.kind {
      case .word(.approximately): traits.isApproximate = true
      case .word(.filler): break
      case .word(.currency(let code)):
        traits.add(currency: .currency(code))
        traits.hasCurrencySign = traits.hasCurrencySign || token.isSign
      case .word(.dollar):
        traits.add(currency: .dollar)
        traits.hasCurrencySign = traits.hasCurrencySign || token.isSign
      default:
        guard var high = numeral(at: end) else { return nil }
        high.traits = traits
        high.leadsWithCurrency = traits.currency != nil
        readTraits(of: &high)
        return high
      }
      end += 1
    }
    return nil
  }

  /// What is behind a number without being a part of it, but makes it doubtful: "5 or 6", `5-star`, `5-`.
  private func noteLooseEnd(behind side: inout NumberSide) {
    guard let joint = token(at: side.end) else { return }
    switch joint.kind {
    case .word(.or):
      let isNumber = (1...3).contains { offset in
        isNumeral(at: side.end + offset) && (1..<offset).allSatisfy { isWeak(at: side.end + $0) }
      }
      if isNumber { side.traits.add(doubt: .range) }
    case .mark(.hyphen), .mark(.dash), .mark(.minus):
      guard joint.isGlued else { return }
      let isJoined = token(at: side.end + 1)?.isGlued == true
      side.traits.add(doubt: isJoined ? .form : .sign)
      side.end += isJoined && !isNumeral(at: side.end + 1) ? 2 : 1
    case .mark(.stop):
      // "5.Stock" is an ordinal, or a sentence without its space.
      guard joint.isGlued, let next = token(at: side.end + 1), next.isGlued, !next.text.isEmpty else { return }
      side.traits.add(doubt: .form)
    default: return
    }
  }

  /// Whether a word may stand between "or" and a number.
  private func isWeak(at index: Int) -> Bool {
    switch token(at: index)?.kind {
    case .word(.approximately), .word(.article), .word(.filler), .word(.currency), .word(.dollar), .word(.the): true
    default: false
    }
  }
}
