extension NumberParser {
  /// Whether what is passed over names a part of the calendar: `Q1`, `H2`, `01.03.2026`. Round the clock is none.
  func isOfCalendar(_ token: NumberToken) -> Bool {
    let text = bytes[token.range]
    guard let first = text.first, let last = text.last else { return false }
    if first.isDigit { return text.contains { "-./".utf8.contains($0) } && !text.elementsEqual("24/7".utf8) }
    return text.count == 2 && "QqHhSsTt".utf8.contains(first) && (UInt8(ascii: "1")...UInt8(ascii: "4")).contains(last)
  }

  /// Whether a word names a month. "May" is one behind a preposition; elsewhere it is another word.
  func isMonth(_ token: NumberToken) -> Bool {
    if Self.clocks.contains(token.text) { return false }
    return token.text != "may" || Self.beforeMonths.contains(self.token(at: index - 1)?.text ?? "")
  }

  private static let clocks: Set<String> = ["am", "a m", "uhr", "o clock", "oclock"]

  private static let beforeMonths: Set<String> = [
    "in", "since", "of", "from", "until", "till", "to", "by", "for", "during", "last", "this", "next", "and", "early",
    "mid", "late",
  ]
}

extension NumberReader {
  /// Whether a text beside a number names a time in which the number may be meant, and that is none of its own: "yearly costs:", "60 a week".
  ///
  /// What is paid for an hour is that of a rate, and of no sum.
  func namesTime(in text: String, otherThan own: Quantity.Period) -> Bool {
    guard text.utf8.count <= Self.maximumBytes else { return true }
    var parser = NumberParser(text, by: self)
    parser.parse()
    return parser.remarks.contains { parser.names($0, otherThan: own) }
      || parser.mentions.contains { $0.names(otherThan: own) }
  }
}

extension NumberParser {
  fileprivate func names(_ remark: NumberRemark, otherThan own: Quantity.Period) -> Bool {
    switch remark.kind {
    case .period(let period): period != own
    case .each: true
    case .time:
      switch token(at: remark.place.token)?.kind {
      case .word(.time), .word(.oddPeriod): true
      default: false
      }
    case .calendar, .currency, .unit, .bound, .not, .changing: false
    }
  }
}

extension NumberMention {
  fileprivate func names(otherThan own: Quantity.Period) -> Bool {
    switch outcome {
    case .doubt(let reason): return reason == .period
    case .quantity(let quantity):
      guard let period = quantity.period, period != own else { return false }
      return period != .hour || quantity.currency == nil
    }
  }
}
