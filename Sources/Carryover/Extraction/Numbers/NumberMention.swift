package import FoundationEssentials

/// A place in a text where a number stands, and what was made of it.
package struct NumberMention: Hashable, Sendable {
  /// What the place says by itself.
  package enum Outcome: Hashable, Sendable {
    case quantity(Quantity)
    case doubt(NumberDoubt.Reason)
  }

  /// The bytes of the text's UTF-8 from the first word that belongs to the number to the last.
  package let range: Range<Int>

  /// The number, or both ends of the range, in the order of the text.
  package let numerals: [NumberNumeral]

  /// The quantity, or why there is none.
  package let outcome: Outcome
}

/// A number as it is written: digits, or words for them, without the thousand or million behind it.
package struct NumberNumeral: Hashable, Sendable {
  /// The bytes of the text's UTF-8 where the digits or words stand.
  package let range: Range<Int>

  /// What these digits say, and nothing else.
  package let written: Decimal

  /// What the words behind the digits multiply them by.
  package internal(set) var scale: Decimal

  /// Whether it is written in words.
  package let isSpelled: Bool

  /// The number itself.
  package var value: Decimal { written * scale }
}
