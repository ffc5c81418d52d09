internal import FoundationEssentials

/// The mark between a number's whole part and its decimals.
public enum DecimalMark: Hashable, Sendable {
  /// `1,234.5`, as in English.
  case point
  /// `1.234,5`, as in German and French.
  case comma
}

/// Reads quantities from what people write in English, German and French (EX-7).
///
/// The same text always gives the same answer, in linear time and whatever it holds. A number is read only if there is one way to read it;
/// otherwise the answer is ``NumberReading/ambiguous(_:)`` and says why. `1.234` is one thousand or one and a bit, so it is ambiguous —
/// alone, with a currency, as `1,234` — unless something settles it:
/// - both marks, as in `1.234,50`; the last one begins the decimals,
/// - a group that is not three digits, as in `3,14`, `12.5` or `1.2345`, or a zero before the mark, as in `0.125`,
/// - a mark that comes again, as in `1.234.567`, or another number of the text whose mark is clear,
/// - the host, by ``decimalMark``.
///
/// <doc:ReadingNumbers> has all the rules.
public struct NumberReader: Hashable, Sendable {
  /// The longest text that is read, in bytes of UTF-8. A longer one is ambiguous by ``NumberDoubt/Reason/size``.
  public static var maximumBytes: Int { 16_384 }

  /// How the host knows the writer to write decimals, from the language of a page for example. It decides what nothing in the text does.
  public let decimalMark: DecimalMark?

  /// Which dollar a bare `$` is. Without one, it is ambiguous.
  public let dollar: CurrencyCode?

  /// Reads `$` as US dollars.
  public init(decimalMark: DecimalMark? = nil) {
    self.init(decimalMark: decimalMark, dollar: CurrencyCode(unchecked: "USD"))
  }

  /// Reads `$` as a dollar of the host's choice, or not at all.
  public init(decimalMark: DecimalMark?, dollar: CurrencyCode?) {
    self.decimalMark = decimalMark
    self.dollar = dollar
  }
}

extension NumberReader {
  /// What the text says about one quantity.
  public func read(_ text: String) -> NumberReading {
    guard text.utf8.count <= Self.maximumBytes else {
      return .ambiguous([NumberDoubt(.size, String(text.unicodeScalars.prefix(NumberParser.quotedScalars)))])
    }
    var parser = NumberParser(text, by: self)
    parser.parse()
    return parser.reading
  }

  /// Every place of the text where a number stands, in order. What the rest of the text says about them is not considered.
  package func numbers(in text: String) -> [NumberMention] {
    guard text.utf8.count <= Self.maximumBytes else { return [] }
    var parser = NumberParser(text, by: self)
    parser.parse()
    return parser.mentions
  }
}

extension CurrencyCode {
  /// For codes that stand in the library itself.
  init(unchecked text: String) { self.text = text }
}
