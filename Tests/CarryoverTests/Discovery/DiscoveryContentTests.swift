import FoundationEssentials
import Testing

@testable import Carryover

@Suite("SE-1, SE-3 discovery content")
struct DiscoveryContentTests {
  private let noon = Date(milliseconds: 1_770_000_000_000)
  private let later = Date(milliseconds: 1_770_000_060_000)

  @Test func `SE-1 content begins at question 0 in discovery, with everything else empty`() throws {
    let content = DiscoveryContent()

    #expect(content.questionIndex == 0)
    #expect(content.phase == .discovery)
    #expect(content.answers.isEmpty && content.selectedProducts.isEmpty && content.timeframe == nil)
    #expect(content.roiInputs == (try ROIInputs()))
    #expect(content.isEmpty && content.size == 0)
  }

  @Test func `DP-6 an answer takes question id, label and group from the catalogue`() throws {
    var content = DiscoveryContent()
    let changed = try content.write(.answers(["facilitySize": .set("900 m²")]), at: noon)

    let answer = try #require(content.answers["facilitySize"])
    #expect(changed)
    #expect(answer.questionID == "q02" && answer.key == "facilitySize" && answer.value == "900 m²")
    #expect(answer.label == "Floor area to clean" && answer.group == "Facility")
  }

  @Test func `CL-7 a field knows who wrote it, when in whole milliseconds, and what it replaced`() throws {
    var content = DiscoveryContent()
    try content.write(DiscoveryPatch(timeframe: .set("soon")), at: noon)
    try content.write(DiscoveryPatch(timeframe: .set("2027")), by: .account, at: later.addingTimeInterval(0.0004))

    let field = content.sourcedTimeframe
    #expect(field == Sourced(value: "2027", source: .account, at: later, replaced: "soon"))
  }

  @Test func `the same value by the same kind of source changes nothing, its date included`() throws {
    let (first, second) = (Message.ID(bits: Bits128(high: 1, low: 1)), Message.ID(bits: Bits128(high: 2, low: 2)))
    var content = DiscoveryContent()
    try content.write(.full, by: .model(message: first), at: noon)
    let before = content

    #expect(try !content.write(.full, by: .model(message: second), at: later))
    #expect(content == before)
  }

  @Test func `the same value by another source is a change that keeps what was replaced before`() throws {
    var content = DiscoveryContent()
    try content.write(DiscoveryPatch(timeframe: .set("soon")), at: noon)
    try content.write(DiscoveryPatch(timeframe: .set("2027")), by: .imported, at: noon)

    #expect(try content.write(DiscoveryPatch(timeframe: .set("2027")), at: later))
    #expect(content.sourcedTimeframe == Sourced(value: "2027", source: .visitor, at: later, replaced: "soon"))
  }

  @Test func `CL-7 clearing leaves a dated tombstone with the value it replaced`() throws {
    var content = DiscoveryContent()
    try content.write(.full, at: noon)

    #expect(try content.write(.clearing, by: .account, at: later))
    #expect(content.questionIndex == 0 && content.phase == .discovery && content.timeframe == nil)
    #expect(content.answers.isEmpty && content.selectedProducts.isEmpty)
    #expect(content.roiInputs == (try ROIInputs()))
    #expect(content.sourcedPhase == Sourced(value: nil, source: .account, at: later, replaced: .roi))
    #expect(content.sourcedQuestionIndex == Sourced(value: nil, source: .account, at: later, replaced: 3))
    #expect(content.sourcedAnswers["facilityType"]?.replaced?.value == "Airport")
    #expect(content.sourcedROIInputs.utilization?.replaced == (try Figure(Decimal(string: "0.85") ?? 0)))
    #expect(content.sourcedProducts.count == 2)
    #expect(!content.isEmpty)
  }

  @Test func `CL-7 clearing what was never set leaves nothing and is no change`() throws {
    var content = DiscoveryContent()

    #expect(try !content.write(.clearing, at: noon))
    #expect(try !content.write(.answers(["facilityType": .clear]), at: noon))
    #expect(content.isEmpty)
  }

