import FoundationEssentials
import Testing

@testable import Carryover

@Suite("WI-1 wire form of discovery")
struct DiscoveryWireTests {
  private let noon = Date(milliseconds: 1_770_000_000_123)

  private let golden = #"""
    {"answers":{"facilitySize":{"at":"2026-02-02T02:40:00.123Z",\#
    "replaced":{"group":"Facility","key":"facilitySize","label":"Floor area to clean","questionId":"q02","value":"900 m²"},\#
    "source":{"kind":"model","message":"00000000-0000-0001-0000-000000000002"}},\#
    "facilityType":{"at":"2026-02-02T02:40:00.123Z","source":{"kind":"visitor"},\#
    "value":{"group":"Facility","key":"facilityType","label":"Type of facility","questionId":"q01","value":"Airport"}}},\#
    "currentQuestionIndex":{"at":"2026-02-02T02:40:00.123Z","source":{"kind":"visitor"},"value":3},\#
    "phase":{"at":"2026-02-02T02:40:00.123Z","source":{"kind":"visitor"},"value":"roi"},\#
    "roiInputs":{\#
    "laborRate":{"at":"2026-02-02T02:40:00.123Z","source":{"kind":"visitor"},"value":{"amount":"42.5","currency":"USD"}},\#
    "manualMonthlyHours":{"at":"2026-02-02T02:40:00.123Z","source":{"kind":"visitor"},"value":{"high":"120.5","low":"100"}},\#
    "utilization":{"at":"2026-02-02T02:40:00.123Z","source":{"kind":"visitor"},"value":"0.85"}},\#
    "selectedProductIds":[{"at":"2026-02-02T02:40:00.123Z","source":{"kind":"visitor"},"value":"p1"},\#
    {"at":"2026-02-02T02:40:00.123Z","replaced":"p2","source":{"kind":"model","message":"00000000-0000-0001-0000-000000000002"}}],\#
    "timeframe":{"at":"2026-02-02T02:40:00.123Z","source":{"kind":"visitor"},"value":"this year"}}
    """#

  private func example() throws -> DiscoveryContent {
    let model = FieldSource.model(message: Message.ID(bits: Bits128(high: 1, low: 2)))
    var content = DiscoveryContent()
    try content.write(.full, at: noon)
    try content.write(.answers(["facilitySize": .clear]), by: model, at: noon)
    try content.write(.products(["p1"]), by: model, at: noon)
    return content
  }

  @Test func `content has its golden form and reads back the same`() throws {
    #expect(try JSONText.of(example()) == golden)
    #expect(try JSONText.read(golden) == example())
    #expect(try JSONText.of(DiscoveryContent()) == "{}")
    #expect(try JSONText.read("{}") == DiscoveryContent())
  }

  @Test func `a patch has its golden form and reads back the same`() throws {
    let text = #"""
      {"answers":{"facilitySize":null,"facilityType":"Airport"},"currentQuestionIndex":3,"phase":null,\#
      "roiInputs":{"laborRate":{"currency":"EUR","high":"40","low":"35"},"utilization":null},\#
      "selectedProductIds":["p1"],"timeframe":"2027"}
      """#
    let eur = MoneyFigure(try Figure(low: 35, high: 40), try CurrencyCode("EUR"))
    let patch = DiscoveryPatch(
      questionIndex: .set(3), phase: .clear,
      answers: .set(["facilityType": .set("Airport"), "facilitySize": .clear]),
      roiInputs: .set(ROIPatch(laborRate: .set(eur), utilization: .clear)),
      selectedProducts: .set([try Product.ID("p1")]), timeframe: .set("2027"))

    #expect(try JSONText.of(patch) == text)
    #expect(try JSONText.read(text) == patch)
  }

  @Test func `SE-3 an absent member keeps and null clears`() throws {
    let nulls = #"""
      {"answers":null,"currentQuestionIndex":null,"phase":null,"roiInputs":null,"selectedProductIds":null,"timeframe":null}
      """#

    #expect(try JSONText.read("{}") == DiscoveryPatch())
    #expect(try JSONText.of(DiscoveryPatch()) == "{}")
    #expect(try JSONText.read(nulls) == DiscoveryPatch.clearing)
    #expect(try JSONText.of(DiscoveryPatch.clearing) == nulls)
    #expect(Set(DiscoveryPatch.fieldNames).count == 6)
  }

  @Test func `DP-6 an answer in a patch may be an object, of which only the value counts`() throws {
    let patch: DiscoveryPatch = try JSONText.read(
      #"{"answers":{"facilityType":{"questionId":"x","label":7,"value":"Airport","group":null}}}"#)

    #expect(patch == .answers(["facilityType": .set("Airport")]))
  }

  @Test func `answer keys survive a host's snake-case strategy`() throws {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let text = #"{"current_question_index":2,"answers":{"floor_type":"x"}}"#
    let patch = try decoder.decode(DiscoveryPatch.self, from: Data(text.utf8))

    #expect(patch == DiscoveryPatch(questionIndex: .set(2), answers: .set(["floor_type": .set("x")])))
  }

  @Test(arguments: [
    "[]", "null", #"{"answers":[]}"#, #"{"answers":{"a":1}}"#, #"{"answers":{"a":{}}}"#, #"{"answers":{"a":["x"]}}"#,
    #"{"answers":{"a":{"value":null}}}"#, #"{"currentQuestionIndex":"3"}"#, #"{"currentQuestionIndex":1.5}"#,
    #"{"selectedProductIds":"p1"}"#, #"{"selectedProductIds":["null"]}"#, #"{"selectedProductIds":[null]}"#,
    #"{"roiInputs":{"laborRate":"42"}}"#, #"{"roiInputs":[]}"#, #"{"timeframe":7}"#, #"{"phase":"Discovery"}"#,
  ])
  func `a patch of the wrong shape is refused`(text: String) {
    #expect(throws: DecodingError.self) { try JSONText.read(text, as: DiscoveryPatch.self) }
  }

  @Test func `a member that is no field is refused by name, so that a misspelt one is not lost`() throws {
    let error = #expect(throws: DecodingError.self) {
      try JSONText.read(#"{"phase":"roi","timeFrame":"soon"}"#, as: DiscoveryPatch.self)
    }
    guard case .dataCorrupted(let context) = error else {
      Issue.record("expected a decoding error that names the member")
      return
    }
    #expect(context.codingPath.map(\.stringValue) == ["timeFrame"])
  }

  @Test func `an unknown phase or source is an error that names it`() {
    let phase = #expect(throws: DecodingError.self) {
      try JSONText.read(#"{"phase":"selection"}"#, as: DiscoveryPatch.self)
    }
    let source = #expect(throws: DecodingError.self) {
      try JSONText.read(#"{"kind":"robot"}"#, as: FieldSource.self)
    }

    #expect(phase.map { "\($0)".contains("selection") } == true)
    #expect(source.map { "\($0)".contains("robot") } == true)
  }

  @Test(arguments: [
    (#""value":3"#, #""value":-3"#),
    (#""facilityType":{"at""#, #""siteCount":{"at""#),
    (#""value":"p1""#, #""value":"p2""#),
    (#""value":"p1""#, #""unknown":"p1""#),
    (#""value":"this year""#, #""value":"""#),
    (#""value":"Airport""#, #""value":"a\u0000""#),
    (#""value":"0.85""#, #""value":"85""#),
    (#""value":"roi""#, #""value":"completed""#),
    (#""kind":"model","message""#, #""kind":"model","text""#),
    ("00.123Z", "00Z"),
  ])
  func `WI-2 stored content that construction would refuse is not read`(good: String, bad: String) throws {
    let text = try #require(golden.contains(good) ? golden.replacing(good, with: bad, maxReplacements: 1) : nil)

    #expect(throws: DecodingError.self) { try JSONText.read(text, as: DiscoveryContent.self) }
  }
}

@Suite("WI-2 views")
struct DiscoveryViewTests {
  @Test func `a view with an index below 0 is not read`() throws {
    let view = DiscoveryView(DiscoveryContent(), catalogue: .standard)
    let text = try JSONText.of(view)
    #expect(try JSONText.read(text, as: DiscoveryView.self) == view)
    let bad = text.replacing("\"currentQuestionIndex\":0", with: "\"currentQuestionIndex\":-1")
    #expect(throws: DecodingError.self) { try JSONText.read(bad, as: DiscoveryView.self) }
  }
}
