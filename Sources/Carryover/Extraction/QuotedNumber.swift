import FoundationEssentials

/// The sentence in which a person states the number that an item of a reply is about, with nothing in it that could be taken for another (EX-7).
///
/// A number alone says too little: its period may stand at the other end of the sentence, where the model's evidence does not reach. And a
/// sentence with two numbers is about neither. So the whole sentence is read, and what it counts beside the number is left out.
struct QuotedNumber {
  /// The sentence, word for word but for the other quantities.
  let sentence: String

  private let input: ROIInput
  /// What stands around the sentence and may say in which time the number comes up.
  private let surroundings: [String]

  /// Finds the one number that the evidence is about; nil if there is none, or the value does not tell which it is.
  init?(
    _ assertion: Assertion, at place: Range<Int>, of message: String, for input: ROIInput, by reader: NumberReader
  ) {
    let quoted = QuotedSentence(place, of: message, by: reader)
    let said = quoted.targets.count > 1 ? reader.numbers(in: assertion.value) : []
    guard let target = quoted.targets.only ?? quoted.targets.filter({ $0.says(said) }).only else { return nil }
    self.init(target, in: quoted, for: input)
  }

  /// Whether one of the numbers that a place of a message is about is a value.
  static func says(
    _ value: DiscoveryFieldValue, at place: Range<Int>, of message: String, for input: ROIInput,
    by policy: ExtractionPolicy
  ) -> Bool {
    let quoted = QuotedSentence(place, of: message, by: policy.numbers)
    return quoted.targets.prefix(mostTargets).contains { target in
      let number = QuotedNumber(target, in: quoted, for: input)
      guard case .success(let reading) = number.reading(by: policy.numbers, currency: policy.currency) else {
        return false
      }
      return reading.value == value
    }
  }

  /// Who quotes more numbers than these does not mean one of them.
  private static let mostTargets = 16

  private init(_ target: NumberMention, in quoted: QuotedSentence, for input: ROIInput) {
    sentence = quoted.text.leavingOut(
      quoted.mentions.filter { $0 != target && target.canDoWithout($0, for: input) }.map(\.range))
    surroundings = quoted.surroundings
    self.input = input
  }
}

/// A sentence that evidence stands in, with its numbers.
private struct QuotedSentence {
  let text: String
  let mentions: [NumberMention]

  /// The numbers that the evidence reaches.
  let targets: [NumberMention]

  let surroundings: [String]

  init(_ place: Range<Int>, of message: String, by reader: NumberReader) {
    let sentences = SentenceText(message)
    let bounds = sentences.sentence(around: place)
    let evidence = place.lowerBound - bounds.lowerBound..<place.upperBound - bounds.lowerBound
    text = sentences[bounds]
    mentions = reader.numbers(in: text)
    targets = mentions.filter { $0.range.overlaps(evidence) }
    surroundings = sentences.surroundings(of: bounds)
  }
}

extension QuotedNumber {
  /// What the sentence says of the input. If it names no time and what stands around it does, nobody can tell whether that was meant:
  /// "Yearly costs:" over a line with an amount.
  func reading(by reader: NumberReader, currency: CurrencyCode?) -> Result<ROIInputReading, ROIInputFault> {
    let read = reader.read(sentence)
    if let period = input.ownPeriod, case .one(let quantity) = read, quantity.period == nil,
      surroundings.contains(where: { reader.namesTime(in: $0, otherThan: period) })
    {
      return .failure(
        .ambiguous([NumberDoubt(.period, String(sentence.unicodeScalars.prefix(NumberParser.quotedScalars)))]))
    }
    return input.reading(of: read, in: sentence, currency: currency)
  }
}

extension ROIInput {
  /// The period of a number that names none; nil for a share, which is the same in any time.
  fileprivate var ownPeriod: Quantity.Period? {
    switch self {
    case .laborRate: .hour
    case .manualMonthlySpend, .manualMonthlyHours: .month
    case .utilization, .maintenanceFactor: nil
    }
  }

  /// Whether the input is a sum, which another number beside it may be a factor of: "8 cleaners at 160 hours a month".
  fileprivate var isSum: Bool { self == .manualMonthlySpend || self == .manualMonthlyHours }
}

extension NumberMention {
  /// Whether these are the numbers of the mention.
  fileprivate func says(_ mentions: [NumberMention]) -> Bool {
    let values = mentions.flatMap(\.numerals).map(\.value)
    return !values.isEmpty && values.allSatisfy { value in numerals.contains { $0.value == value } }
  }

  /// Whether this says the same when the other is not there. The time in which an amount comes up may be in another quantity: "5,000 euros
  /// for two weeks", "5,000 euros in 2025".
  fileprivate func canDoWithout(_ other: NumberMention, for input: ROIInput) -> Bool {
    if case .quantity(let quantity) = outcome, quantity.period != nil || quantity.unit == .percent {
      return !input.isSum || other.isNoFactor || (quantity.currency != nil && other.isRateOfHours)
    }
    guard case .quantity(let quantity) = other.outcome, quantity.period == nil else { return false }
    if other.isNoFactor { return true }
    guard case .other(let word) = quantity.unit, !input.isSum else { return false }
    return !NumberLexicon.knows(word.lexical)
  }

  /// "400 hours a month", which multiplies no money that has a period of its own.
  private var isRateOfHours: Bool {
    if case .quantity(let quantity) = outcome { quantity.unit == .hours && quantity.period != nil } else { false }
  }

  /// Whether no sum has this as a factor: money, a percentage, an area, a year.
  private var isNoFactor: Bool {
    switch outcome {
    case .doubt(let reason): return reason == .calendar && numerals.allSatisfy { (1900...2099).contains($0.value) }
    case .quantity(let quantity):
      switch quantity.unit {
      case .money, .percent, .squareFeet, .squareMetres: return true
      case .plain, .hours, .other: return false
      }
    }
  }
}

extension String {
  /// The text with a word that says nothing in the place of each of these parts, which follow each other.
  fileprivate func leavingOut(_ parts: [Range<Int>]) -> String {
    let bytes = Array(utf8)
    var rest: [UInt8] = []
    var place = 0
    for part in parts {
      rest += bytes[place..<part.lowerBound] + Array("such".utf8)
      place = part.upperBound
    }
    return String(decoding: rest + bytes[place...], as: UTF8.self)
  }
}

extension Array {
  fileprivate var only: Element? { count == 1 ? first : nil }
}
