import Carryover
import CarryoverTesting
import FoundationEssentials
import Testing

/// The library's JSON beside Foundation's, over random values and random damage.
@Suite struct JSONFuzzTests {
  @Test(arguments: 1...20)
  func `what is written is what Foundation writes, and comes back`(_ seed: UInt64) throws {
    var chance = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      let value = MetadataValue.random(&chance, depth: 5)
      let text = try WireBody.text(of: value, for: "a value")
      #expect(try text == JSONText.of(value))
      #expect(try WireBody.value(MetadataValue.self, from: text, for: "a value") == value)
    }
  }

  @Test(arguments: 1...20)
  func `spaces and escapes change nothing`(_ seed: UInt64) throws {
    var chance = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      let value = MetadataValue.random(&chance, depth: 4)
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted]
      let pretty = String(decoding: try encoder.encode(value), as: UTF8.self)
      #expect(try WireBody.value(MetadataValue.self, from: pretty, for: "a value") == value)
      let escaped = pretty.unicodeScalars.map { scalar in
        scalar.isASCII
          ? String(scalar) : scalar.utf16.map { "\\u" + ("000" + String($0, radix: 16)).suffix(4) }.joined()
      }
      #expect(try WireBody.value(MetadataValue.self, from: escaped.joined(), for: "a value") == value)
    }
  }

  @Test(arguments: 1...40)
  func `what is damaged is read as Foundation reads it, or refused`(_ seed: UInt64) throws {
    var chance = SeededGenerator(seed: seed)
    for _ in 0..<250 {
      var bytes = Array(try WireBody.text(of: MetadataValue.random(&chance, depth: 3), for: "a value").utf8)
      for _ in 0..<Int.random(in: 1...3, using: &chance) { Self.damage(&bytes, &chance) }
      let text = String(decoding: bytes, as: UTF8.self)
      let theirs = Result { try JSONDecoder().decode(MetadataValue.self, from: Data(text.utf8)) }
      do {
        let mine = try WireBody.value(MetadataValue.self, from: text, for: "a value")
        #expect(try theirs.get() == mine, "\(text)")
      } catch {
        // Foundation takes one of two members with the same name.
        let isDoubled = "\(error)".contains("a name that comes twice")
        #expect(isDoubled || (try? theirs.get()) == nil, "\(error): \(text)")
      }
    }
  }

  private static func damage(_ bytes: inout [UInt8], _ chance: inout SeededGenerator) {
    let place = Int.random(in: 0..<bytes.count, using: &chance)
    let mark = Array(#"{}[]",:\0123456789.-+eEtrufalsn "#.utf8).randomElement(using: &chance) ?? 0
    switch Int.random(in: 0..<5, using: &chance) {
    case 0: bytes[place] = mark
    case 1: bytes.insert(mark, at: place)
    case 2: if bytes.count > 1 { bytes.remove(at: place) }
    case 3: bytes.insert(contentsOf: bytes[place..<min(place + 9, bytes.count)], at: place)
    default: bytes[place] = UInt8.random(in: 0...127, using: &chance)
    }
  }
}

extension MetadataValue {
  fileprivate static func random(_ chance: inout SeededGenerator, depth: Int) -> MetadataValue {
    switch Int.random(in: 0..<(depth > 0 ? 5 : 3), using: &chance) {
    case 0: return .text(text(&chance))
    case 1: return .number(number(&chance))
    case 2: return .flag(Bool.random(using: &chance))
    case 3:
      return .list((0..<Int.random(in: 0...4, using: &chance)).map { _ in random(&chance, depth: depth - 1) })
    default:
      var members: [String: MetadataValue] = [:]
      for _ in 0..<Int.random(in: 0...6, using: &chance) { members[text(&chance)] = random(&chance, depth: depth - 1) }
      return .object(members)
    }
  }

  private static func text(_ chance: inout SeededGenerator) -> String {
    let scalars: [Unicode.Scalar] = [
      "a", "b", "B", "z", "0", " ", "/", "\"", "\\", "\n", "\t", "\r", "\u{8}", "\u{C}", "\u{0}", "\u{1F}", "\u{7F}",
      "é",
      "ß", "\u{2028}", "\u{E000}", "\u{FFFD}", "\u{FFFF}", "語", "\u{1F600}", "\u{10FFFF}",
    ]
    var text = ""
    for _ in 0..<Int.random(in: 0...6, using: &chance) {
      text.unicodeScalars.append(scalars.randomElement(using: &chance) ?? "a")
    }
    return text
  }

  private static func number(_ chance: inout SeededGenerator) -> Decimal {
    let significand = Decimal(Int64.random(in: .min ... .max, using: &chance) >> Int.random(in: 0..<64, using: &chance))
    return significand * Decimal(sign: .plus, exponent: Int.random(in: -20...20, using: &chance), significand: 1)
  }
}
