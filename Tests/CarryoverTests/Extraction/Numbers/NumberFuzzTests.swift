import CarryoverTesting
import FoundationEssentials
import Testing

@testable import Carryover

/// Generated texts: a few by default, 10⁶ of each kind where `CARRYOVER_LONG` is set.
@Suite("EX-7 generated texts")
struct NumberFuzzTests {
  private static let isLong = ProcessInfo.processInfo.environment["CARRYOVER_LONG"] != nil
  private static let parts = 0..<(isLong ? 50 : 2)
  private static let textsOfPart = isLong ? 20_000 : 10_000

  @Test(arguments: parts)
  func `a quantity that is written by known rules is read to the digit, or its doubt is named`(part: Int) {
    var outcomes: [Character: Int] = [:]
    for number in 0..<Self.textsOfPart {
      let written = WrittenQuantity(seed: UInt64(part * Self.textsOfPart + number))
      let reading = NumberReader(decimalMark: written.hint).read(written.text)
      guard reading.notation == written.expected else {
        Issue.record(
          "\(written.text) with \(String(describing: written.hint)): \(reading.notation), not \(written.expected)")
        return
      }
      outcomes[written.expected.first ?? " ", default: 0] += 1
    }
    // Guards the generator: a test in which nothing is ever read, or nothing doubted, proves nothing.
    #expect(outcomes["?", default: 0] > Self.textsOfPart / 20)
    #expect(outcomes["~", default: 0] > Self.textsOfPart / 20)
    #expect(outcomes.values.reduce(0, +) - outcomes["?", default: 0] > Self.textsOfPart / 2)
  }

  @Test(arguments: parts)
  func `whatever a text is, the digits of what is read stand in it, whole, and no digit is passed over`(part: Int) {
    var texts = HostileNumbers(seed: UInt64(part))
    var quantities = 0
    for _ in 0..<Self.textsOfPart {
      let text = texts.next()
      let reader = NumberReader(decimalMark: [nil, .point, .comma][part % 3])
      var parser = NumberParser(text, by: reader)
      parser.parse()
      if let breach = PrintedBack(text).breach(parser) {
        Issue.record("\(breach): \(text.debugDescription)")
        return
      }
      if case .one = reader.read(text) { quantities += 1 }
    }
    #expect(quantities > Self.textsOfPart / 20)
    #expect(quantities < Self.textsOfPart * 19 / 20)
  }

  @Test func `a text of one thing over and over is read whatever the thing is`() {
    let things = [
      "1", "1 ", "1.", "1,", "1-", "1/", "1:", "-", "$", "$1", "€ ", "one ", "a ", "about ", "per ", "twenty ",
      "hundred ", "und ", "quatre-",
      "(", "1'", "1 000 ", "1.000.", "٣", "½", "m", "m2", "k", "1k-", "not ", "5 or ", ".", "\"", "'", "\n", "\u{301}",
      "\u{200B}", "\u{1F600}",
    ]
    for thing in things {
      for size in [NumberReader.maximumBytes, NumberReader.maximumBytes - 1, 100] {
        let text = String(repeating: thing, count: size / thing.utf8.count)
        if case .one(let quantity) = NumberReader().read(text) { Issue.record("\(thing): \(quantity)") }
      }
    }
  }
}

/// Whether what is read stands in the text.
private struct PrintedBack {
  private let bytes: [UInt8]

  init(_ text: String) { bytes = Array(text.utf8) }

  /// What is wrong with what the parser found; nil if nothing is.
  func breach(_ parser: NumberParser) -> String? {
    var end = 0
    for mention in parser.mentions {
      guard mention.range.lowerBound >= end, mention.range.upperBound <= bytes.count else { return "places overlap" }
      end = mention.range.upperBound
      if case .quantity(let quantity) = mention.outcome, let breach = breach(mention, quantity) { return breach }
    }
    return lostDigit(parser)
  }

  private func breach(_ mention: NumberMention, _ quantity: Quantity) -> String? {
    for numeral in mention.numerals where !numeral.isSpelled {
      if digits(DecimalText.text(numeral.written).utf8) != digits(bytes[numeral.range]) { return "other digits" }
      if isDigit(at: numeral.range.lowerBound - 1) || isDigit(at: numeral.range.upperBound) {
        return "a part of a figure"
      }
    }
    let ends =
      switch quantity.amount {
      case .figure(let figure): figure.isRange ? [figure.low, figure.high] : [figure.low]
      case .atMost(let bound), .atLeast(let bound): [bound]
      }
    let values = mention.numerals.map(\.value)
    return ends == values || ends == values.map { -$0 } ? nil : "another value"
  }

  /// Every digit is a part of a mention, of something that is certainly no quantity, or of a word such as `m2`.
  private func lostDigit(_ parser: NumberParser) -> String? {
    var covered = parser.mentions.map(\.range)
    for token in parser.tokens {
      switch token.kind {
      case .aside, .word: covered.append(token.range)
      default: break
      }
    }
    var isCovered = [Bool](repeating: false, count: bytes.count)
    for range in covered { for index in range { isCovered[index] = true } }
    return bytes.indices.contains { isDigit(at: $0) && !isCovered[$0] } ? "a digit is lost" : nil
  }

  private func isDigit(at index: Int) -> Bool { bytes.indices.contains(index) && bytes[index].isDigit }

  /// The digits without zeros at either end, which a number may lose or gain when it is printed.
  private func digits(_ text: some Sequence<UInt8>) -> [UInt8] {
    var digits = text.filter(\.isDigit).drop { $0 == UInt8(ascii: "0") }
    while digits.last == UInt8(ascii: "0") { digits.removeLast() }
    return Array(digits)
  }
}

/// Texts as nobody should write them: lines of the tables, put together and spoilt.
private struct HostileNumbers {
  private static let lines = NumberTable.all.keys.sorted().flatMap { NumberTable.all[$0]?.lines ?? [] }.map {
    Array($0.text.unicodeScalars)
  }
  private static let strange = Array(
    "0123456789012345678901234567.,.,.,.,''  --–—−/:+%$€£~<>()#²½٣３\u{A0}\u{202F}\u{200B}\u{301}\n\"kmMaàeéß万"
      .unicodeScalars)

  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func next() -> String {
    var scalars: [Unicode.Scalar] = []
    for _ in 0..<Int.random(in: 1...2, using: &random) {
      scalars += Self.lines[Int.random(in: Self.lines.indices, using: &random)]
      if Bool.random(using: &random) { scalars.append(" ") }
    }
    for _ in 0..<Int.random(in: 0...4, using: &random) { spoil(&scalars) }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }

  private mutating func spoil(_ scalars: inout [Unicode.Scalar]) {
    let place = Int.random(in: 0...scalars.count, using: &random)
    let strange = Self.strange[Int.random(in: Self.strange.indices, using: &random)]
    switch Int.random(in: 0..<5, using: &random) {
    case 0 where place < scalars.count: scalars.remove(at: place)
    case 1 where place < scalars.count: scalars[place] = strange
    case 2 where place < scalars.count: scalars.swapAt(place, Int.random(in: scalars.indices, using: &random))
    case 3: scalars.insert(Unicode.Scalar(UInt32.random(in: 0x20...0xD7FF, using: &random)) ?? "x", at: place)
    default: scalars.insert(strange, at: place)
    }
  }
}
