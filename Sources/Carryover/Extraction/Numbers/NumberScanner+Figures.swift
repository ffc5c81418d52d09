extension NumberScanner {
  /// Consumes digits and everything that makes one thing of them: a figure, a date, a time, a fraction.
  ///
  /// The place is at a digit, or at a point with digits behind it.
  mutating func scanFigure() {
    let start = place
    var end = place
    var run = DigitRun()
    if byte(at: end) == UInt8(ascii: ".") { run.append(group: [UInt8(ascii: "0")]) }
    var mark: DigitRun.Mark? = run.groups.isEmpty ? nil : .point
    if mark != nil { end += 1 }
    while true {
      let group = digits(from: end)
      run.append(group: bytes[group], after: mark)
      end = group.upperBound
      guard let (next, count) = groupMark(at: end, after: run) else { break }
      mark = next
      end += count
    }
    if let joined = joined(from: start, to: end) {
      return add(joined.kind, from: start, to: joined.end)
    }
    if run.groups.count == 3, run.isDayAndMonth { return add(.aside, from: start, to: end) }
    let dash = priceDash(at: end)
    if let dash { run.append(group: [], after: dash.mark) }
    add(.figure(run), from: start, to: end)
    if let dash { place = dash.end }
  }

  private func digits(from start: Int) -> Range<Int> {
    var end = start
    while isDigit(at: end) { end += 1 }
    return start..<end
  }

  /// The mark at the place, if it holds the figure together, and how many bytes it has.
  private func groupMark(at index: Int, after run: DigitRun) -> (DigitRun.Mark, count: Int)? {
    guard let (scalar, count) = scalar(at: index), isDigit(at: index + count) else { return nil }
    switch scalar {
    case ".": return (.point, count)
    case ",": return (.comma, count)
    case "'", "’": return (.apostrophe, count)
    case " ": return groups(run, before: index + count) ? (.space, count) : nil
    case "\u{A0}", "\u{202F}", "\u{2009}", "\u{2007}":
      return groups(run, before: index + count) ? (.fixedSpace, count) : nil
    default: return nil
    }
  }

  /// Whether a space may group thousands here: up to three digits before it, three behind, and no other mark so far.
  private func groups(_ run: DigitRun, before index: Int) -> Bool {
    guard run.marks.last?.decimal == nil, run.marks.last != .apostrophe, let group = run.groups.last else {
      return false
    }
    let isFull = run.groups.count == 1 ? group <= 3 && run.digits[0] != UInt8(ascii: "0") : group == 3
    return isFull && digits(from: index).count == 3
  }

  /// What a colon, slash or hyphen makes of the figure together with the digits behind it.
  private func joined(from start: Int, to end: Int) -> (kind: NumberPiece.Kind, end: Int)? {
    guard let joint = byte(at: end), ":/-".utf8.contains(joint), isDigit(at: end + 1) else { return nil }
    var last = end
    while byte(at: last) == joint, isDigit(at: last + 1) { last = digits(from: last + 1).upperBound }
    let parts = bytes[start..<last].split(separator: joint)
    // One hyphen may make a range, which is not for the scanner to say.
    if joint == UInt8(ascii: "-"), parts.count < 3 { return nil }
    let isOpen =
      isWordCharacter(at: last)
      || [".", ",", ":", "/"].contains { byte(at: last) == UInt8(ascii: $0) && isDigit(at: last + 1) }
    if !parts.allSatisfy({ $0.allSatisfy(\.isDigit) }) || (isOpen && joint != UInt8(ascii: "-")) {
      return (.unreadable(.form), identifierEnd(from: last))
    }
    switch joint {
    case UInt8(ascii: ":"):
      return (CalendarForm.isTime(parts) ? .aside : .unreadable(.form), last)
    case UInt8(ascii: "/"):
      let isRoundTheClock = bytes[start..<last].elementsEqual("24/7".utf8)
      let isDate = parts.count == 3 && CalendarForm.isDate(parts)
      return (isDate || isRoundTheClock ? .aside : .unreadable(.fraction), last)
    default:
      // A time may be glued to a date: 2026-03-01T10:00.
      let isDate = parts.count == 3 && CalendarForm.isDate(parts)
      return (isDate ? .aside : .unreadable(.label), identifierEnd(from: last))
    }
  }

  /// The decimal mark and the dash that stands for no cents, as in `5.-` and `5,–`.
  private func priceDash(at start: Int) -> (mark: DigitRun.Mark, end: Int)? {
    guard let mark = byte(at: start), mark == UInt8(ascii: ".") || mark == UInt8(ascii: ",") else { return nil }
    var end = start + 1
    while let (scalar, count) = scalar(at: end), CharacterClass.dash(scalar) != nil { end += count }
    guard end > start + 1, !isWordCharacter(at: end) else { return nil }
    return (mark == UInt8(ascii: ".") ? .point : .comma, end)
  }
}