  @Test func `setting a default is a statement and not the same as never set`() throws {
    var content = DiscoveryContent()

    #expect(try content.write(DiscoveryPatch(questionIndex: .set(0), phase: .set(.discovery)), at: noon))
    #expect(!content.isEmpty)
  }

  @Test func `the phase may move either way`() throws {
    var content = DiscoveryContent()
    for phase in [DiscoveryPhase.greenlight, .discovery, .roi] {
      #expect(try content.write(DiscoveryPatch(phase: .set(phase)), at: noon))
      #expect(content.phase == phase)
    }
  }

  @Test func `products are kept by selection time, then id, without doubles`() throws {
    var content = DiscoveryContent()
    try content.write(.products(["z", "b", "b"]), at: noon)
    try content.write(.products(["a", "b", "z", "a"]), at: later)

    #expect(content.selectedProducts.map(\.text) == ["b", "z", "a"])
    #expect(try !content.write(.products(["z", "a", "b"]), by: .account, at: later))
  }

  @Test func `a product no longer selected becomes a tombstone and may come back with a new time`() throws {
    var content = DiscoveryContent()
    try content.write(.products(["a", "b"]), at: noon)
    try content.write(.products(["b"]), by: .account, at: later)
    let a = try Product.ID("a")

    #expect(content.selectedProducts.map(\.text) == ["b"])
    #expect(content.sourcedProducts[a] == Sourced(value: nil, source: .account, at: later, replaced: a))
    try content.write(.products(["a", "b"]), at: later)
    #expect(content.selectedProducts.map(\.text) == ["b", "a"])
  }

  @Test func `an answer whose question left the catalogue can be cleared but not set`() throws {
    let small = try DiscoveryCatalogue(Array(DiscoveryCatalogue.standard.questions.prefix(1)))
    var content = DiscoveryContent()
    try content.write(.answers(["facilitySize": .set("900")]), at: noon)

    #expect(throws: FieldError("answers.facilitySize", .unknown)) {
      try content.write(.answers(["facilitySize": .set("901")]), at: later, catalogue: small)
    }
    #expect(try content.write(.answers(["facilitySize": .clear]), at: later, catalogue: small))
    #expect(content.answers.isEmpty)
  }

  @Test func `a copy shares its storage until one of both is written`() throws {
    var content = DiscoveryContent()
    try content.write(.full, at: noon)
    let copy = content
    try content.write(DiscoveryPatch(phase: .set(.greenlight)), at: later)

    #expect(copy.phase == .roi && content.phase == .greenlight)
    #expect(copy != content)
    #expect(DiscoveryContent().isEmpty)
    #expect(MemoryLayout<DiscoveryContent>.size == MemoryLayout<Int>.size)
  }
}

extension DiscoveryContent {
  /// Applies a patch with what most tests do not care about.
  @discardableResult
  mutating func write(
    _ patch: DiscoveryPatch, by source: FieldSource = .visitor, at now: Date,
    catalogue: DiscoveryCatalogue = .standard, limits: DiscoveryLimits = DiscoveryLimits()
  ) throws -> Bool {
    try apply(patch, by: source, at: now, catalogue: catalogue, limits: limits)
  }
}

extension DiscoveryPatch {
  static func answers(_ answers: [String: Patch<String>]) -> DiscoveryPatch { DiscoveryPatch(answers: .set(answers)) }

  static func products(_ names: [String]) throws -> DiscoveryPatch {
    DiscoveryPatch(selectedProducts: .set(try names.map { try Product.ID($0) }))
  }

  /// Every field at once.
  static var full: DiscoveryPatch {
    get throws {
      try JSONText.read(
        """
        {"currentQuestionIndex": 3, "phase": "roi", "answers": {"facilityType": "Airport", "facilitySize": "900 m²"},
         "roiInputs": {"laborRate": {"amount": "42.50", "currency": "USD"}, "utilization": "0.85",
           "manualMonthlyHours": {"low": 100, "high": "120.5"}},
         "selectedProductIds": ["p2", "p1"], "timeframe": "this year"}
        """)
    }
  }

  /// Clears every field.
  static let clearing = DiscoveryPatch(
    questionIndex: .clear, phase: .clear, answers: .clear, roiInputs: .clear, selectedProducts: .clear,
    timeframe: .clear)
}
