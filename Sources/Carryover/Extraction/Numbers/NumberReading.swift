/// What a text says about one quantity, read by fixed rules and never guessed (EX-7).
public enum NumberReading: Hashable, Sendable {
  /// There is no number in the text.
  case none
  /// One quantity, and one way to read it.
  case one(Quantity)
  /// There is a number, but more than one way to read it, or more than one quantity. Each doubt says where and why; there is at
  /// least one, and of very many the first few.
  case ambiguous([NumberDoubt])
}

/// Why a place in a text could not be read as one quantity.
public struct NumberDoubt: Hashable, Sendable {
  /// What made it doubtful.
  @nonexhaustive
  public enum Reason: String, Hashable, Sendable, CaseIterable {
    /// A mark or a space between digits may group thousands or begin the decimals, as in `1.234`.
    case separator
    /// Digits in a form that is no number known here, such as `1.2.3`, `10x` or digits of another script.
    case form
    /// More digits than are kept exactly, or a text above ``NumberReader/maximumBytes``.
    case size
    /// One of several quantities.
    case several
    /// Two numbers that make no range: `20-15`, "5 or 6", "between 5".
    case range
    /// A bound that is unclear, or that goes with a range.
    case bound
    /// A plus, minus or dash that may belong to the number or not.
    case sign
    /// A unit of magnitude that is unclear, as in `2m`, which may be metres.
    case scale
    /// A word that may be a number or not, or an inexact one: "one", "a few hundred".
    case word
    /// A fraction in words or signs, such as "half" or `3/4`, which may be a date too.
    case fraction
    /// A date, a year or a time of day.
    case calendar
    /// A number that names something: "room 12", `#7`.
    case label
    /// A currency that is unclear, or two of them.
    case currency
    /// A unit that is unclear, or two of them.
    case unit
    /// The time or the thing that the number is counted by is unclear: "per shift", "each", "last year".
    case period
    /// The text denies the number.
    case negation
    /// The number tells of a change and not of a quantity: "500 more", "from 15 to 20" with "grew".
    case change
  }

  /// What made it doubtful.
  public let reason: Reason

  /// The place, word for word; of a long one the beginning.
  public let text: String

  init(_ reason: Reason, _ text: String) {
    self.reason = reason
    self.text = text
  }
}
