import CarryoverTesting
import Testing

@testable import Carryover

@Suite("SE-7 hostile cookies")
struct HostileCookieTests {
  @Test func `no header yields a token that a naive reader does not see`() {
    var hostile = HostileText(seed: 0xC00C_1E5)
    var found = 0
    var refused = 0

    for number in 0..<10_000 {
      let headers = hostile.headers()
      let token = CookiePolicy.standard.token(inCookieHeaders: headers)?.revealed
      if token != naiveToken(in: headers) {
        Issue.record("header \(number) is read differently")
      }
      if token == nil { refused += 1 } else { found += 1 }
    }

    // Guards the generator: a test in which nothing is ever found, or everything, proves nothing.
    #expect(found > 1000)
    #expect(refused > 1000)
  }

  @Test func `no text is a token unless a naive reader agrees`() {
    var hostile = HostileText(seed: 0x70CE_2)
    var accepted = 0

    for number in 0..<10_000 {
      let text = hostile.token()
      let token = SessionToken(text)
      if (token != nil) != isNaivelyAToken(text) {
        Issue.record("text \(number) is read differently")
      }
      if let token {
        accepted += 1
        if token.revealed != text { Issue.record("text \(number) is read as another token") }
      }
    }

    #expect(accepted > 1000)
    #expect(accepted < 9000)
  }

  /// Reads the headers the slow and obvious way, scalar by scalar, sharing nothing with the library.
  private func naiveToken(in headers: [String]) -> String? {
    let joined = headers.joined(separator: "; ")
    guard joined.utf8.count <= 16 * 1024 else { return nil }
    var values: Set<String> = []
    for pair in joined.unicodeScalars.split(separator: ";") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(trimmed)
      guard parts.count == 2, parts[0] == Array("autopilot_session".unicodeScalars) else { continue }
      var value = parts[1]
      if value.count > 1, value.first == "\"", value.last == "\"" { value = Array(value[1..<value.count - 1]) }
      let text = value.map { String($0) }.joined()
      if isNaivelyAToken(text) { values.insert(text) }
    }
    return values.count == 1 ? values.first : nil
  }

  private func isNaivelyAToken(_ text: String) -> Bool {
    text.unicodeScalars.count == 64 && text.unicodeScalars.allSatisfy("0123456789abcdef".unicodeScalars.contains)
  }

  private func trimmed(_ text: Substring.UnicodeScalarView) -> [Unicode.Scalar] {
    var scalars = Array(text)
    while let first = scalars.first, first == " " || first == "\t" { scalars.removeFirst() }
    while let last = scalars.last, last == " " || last == "\t" { scalars.removeLast() }
    return scalars
  }
}

/// Cookies as an attacker, a broken proxy or an old client might send them: valid ones, mutated.
private struct HostileText {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// One to three header lines, now and then beyond the limit.
  mutating func headers() -> [String] {
    (0..<pick([1, 1, 1, 2, 3])).map { _ in header() }
  }

  /// A token, left alone or spoilt.
  mutating func token() -> String {
    text(chance(1, in: 3) ? tokenBytes() : mutated(tokenBytes()))
  }

  private mutating func header() -> String {
    var pairs = (0..<pick([0, 1, 1, 2, 3, 5])).map { _ in pair() }
    if chance(1, in: 4), let double = pairs.first { pairs.append(double) }
    if chance(1, in: 200) { pairs.append(Array(repeatElement(pair(), count: pick([40, 200, 1000])).joined())) }
    let header = Array(pairs.joined(separator: Array(pick(["; ", ";", " ;\t", ";;", ", ", "\u{0}"]).utf8)))
    return text(chance(1, in: 4) ? mutated(header) : header)
  }

  private mutating func pair() -> [UInt8] {
    if chance(1, in: 5) { return noise(Int.random(in: 0..<40, using: &random)) }
    let name = Array(
      pick(["autopilot_session", "autopilot_session", "autopilot_session", "a", "AUTOPILOT_SESSION"]).utf8)
    var value = tokenBytes()
    if chance(1, in: 4) { value = mutated(value) }
    if chance(1, in: 5) { value = [0x22] + value + [0x22] }
    let equals = Array(pick(["=", "=", "=", " = ", "==", "", "\t="]).utf8)
    return (chance(1, in: 10) ? mutated(name) : name) + equals + value
  }

  /// One of three tokens, so that doubles agree as often as they differ.
  private mutating func tokenBytes() -> [UInt8] {
    Array(String(repeating: pick(["0123456789abcdef", "0123456789abcdef", "fedcba9876543210"]), count: 4).utf8)
  }

  private mutating func mutated(_ original: [UInt8]) -> [UInt8] {
    var bytes = original
    for _ in 0..<pick([1, 1, 2, 4]) {
      let place = Int.random(in: 0...bytes.count, using: &random)
      switch Int.random(in: 0..<8, using: &random) {
      case 0: bytes = Array(bytes.prefix(place))
      case 1: bytes = Array(bytes.dropFirst(place))
      case 2: bytes = Array(text(bytes).uppercased().utf8)
      case 3: bytes.insert(contentsOf: strange(), at: place)
      case 4 where place < bytes.count: bytes.replaceSubrange(place...place, with: strange())
      case 5 where place < bytes.count: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 6: bytes += bytes.prefix(place)
      default: bytes.insert(UInt8.random(in: .min ... .max, using: &random), at: place)
      }
    }
    return bytes
  }

  /// Separators, quotes, controls, digits and letters of other scripts, look-alikes, and bytes that are no UTF-8.
  private mutating func strange() -> [UInt8] {
    let texts = [
      ";", "=", "\"", "\"\"", "'", ",", " ", "\t", "\r\n", "\u{0}", "\u{7F}", "\\\"", "%30", "+", "\u{A0}", "\u{200B}",
      "\u{FEFF}", "\u{660}", "\u{FF10}", "\u{1D7D8}", "\u{430}", "\u{435}", "\u{FF41}", "\u{FB00}", "\u{301}",
      "\u{37E}",
      "\u{FF1B}", "\u{FF1D}", "; autopilot_session=",
    ].map { Array($0.utf8) }
    return pick(texts + [[0x80], [0xC0, 0xBB], [0xED, 0xA0, 0x80], [0xF5], [0xFF, 0xFE]])
  }

  private mutating func noise(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &random) }
  }

  /// As a server hands it over: what is no UTF-8 has been replaced.
  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  private mutating func chance(_ times: Int, in total: Int) -> Bool {
    Int.random(in: 0..<total, using: &random) < times
  }

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: elements.indices, using: &random)]
  }
}
