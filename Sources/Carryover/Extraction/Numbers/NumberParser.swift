import FoundationEssentials

/// Finds the quantities among the tokens of a text, and notes what else the text says about them.
///
/// It goes through the tokens once. Where it looks ahead it looks at a bounded number of them, so the time is linear in the text.
struct NumberParser {
  /// How much of a place a doubt quotes.
  static let quotedScalars = 64

  let reader: NumberReader
  let bytes: [UInt8]
  let tokens: [NumberToken]

  /// The decimal mark that the text or the host settles.
  let decimalMark: DecimalMark?

  var index = 0
  private(set) var mentions: [NumberMention] = []

  /// Where the first mention stands, to judge the remarks by.
  private(set) var firstPlace = NumberPlace()

  /// What the text says about numbers elsewhere than beside them.
  var remarks: [NumberRemark] = []

  /// Where the parser is.
  var place = NumberPlace()

  /// The first token of the sentence that the parser is in.
  var startOfSentence = 0

  init(_ text: String, by reader: NumberReader) {
    self.reader = reader
    bytes = Array(text.utf8)
    var scanner = NumberScanner(bytes)
    scanner.scan()
    var lexer = NumberLexer(scanner.pieces)
    lexer.lex()
    tokens = lexer.tokens
    decimalMark = Self.decimalMark(of: lexer.tokens, hint: reader.decimalMark)
  }

  /// The mark that the figures show. If they show none the host's, if they and the host contradict each other none.
  private static func decimalMark(of tokens: [NumberToken], hint: DecimalMark?) -> DecimalMark? {
    var mark = hint
    for token in tokens {
      guard case .figure(let run) = token.kind else { continue }
      switch run.form {
      case .number(_, let shown?), .spaced(_, let shown?):
        if let mark, mark != shown { return nil }
        mark = shown
      case .number, .spaced, .undecided, .malformed: break
      }
    }
    return mark
  }

  mutating func parse() {
    while index < tokens.count {
      if let phrase = phrase() {
        if mentions.isEmpty { firstPlace = place }
        mentions.append(phrase)
      } else {
        noteRemark()
        index += 1
      }
    }
  }
}

extension NumberParser {
  func token(at index: Int) -> NumberToken? { tokens.indices.contains(index) ? tokens[index] : nil }

  /// The text of some tokens, word for word, or its beginning.
  func quote(_ range: Range<Int>) -> String {
    let text = String(decoding: bytes[range], as: UTF8.self)
    return String(String.UnicodeScalarView(text.unicodeScalars.prefix(Self.quotedScalars)))
  }

  /// A number with everything around it that belongs to it, if one begins here.
  private mutating func phrase() -> NumberMention? {
    guard let lead = lead(from: index), var low = numeral(at: lead.end) else { return nil }
    low.traits = lead.traits
    readTraits(of: &low)
    var high = upperEnd(after: &low, isBetween: lead.opener == .between)
    high?.settleScale(lower: &low)
    let end = high?.end ?? low.end
    let outcome = outcome(lead, low, high)
    let start = lead.start ?? lead.end
    place.isThrough = high != nil && token(at: low.end)?.dash == nil
    place.token = start
    index = end
    return NumberMention(
      range: tokens[start].range.lowerBound..<tokens[end - 1].range.upperBound,
      numerals: [low.numeral, high?.numeral].compactMap(\.self), outcome: outcome)
  }

  private func outcome(_ lead: NumberLead, _ low: NumberSide, _ high: NumberSide?) -> NumberMention.Outcome {
    do {
      return .quantity(try quantity(lead, low, high))
    } catch {
      return .doubt(error.reason)
    }
  }
}

/// What stops a number from being read.
struct NumberDoubtful: Error {
  let reason: NumberDoubt.Reason

  init(_ reason: NumberDoubt.Reason) { self.reason = reason }
}
