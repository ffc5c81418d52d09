import CarryoverTesting
import FoundationEssentials

@testable import Carryover

/// A text with one quantity in it, put together from known parts, and what it has to be read as.
struct WrittenQuantity {
  let text: String
  let hint: DecimalMark?
  let expected: String

  /// A way to write something, and what it adds to the notation.
  private typealias Part = (text: String, notation: String)

  private static let scales: [(text: String, power: Int)] = [
    ("", 0), ("", 0), ("", 0), ("k", 3), (" k", 3), ("K", 3), (" million", 6), (" Mio.", 6), ("M", 6), (" thousand", 3),
    (" Tsd.", 3), ("bn", 9), (" Milliarden", 9), (" hundred", 2),
  ]
  private static let prefixes: [Part] = [
    ("$", " USD"), ("€", " EUR"), ("£", " GBP"), ("US$", " USD"), ("USD ", " USD"), ("eur ", " EUR"), ("CHF", " CHF"),
  ]
  private static let units: [Part] = [
    ("", ""), ("", ""), (" USD", " USD"), (" €", " EUR"), ("€", " EUR"), (" dollars", " USD"), (" Euro", " EUR"),
    (" usd", " USD"),
    ("%", " %"), (" %", " %"), (" percent", " %"), (" Prozent", " %"), (" hours", " h"), (" Stunden", " h"),
    (" m²", " m²"),
    (" sq ft", " ft²"), (" square metres", " m²"), (" people", " people"), (" Leute", " Leute"),
  ]
  private static let periods: [Part] = [
    ("", ""), ("", ""), ("/hour", "/hour"), (" per month", "/month"), (" pro Woche", "/week"), (" par an", "/year"),
    (" a day", "/day"),
    ("/mo", "/month"), (" monatlich", "/month"), (" p.a.", "/year"),
  ]
  private static let leads: [Part] = [
    ("", ""), ("", ""), ("about ", "~"), ("ca. ", "~"), ("environ ", "~"), ("~", "~"), ("rund ", "~"),
  ]
  private static let bounds: [Part] = [
    ("at least ", "≥"), ("mindestens ", "≥"), ("au moins ", "≥"), (">", "≥"), ("max. ", "≤"), ("under ", "≤"),
    ("jusqu'à ", "≤"),
  ]
  private static let connectors = ["-", "–", " - ", " – ", " to ", " bis ", " à "]
  private static let frames = [
    ("", ""), ("", ""), ("We spend ", "."), ("Wir zahlen ", "!"), ("total: ", ""), ("(", ")"), ("", ", I think"),
  ]

  init(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    func pick<Element>(_ elements: [Element]) -> Element { elements[Int.random(in: elements.indices, using: &random)] }

    let mark: DecimalMark = pick([.point, .comma])
    let isRange = pick([true, false, false])
    let isPrefixed = pick([true, false, false])
    let unit = isPrefixed ? pick(Self.prefixes) : pick(Self.units)
    // Groups behind plain spaces are one number only beside a sign for the currency.
    let hasSign = ["$", "€", "£", "US$", " €"].contains(unit.text)
    let grouping: WrittenFigure.Grouping = pick(
      [.none, .mark, .mark, .apostrophe, .fixedSpace] + (hasSign ? [.space] : []))
    let high = WrittenFigure(mark: mark, grouping: grouping, using: &random)
    let low = isRange ? WrittenFigure(mark: mark, grouping: grouping, using: &random) : nil
    let scale = pick(Self.scales)
    let hasOwnScale = pick([true, false])
    let connector = pick(Self.connectors)
    let period = pick(Self.periods)
    let bound = !isRange && pick([true, false, false]) ? pick(Self.bounds) : nil
    let lead = bound == nil ? pick(Self.leads) : ("", "")
    let frame = grouping == .space ? ("", "") : pick(Self.frames)
    hint = pick([nil, nil, .point, .comma])

    let lower = low.map { $0.text + (hasOwnScale ? scale.text : "") + connector } ?? ""
    let upper = high.text + scale.text + (isPrefixed ? "" : unit.text) + period.text
    text = frame.0 + lead.0 + (bound?.text ?? "") + (isPrefixed ? unit.text : "") + lower + upper + frame.1
    let isBare = unit.text.isEmpty && period.text.isEmpty && lead.0.isEmpty
    let amount = Self.amount(low, high, power: scale.power, hasOwnScale: hasOwnScale, hint: hint, isBare: isBare)
    expected =
      amount.hasPrefix("?") ? amount : lead.1 + (bound?.notation ?? "") + amount + unit.notation + period.notation
  }

  /// What the figures say, or why they do not.
  private static func amount(
    _ low: WrittenFigure?, _ high: WrittenFigure, power: Int, hasOwnScale: Bool, hint: DecimalMark?, isBare: Bool
  ) -> String {
    var marks = Set([low?.shown, high.shown].compactMap(\.self))
    if let hint { marks.insert(hint) }
    let settled = marks.count == 1 ? marks.first : nil
    guard let upper = high.value(settled: settled) else { return "? separator" }
    let upperText = WrittenFigure.notation(upper, shifted: power)
    guard let low else { return upperText.prefix { $0 != "." }.count > 15 ? "? size" : upperText }
    guard let lower = low.value(settled: settled) else { return "? separator" }
    if power == 0 || !hasOwnScale, high.mayGroup(for: low, settled: settled) { return "? scale" }
    // `15-20k` is 15,000 to 20,000, but `500-1k` is not 500,000 to 1,000.
    let isHandedOn =
      hasOwnScale || isLess(WrittenFigure.notation(lower, shifted: 0), WrittenFigure.notation(upper, shifted: 0))
    let lowerText = WrittenFigure.notation(lower, shifted: isHandedOn ? power : 0)
    if isBare, power == 0, low.isPlain, high.isPlain {
      if low.looksLikeYear, high.looksLikeYear { return "? calendar" }
      if low.whole.count == 3, high.whole.count == 4 { return "? label" }
    }
    guard isLess(lowerText, upperText) else { return "? range" }
    return upperText.prefix { $0 != "." }.count > 15 ? "? size" : lowerText + "–" + upperText
  }

  private static func isLess(_ a: String, _ b: String) -> Bool {
    guard let a = Decimal(string: a), let b = Decimal(string: b) else { return false }
    return a < b
  }
}

extension WrittenFigure {
  /// Whether the marks group thousands that a lower end without marks may share: `15-20,000`.
  fileprivate func mayGroup(for low: WrittenFigure, settled: DecimalMark?) -> Bool {
    let isGrouped = undecided.map { $0 != settled } ?? (grouping != .none)
    guard isGrouped, low.isPlain else { return false }
    let leading = grouping == .none ? whole[...] : whole.dropLast((whole.count - 1) / 3 * 3)
    return (Int(low.whole) ?? 0) <= (Int(leading) ?? 0)
  }

  fileprivate var isPlain: Bool { grouping == .none && decimals.isEmpty }
  fileprivate var looksLikeYear: Bool { whole.count == 4 && (whole.hasPrefix("19") || whole.hasPrefix("20")) }
}
