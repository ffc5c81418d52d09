/// What a word, phrase or sign does to the numbers around it.
enum NumberWord: Hashable {
  // Before a number.
  case approximately
  case atMost, atLeast
  /// "Up to": a bound before a number, a range between two.
  case upTo
  case between, from
  case not
  case minus
  /// "Few", "several": makes what follows inexact.
  case few
  /// May stand between such words and the number: "of", "the", "exactly".
  case filler

  // Between two numbers.
  case through
  case and, or

  // Before a number or behind it.
  case maximum, minimum
  case currency(CurrencyCode), dollar, unclearCurrency
  case percent
  case unit(Quantity.Unit)
  case period(Quantity.Period)
  /// A period that is none of the five: "quarterly", "per shift".
  case oddPeriod

  // Behind a number.
  case scale(Int)
  /// A letter that is a million or a metre.
  case metreOrMillion
  /// "grand", "mm": may be a magnitude.
  case unclearScale
  case dozen
  case orMore, orLess
  case orSo
  case more
  case plus
  case of
  /// "Manual", "working": may stand before "hours".
  case kindOfHours
  /// A thing that is measured or counted, known so that it may be glued to the digits: "kg", "days".
  case measure
  /// "min": minutes, or a minimum.
  case minutesOrMinimum

  // Words for time.
  /// "Per", "every": a period with the word behind it, wherever it stands.
  case per
  /// "The": a period with the word behind it only right behind a number.
  case the
  /// "A": the same, and the article too.
  case article
  case time(Quantity.Period)
  case span
  case calendar

  // Elsewhere in the sentence.
  /// "Grew", "cut": what goes from one number to another is no range.
  case changing

  // In the place of a number.
  /// "One" or, as an article, "ein".
  case one(isArticle: Bool)
  /// "Hundreds", "billion": a number too inexact, or a different one in each language.
  case crowd
  case fraction

  /// A word that says nothing about a number and is no thing that is counted.
  case plain
}

/// A word of the lexicon with the languages that have it.
struct NumberMeaning {
  let word: NumberWord

  /// Whether the word is German or French and not English, so that whoever writes it has a decimal comma.
  let isContinental: Bool
}
