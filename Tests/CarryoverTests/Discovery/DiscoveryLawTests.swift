import CarryoverTesting
import FoundationEssentials
import Testing

@testable import Carryover

@Suite("Laws of discovery content over seeded random patches")
struct DiscoveryLawTests {
  private let start = Date(milliseconds: 1_770_000_000_000)

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `SE-3 applying a patch again changes nothing, and what is stored reads back with the same size`(
    seed: UInt64
  ) throws {
    var chance = SeededGenerator(seed: seed)
    var content = DiscoveryContent()
    for step in 0..<12 {
      let (patch, source) = (try chance.patch(), chance.source())
      let now = start.addingTimeInterval(Double(step))
      let before = content
      let changed = try content.write(patch, by: source, at: now)

      #expect(changed == (content != before))
      let once = content
      #expect(try !content.write(patch, by: source, at: now.addingTimeInterval(0.5)))
      #expect(content == once)

      let stored = try JSONText.read(JSONText.of(content), as: DiscoveryContent.self)
      #expect(stored == content && stored.size == content.size && stored.hashValue == content.hashValue)
      #expect(try JSONText.read(JSONText.of(patch)) == patch)
    }
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `SE-5 a patch that fails anywhere changes nothing`(seed: UInt64) throws {
    var chance = SeededGenerator(seed: seed)
    var content = DiscoveryContent()
    try content.write(chance.patch(), by: chance.source(), at: start)
    let before = content
    var patch = try chance.patch()
    switch seed % 5 {
    case 0: patch.questionIndex = .set(26)
    case 1: patch.answers = .set(["nope": .set("x"), "facilityType": .set("y")])
    case 2: patch.roiInputs = .set(ROIPatch(maintenanceFactor: .set(try Figure(2))))
    case 3: patch.selectedProducts = .set(try (0...100).map { try Product.ID("p\($0)") })
    default: patch.timeframe = .set("\u{0}")
    }

    #expect(throws: FieldError.self) { try content.write(patch, by: chance.source(), at: start) }
    #expect(content == before)
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `CL-7 no field disappears once it was written`(seed: UInt64) throws {
    var chance = SeededGenerator(seed: seed)
    var content = DiscoveryContent()
    for step in 0..<12 {
      let before = content
      try content.write(chance.patch(), by: chance.source(), at: start.addingTimeInterval(Double(step)))

      #expect(Set(before.sourcedAnswers.keys).isSubset(of: content.sourcedAnswers.keys))
      #expect(Set(before.sourcedProducts.keys).isSubset(of: content.sourcedProducts.keys))
      #expect(before.sourcedPhase == nil || content.sourcedPhase != nil)
      #expect(before.sourcedQuestionIndex == nil || content.sourcedQuestionIndex != nil)
      #expect(before.sourcedTimeframe == nil || content.sourcedTimeframe != nil)
    }
  }
}

extension SeededGenerator {
  mutating func source() -> FieldSource {
    switch Int.random(in: 0..<4, using: &self) {
    case 0: .visitor
    case 1: .account
    case 2: .imported
    default: .model(message: Message.ID(bits: Bits128(high: next(), low: next())))
    }
  }

  /// A valid patch in which each field is kept, set or cleared.
  mutating func patch() throws -> DiscoveryPatch {
    var answers: [String: Patch<String>] = [:]
    for question in DiscoveryCatalogue.standard.questions.shuffled(using: &self).prefix(4) {
      answers[question.key] = Bool.random(using: &self) ? .clear : .set("answer \(next() % 3) ä")
    }
    let products = try (0..<6).shuffled(using: &self).prefix(Int(next() % 5)).map { try Product.ID("p\($0)") }
    let money = MoneyFigure(try Figure(Decimal(next() % 3) / 4), try CurrencyCode("USD"))
    let roi = ROIPatch(
      laborRate: field(money), utilization: field(try Figure(Decimal(next() % 3) / 2)),
      manualMonthlyHours: field(try Figure(low: 10, high: Decimal(10 + next() % 3))))
    return DiscoveryPatch(
      questionIndex: field(Int(next() % 26)), phase: field(DiscoveryPhase.allCases[Int(next() % 3)]),
      answers: field(answers), roiInputs: field(roi), selectedProducts: field(products),
      timeframe: field("in \(next() % 3) years"))
  }

  private mutating func field<Value: Sendable>(_ value: Value) -> Patch<Value> {
    switch Int.random(in: 0..<5, using: &self) {
    case 0: .keep
    case 1: .clear
    default: .set(value)
    }
  }
}
