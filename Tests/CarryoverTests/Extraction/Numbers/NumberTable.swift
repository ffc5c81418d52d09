@testable import Carryover

/// Texts and what they say, one to a line: the text, an arrow, the quantity in its short notation, `none`, or a question mark and why.
///
/// Lines may be indented. An empty line and one that begins with a number sign say nothing.
struct NumberTable {
  struct Line: Sendable {
    let text: String
    let expected: String
  }

  let lines: [Line]

  init(_ table: String) {
    lines = table.split(separator: "\n").compactMap { line in
      let line = line.trimmingPrefix { $0 == " " }
      guard !line.hasPrefix("#"), let arrow = line.firstRange(of: " => ") else { return nil }
      return Line(
        text: String(line[..<arrow.lowerBound]).trimmed, expected: String(line[arrow.upperBound...]).trimmed)
    }
  }
}

extension NumberTable {
  static let all = ["English": english, "German": german, "French": french, "doubtful": doubtful]
}

extension NumberReading {
  /// The notation of the tables.
  var notation: String {
    switch self {
    case .none: "none"
    case .one(let quantity): quantity.description
    case .ambiguous(let doubts):
      "? "
        + doubts.reduce(into: []) { if !$0.contains($1.reason.rawValue) { $0.append($1.reason.rawValue) } }.joined(
          separator: " ")
    }
  }
}
