import CarryoverTesting

@testable import Carryover

/// A figure that is written by known rules, so that what it says is known without reading it.
struct WrittenFigure {
  enum Grouping {
    case none, mark, apostrophe, fixedSpace, space
  }

  let whole: String
  let decimals: String
  let grouping: Grouping

  /// The writer's decimal mark.
  let mark: DecimalMark

  init(mark: DecimalMark, grouping: Grouping, using random: inout SeededGenerator) {
    let count = Int.random(in: 1...7, using: &random)
    let first = count == 1 ? Int.random(in: 0...9, using: &random) : Int.random(in: 1...9, using: &random)
    whole = "\(first)" + Self.digits(count - 1, using: &random)
    decimals = Bool.random(using: &random) ? "" : Self.digits(Int.random(in: 1...4, using: &random), using: &random)
    self.mark = mark
    self.grouping = whole.count > 3 ? grouping : .none
  }

  private static func digits(_ count: Int, using random: inout SeededGenerator) -> String {
    String((0..<count).map { _ in Character("\(Int.random(in: 0...9, using: &random))") })
  }

  private var groups: [Substring] {
    var rest = whole[...]
    var groups: [Substring] = []
    while rest.count > 3 {
      groups.insert(rest.suffix(3), at: 0)
      rest = rest.dropLast(3)
    }
    return [rest] + groups
  }

  var text: String {
    let separator =
      switch grouping {
      case .none: ""
      case .mark: mark == .point ? "," : "."
      case .apostrophe: "'"
      case .fixedSpace: "\u{202F}"
      case .space: " "
      }
    return groups.joined(separator: separator) + (decimals.isEmpty ? "" : (mark == .point ? "." : ",") + decimals)
  }
}

extension WrittenFigure {
  /// The only mark of the text, if it may mean either thing.
  var undecided: DecimalMark? {
    if grouping == .mark, groups.count == 2, decimals.isEmpty { return mark == .point ? .comma : .point }
    return grouping == .none && decimals.count == 3 && whole.count <= 3 && whole != "0" ? mark : nil
  }

  /// The writer's mark, if the text shows it.
  var shown: DecimalMark? {
    guard undecided == nil, !decimals.isEmpty || grouping == .mark else { return nil }
    return mark
  }

  /// The digits before and behind the point, once the mark is settled; nil if it has to be and is not.
  func value(settled: DecimalMark?) -> (whole: String, decimals: String)? {
    guard let undecided else { return (whole, decimals) }
    guard let settled else { return nil }
    let digits = whole + decimals
    return undecided == settled ? (String(digits.dropLast(3)), String(digits.suffix(3))) : (digits, "")
  }

  /// A number as the short notation has it, with its point moved to the right.
  static func notation(_ value: (whole: String, decimals: String), shifted power: Int) -> String {
    let digits = value.decimals + String(repeating: "0", count: max(0, power - value.decimals.count))
    let whole = (value.whole + digits.prefix(power)).drop { $0 == "0" }
    var decimals = digits.dropFirst(power)
    while decimals.last == "0" { decimals.removeLast() }
    return (whole.isEmpty ? "0" : whole) + (decimals.isEmpty ? "" : "." + decimals)
  }
}
