import FoundationEssentials

/// Digits of ASCII with the marks and spaces between them, as they are written: `1.234,50`.
struct DigitRun: Hashable {
  /// What stands between two groups of digits.
  enum Mark: Hashable {
    case point, comma, apostrophe
    /// A space that does not break a line, which only typography puts there.
    case fixedSpace
    /// A plain space, which also stands between two numbers.
    case space
  }

  /// All the digits, and nothing else.
  private(set) var digits: [UInt8] = []

  /// How many digits each group has, the first one first.
  private(set) var groups: [Int] = []

  /// The marks between the groups.
  private(set) var marks: [Mark] = []

  mutating func append(group: ArraySlice<UInt8>, after mark: Mark? = nil) {
    digits += group
    groups.append(group.count)
    if let mark { marks.append(mark) }
  }
}

extension DigitRun {
  /// What the marks mean, as far as they say so themselves.
  enum Form: Hashable {
    /// A number with so many decimals. `mark` is the decimal mark of its writer, if the form shows it.
    case number(decimals: Int, mark: DecimalMark?)
    /// One mark before three digits: decimals if it is the writer's decimal mark, else thousands.
    case undecided(DecimalMark)
    /// Groups behind plain spaces, which may be one number or several.
    case spaced(decimals: Int, mark: DecimalMark?)
    /// No number known here.
    case malformed
  }

  var form: Form {
    guard let first = groups.first, let last = groups.last else { return .malformed }
    if digits[0] == UInt8(ascii: "0"), first > 1 { return .malformed }
    guard let mark = marks.last else { return .number(decimals: 0, mark: nil) }
    if marks.count == 1, let decimal = mark.decimal { return single(decimal, first, last) }
    if let decimal = mark.decimal, !marks.dropLast().contains(mark) {
      guard groupsThousands(groups.dropLast(), marks.dropLast()) else { return .malformed }
      return grouped(by: marks[0], decimals: last, mark: decimal)
    }
    guard groupsThousands(groups[...], marks[...]) else { return .malformed }
    return grouped(by: mark, decimals: 0, mark: mark.decimal?.other)
  }

  private func single(_ mark: DecimalMark, _ first: Int, _ last: Int) -> Form {
    let canGroup = last == 3 && first <= 3 && digits[0] != UInt8(ascii: "0")
    return canGroup ? .undecided(mark) : .number(decimals: last, mark: mark)
  }

  private func grouped(by mark: Mark, decimals: Int, mark decimal: DecimalMark?) -> Form {
    mark == .space ? .spaced(decimals: decimals, mark: decimal) : .number(decimals: decimals, mark: decimal)
  }

  /// Whether these groups are thousands: three digits each, fewer in the first one, always the same mark.
  private func groupsThousands(_ groups: ArraySlice<Int>, _ marks: ArraySlice<Mark>) -> Bool {
    guard let first = groups.first, let mark = marks.first else { return false }
    return first <= 3 && digits[0] != UInt8(ascii: "0") && groups.dropFirst().allSatisfy { $0 == 3 }
      && marks.allSatisfy { $0 == mark }
  }

  /// The number that the digits spell if the last few are decimals; nil beyond the bounds of exact decimals.
  func value(decimals: Int) -> Decimal? {
    guard decimals > 0 else { return DecimalText.decimal(String(decoding: digits, as: UTF8.self)) }
    let point = digits.count - decimals
    let text = digits[..<point] + [UInt8(ascii: ".")] + digits[point...]
    return DecimalText.decimal(String(decoding: text, as: UTF8.self))
  }
}

extension DigitRun {
  /// Whether it is a whole number without any mark, of so many digits.
  func isPlain(digits count: Int) -> Bool { marks.isEmpty && digits.count == count }

  /// Whether it looks like a year of our time.
  var isYear: Bool { isPlain(digits: 4) && (digits.starts(with: "19".utf8) || digits.starts(with: "20".utf8)) }

  /// Whether it is a day and a month with points, with or without a year.
  var isDayAndMonth: Bool {
    guard marks.allSatisfy({ $0 == .point }), (2...3).contains(groups.count) else { return false }
    return CalendarForm.isDate(parts)
  }

  private var parts: [ArraySlice<UInt8>] {
    var start = 0
    return groups.map { count in
      defer { start += count }
      return digits[start..<start + count]
    }
  }
}

extension DigitRun.Mark {
  var decimal: DecimalMark? {
    switch self {
    case .point: .point
    case .comma: .comma
    case .apostrophe, .fixedSpace, .space: nil
    }
  }
}

extension DecimalMark {
  var other: DecimalMark { self == .point ? .comma : .point }
}

/// Dates and times of day, by their form alone.
enum CalendarForm {
  /// Whether these are a day and a month in either order, and perhaps a year of two or four digits at either end.
  static func isDate(_ parts: [ArraySlice<UInt8>]) -> Bool {
    var parts = parts[...]
    if parts.count == 3 {
      if parts.first?.count == 4 {
        parts.removeFirst()
      } else if let year = parts.popLast(), year.count != 2, year.count != 4 {
        return false
      }
    }
    let numbers = parts.filter { $0.count <= 2 }.map { $0.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) } }
    guard parts.count == 2, numbers.count == 2 else { return false }
    return numbers.allSatisfy { (1...31).contains($0) } && numbers.contains { $0 <= 12 }
  }

  /// Whether these are hours and minutes, and perhaps seconds.
  static func isTime(_ parts: [ArraySlice<UInt8>]) -> Bool {
    guard (2...3).contains(parts.count), parts[0].count <= 2 else { return false }
    return parts.dropFirst().allSatisfy { $0.count == 2 }
  }
}
