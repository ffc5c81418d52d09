import CarryoverTesting
import FoundationEssentials

/// How long generated cases are tried: seconds by default, and longer where `CARRYOVER_LONG` is set.
enum Fuzz {
  static func cases(_ count: Int) -> Int {
    ProcessInfo.processInfo.environment["CARRYOVER_LONG"] == nil ? count : 50 * count
  }
}

extension String {
  /// Text of scalars from all of Unicode, with a liking for those that mean something to JSON, to evidence or to a terminal.
  static func random(upTo length: Int, using generator: inout SeededGenerator) -> String {
    let liked = Array(
      "\"\\{}[]:,<>&' \n\r\t0123456789.%-–’“”abcABCäß\u{0}\u{1B}\u{7F}\u{85}\u{A0}\u{200B}\u{200E}\u{202E}\u{2028}\u{2029}\u{FEFF}"
        .unicodeScalars)
    var text = ""
    for _ in 0..<Int.random(in: 0...length, using: &generator) {
      if Bool.random(using: &generator), let scalar = liked.randomElement(using: &generator) {
        text.unicodeScalars.append(scalar)
      } else {
        let range: ClosedRange<UInt32> = Bool.random(using: &generator) ? 0...0x2FFF : 0...0x10FFFF
        if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &generator)) {
          text.unicodeScalars.append(scalar)
        }
      }
    }
    return text
  }
}
