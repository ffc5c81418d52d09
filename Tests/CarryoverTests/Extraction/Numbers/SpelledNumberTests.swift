import CarryoverTesting
import Testing

@testable import Carryover

@Suite("EX-7 numbers in words")
struct SpelledNumberTests {
  @Test func `every number below two thousand, and many above, is read from its words in each language`() throws {
    var random = SeededGenerator(seed: 7)
    let large = (0..<3_000).map { _ in Int.random(in: 2_000..<1_000_000, using: &random) }

    for number in Array(1..<2_000) + large {
      for words in [Speller.english(number), Speller.german(number), Speller.french(number)]
      where !Speller.isDoubtful(words) {
        let reading = NumberReader().read(words)
        try #require(reading.notation == "\(number)", "\(words)")
      }
    }
  }

  @Test(arguments: [
    "twenty-zwei", "zweihundred", "deux hundert", "einundtwenty", "vingt-two", "cent twenty", "dreicent",
    "mille und eins",
    "zehnhundert", "un cent", "un mille cinq", "one hundred hundred", "hundred one", "two thousand thousand",
    "twenty ten",
    "soixante vingt", "zwanzig ein", "six cents",
  ])
  func `words that make no number of one language are none`(words: String) {
    if case .one(let quantity) = NumberReader().read(words) { Issue.record("\(words): \(quantity)") }
  }
}

/// Spells numbers the slow and obvious way, sharing nothing with the library.
private enum Speller {
  /// Words that are numbers only beside something else.
  static func isDoubtful(_ words: String) -> Bool {
    ["one", "elf", "un", "sept", "neuf", "cent", "six cents"].contains(words)
  }

  private static func split(_ list: String) -> [String] { list.split(separator: " ").map(String.init) }

  static func english(_ number: Int) -> String {
    let small = split(
      """
      zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen \
      nineteen
      """)
    let tens = split("- - twenty thirty forty fifty sixty seventy eighty ninety")
    switch number {
    case ..<20: return small[number]
    case ..<100: return tens[number / 10] + (number % 10 == 0 ? "" : "-" + small[number % 10])
    case ..<1_000: return small[number / 100] + " hundred" + (number % 100 == 0 ? "" : " and " + english(number % 100))
    default: return english(number / 1_000) + " thousand" + (number % 1_000 == 0 ? "" : " " + english(number % 1_000))
    }
  }

  static func german(_ number: Int, isLast: Bool = true) -> String {
    let small = split("null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf")
    let tens = split("- - zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig")
    switch number {
    case 1: return isLast ? "eins" : "ein"
    case 16: return "sechzehn"
    case 17: return "siebzehn"
    case ..<13: return small[number]
    case ..<20: return small[number - 10] + "zehn"
    case ..<100: return (number % 10 == 0 ? "" : small[number % 10] + "und") + tens[number / 10]
    case ..<1_000:
      return small[number / 100] + "hundert" + (number % 100 == 0 ? "" : german(number % 100, isLast: isLast))
    default:
      return german(number / 1_000, isLast: false) + "tausend" + (number % 1_000 == 0 ? "" : german(number % 1_000))
    }
  }

  static func french(_ number: Int, isLast: Bool = true) -> String {
    let small = split("zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize")
    let tens = split("- - vingt trente quarante cinquante soixante")
    switch number {
    case ..<17: return small[number]
    case ..<20: return "dix-" + small[number - 10]
    case 71: return "soixante et onze"
    case 80: return isLast ? "quatre-vingts" : "quatre-vingt"
    case 81..<100: return "quatre-vingt-" + french(number - 80)
    case 70..<80: return "soixante-" + french(number - 60)
    case ..<70 where number % 10 == 0: return tens[number / 10]
    case ..<70: return tens[number / 10] + (number % 10 == 1 ? " et un" : "-" + small[number % 10])
    case ..<1_000:
      let hundreds = (number < 200 ? "" : small[number / 100] + " ") + "cent"
      return number % 100 == 0
        ? hundreds + (number > 100 && isLast ? "s" : "") : hundreds + " " + french(number % 100, isLast: isLast)
    default:
      let thousands = (number < 2_000 ? "" : french(number / 1_000, isLast: false) + " ") + "mille"
      return number % 1_000 == 0 ? thousands : thousands + " " + french(number % 1_000)
    }
  }
}
