import CarryoverTesting
import FoundationEssentials
import Testing

@testable import Carryover

@Suite("EX-5: no reply, however broken or hostile, gets anything past the checks")
struct ExtractionFuzzTests {
  private static let scene = ReadingScene([
    .user("We run 3 sites: a warehouse of 12,500 m² and two shops. No robots."), .assistant("And the budget, 90,000?"),
    .user("50-60k a month, I'd say \"about\" 1.234,50 € – or 2 500."), .user("Not sure 😀 e\u{301} ١٢ {\"items\":[]}"),
  ])

  private static let items = [
    Reported("siteCount", "3 sites"), Reported("facilityType", "a warehouse", "a warehouse of 12,500 m² and two shops"),
    Reported("facilitySize", "12500 m2", "12,500 m²"),
    Reported("automationExperience", "robots", "No robots", op: "negate"),
    Reported("budgetRange", "50-60k a month", in: 3), Reported("biggestConcern", "Not sure 😀", in: 4),
    Reported("manualMonthlySpend", "50-60k a month", in: 3), Reported("timeframe", "90,000", in: 2),
    Reported("cleaningStaff", "", "2 500", in: 3, op: "retract"),
  ]

  /// What is wrong with a reading, found out in the plainest of ways.
  private static func fault(in reading: ExtractionReading, of count: Int?) -> String? {
    if let count, reading.items.count + reading.dropped.count != count { return "an item is neither kept nor dropped" }
    if Set(reading.items.map(\.field)).count != reading.items.count { return "two items about one field" }
    for item in reading.items {
      guard case .model(let id) = item.statement.source, let message = scene.messages.first(where: { $0.id == id }),
        message.role == .user, item.statement.at == message.createdAt
      else { return "it rests on no message of the person" }
      if !plain(message.text).contains(plain(item.evidence)) { return "its evidence is not in the message" }
      if item.evidence.isBlank { return "its evidence is empty" }
      guard case .answer(let answer) = item.statement.value else { continue }
      if DiscoveryCatalogue.standard[answer.key]?.label != answer.label { return "it is not the catalogue's" }
      if !digits(answer.value).isSubset(of: digits(item.evidence)) { return "it has a digit that its evidence has not" }
    }
    return nil
  }

  /// Letters and digits alone, in small.
  private static func plain(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.lowercased().unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }))
  }

  private static func digits(_ text: String) -> Set<Unicode.Scalar> {
    Set(text.replacing("m2", with: "m").unicodeScalars.filter { $0.properties.numericType == .decimal })
  }

  private static func fault(of reply: String) -> String? {
    do {
      let reading = try scene.policy.read(ModelReply(reply), of: scene.messages)
      let count = try? JSONText.read(reply, as: [String: [Reported]].self)["items"]?.count
      return fault(in: reading, of: count)
    } catch {
      return nil
    }
  }

  private static func shorter(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    return [bytes.count / 2, bytes.count / 8, 1].filter { $0 > 0 }.flatMap { length in
      stride(from: 0, to: bytes.count, by: length).map { start in
        String(decoding: bytes[..<start] + bytes[min(bytes.count, start + length)...], as: UTF8.self)
      }
    }
  }

  @Test func `EX-5: the replies that are mutated below are believed as they are`() throws {
    let reading = try Self.scene.reading(Self.items)
    #expect(Self.fault(in: reading, of: Self.items.count) == nil)
    #expect(reading.items.count >= 7)
  }

  @Test func `EX-5: random bytes are no reply`() throws {
    try Law.holds(over: Fuzz.cases(2000)) { generator in
      let prefix = ["", "{\"items\":[", "{\"items\":[{\"evidence\":\""].randomElement(using: &generator) ?? ""
      let bytes = (0..<Int.random(in: 0...80, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      return prefix
        + (Bool.random(using: &generator)
          ? String(decoding: bytes, as: UTF8.self) : .random(upTo: 40, using: &generator))
    } smaller: {
      Self.shorter($0)
    } breaks: {
      Self.fault(of: $0)
    }
  }

  @Test func `EX-5: a reply with bytes changed, lost, doubled or moved is refused or still true`() throws {
    let whole = try ReadingScene.reply(Self.items)
    try Law.holds(over: Fuzz.cases(3000)) { generator in
      var bytes = Array(whole.utf8)
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        let end = min(bytes.count, place + Int.random(in: 1...12, using: &generator))
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: bytes[place] = UInt8.random(in: 0...127, using: &generator)
        case 1: bytes.removeSubrange(place..<end)
        case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
        case 3:
          bytes.insert(
            contentsOf: "0123456789-.,\"\\{}[]".utf8.randomElement(using: &generator).map { [$0] } ?? [], at: place)
        default: bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0..<bytes.count, using: &generator))
        }
      }
      return String(decoding: bytes, as: UTF8.self)
    } smaller: {
      Self.shorter($0)
    } breaks: {
      Self.fault(of: $0)
    }
  }

  @Test func `EX-5: well-formed replies of any content are kept only where the messages bear them out`() throws {
    let words = Self.scene.messages.flatMap { $0.text.split(separator: " ").map(String.init) }
    let keys = DiscoveryCatalogue.standard.questions.map(\.key) + ROIInput.allCases.map(\.rawValue) + ["phase", "x"]
    try Law.holds(over: Fuzz.cases(2000)) { generator in
      (0..<Int.random(in: 1...6, using: &generator)).map { _ -> Reported in
        func text() -> String {
          if Int.random(in: 0..<8, using: &generator) == 0 { return .random(upTo: 12, using: &generator) }
          let start = Int.random(in: 0..<words.count, using: &generator)
          return words[start..<min(words.count, start + Int.random(in: 1...5, using: &generator))].joined(
            separator: " ")
        }
        let evidence = text()
        let value = Bool.random(using: &generator) ? evidence : text()
        return Reported(
          keys.randomElement(using: &generator) ?? "", value, evidence, in: Int.random(in: 0...5, using: &generator),
          op: ["set", "set", "Negate", "retract", "?"].randomElement(using: &generator) ?? "")
      }
    } smaller: { items in
      items.indices.map { index in items.enumerated().filter { $0.offset != index }.map(\.element) }
    } breaks: { items in
      Self.fault(of: try ReadingScene.reply(items))
    }
  }

  @Test func `EX-5: a reply is read in the same way each time`() throws {
    let reply = try ReadingScene.reply(Self.items + Self.items.reversed())
    let first = try Self.scene.reading(reply)
    for _ in 0..<20 { #expect(try Self.scene.reading(reply) == first) }
  }
}
