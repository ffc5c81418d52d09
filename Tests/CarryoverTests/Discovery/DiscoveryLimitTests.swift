import FoundationEssentials
import Testing

@testable import Carryover

@Suite("SE-5 limits of discovery content")
struct DiscoveryLimitTests {
  private let now = Date(milliseconds: 1_770_000_000_000)

  /// A patch that is just within its limit, one that is just beyond, and the error that says so.
  struct Edge: Sendable, CustomTestStringConvertible {
    let name: String
    let within: DiscoveryPatch
    let beyond: DiscoveryPatch
    let error: FieldError
    var limits = DiscoveryLimits()

    var testDescription: String { name }
  }

  static var edges: [Edge] {
    get throws {
      let products = try (0...100).map { try Product.ID("p\($0)") }
      let texts = ["a", "b", "c"].enumerated().map { (DiscoveryCatalogue.standard.questions[$0].key, $1) }
      let answers = Dictionary(uniqueKeysWithValues: texts.map { ($0, Patch.set($1)) })
      return [
        Edge(
          name: "index", within: DiscoveryPatch(questionIndex: .set(25)),
          beyond: DiscoveryPatch(questionIndex: .set(26)),
          error: FieldError("currentQuestionIndex", .outOfRange(lower: "0", upper: "25", hint: nil))),
        Edge(
          name: "index below", within: DiscoveryPatch(questionIndex: .set(0)),
          beyond: DiscoveryPatch(questionIndex: .set(-1)),
          error: FieldError("currentQuestionIndex", .outOfRange(lower: "0", upper: "25", hint: nil))),
        Edge(
          name: "answer bytes", within: .answers(["facilityType": .set(String(repeating: "é", count: 2048))]),
          beyond: .answers(["facilityType": .set(String(repeating: "é", count: 2048) + "a")]),
          error: FieldError("answers.facilityType", .tooLong(maximumBytes: 4096))),
        Edge(
          name: "answers", within: .answers(answers.filter { $0.key != texts[0].0 }), beyond: .answers(answers),
          error: FieldError("answers", .tooMany(maximum: 2)), limits: DiscoveryLimits(answers: 2)),
        Edge(
          name: "products", within: DiscoveryPatch(selectedProducts: .set(Array(products.dropLast()) + [products[0]])),
          beyond: DiscoveryPatch(selectedProducts: .set(products)),
          error: FieldError("selectedProductIds", .tooMany(maximum: 100))),
        Edge(
          name: "timeframe", within: DiscoveryPatch(timeframe: .set(String(repeating: "t", count: 64))),
          beyond: DiscoveryPatch(timeframe: .set(String(repeating: "t", count: 65))),
          error: FieldError("timeframe", .tooLong(maximumBytes: 64))),
      ]
    }
  }

  @Test(arguments: try DiscoveryLimitTests.edges)
  func `what is at the limit passes, one more is refused and changes nothing`(edge: Edge) throws {
    var content = DiscoveryContent()
    #expect(throws: edge.error) { try content.write(edge.beyond, at: now, limits: edge.limits) }
    #expect(content.isEmpty)
    #expect(try content.write(edge.within, at: now, limits: edge.limits))
  }

  @Test func `a key that no question has is refused, and its path is cut and cleaned`() {
    let key = "\n" + String(repeating: "k", count: 10_000)
    var content = DiscoveryContent()

    #expect(throws: FieldError("answers.\u{FFFD}" + String(repeating: "k", count: 63), .unknown)) {
      try content.write(.answers([key: .set("x")]), at: now)
    }
    #expect(throws: FieldError("answers.nope", .unknown)) { try content.write(.answers(["nope": .clear]), at: now) }
  }

  @Test(arguments: ["", " ", "\n\t \u{3000}"])
  func `a blank text is refused with a hint to null`(text: String) {
    let fault = FieldError.Fault.malformed(expected: "text that is not empty; null clears it")
    var content = DiscoveryContent()

    #expect(throws: FieldError("answers.facilityType", fault)) {
      try content.write(.answers(["facilityType": .set(text)]), at: now)
    }
    #expect(throws: FieldError("timeframe", fault)) {
      try content.write(DiscoveryPatch(timeframe: .set(text)), at: now)
    }
  }

  @Test func `U+0000 is refused in every text`() {
    let fault = FieldError.Fault.malformed(expected: "text without U+0000")
    var content = DiscoveryContent()

    #expect(throws: FieldError("answers.facilityType", fault)) {
      try content.write(.answers(["facilityType": .set("a\u{0}")]), at: now)
    }
    #expect(throws: FieldError("timeframe", fault)) {
      try content.write(DiscoveryPatch(timeframe: .set("a\u{0}")), at: now)
    }
  }

  @Test func `RO-1 a share written as a percentage is refused with a hint, and nothing else is written`() throws {
    let patch = DiscoveryPatch(
      phase: .set(.roi), roiInputs: .set(ROIPatch(utilization: .set(try Figure(85)))))
    var content = DiscoveryContent()

    let error = #expect(throws: FieldError.self) { try content.write(patch, at: now) }
    #expect(error?.field == "roiInputs.utilization")
    #expect(error?.message.contains("0.85") == true)
    #expect(content.isEmpty)
  }

  @Test func `content over a limit that came down can still change, as long as it does not grow`() throws {
    let keys = DiscoveryCatalogue.standard.questions.prefix(4).map(\.key)
    let strict = DiscoveryLimits(answers: 2)
    var content = DiscoveryContent()
    try content.write(.answers([keys[0]: .set("a"), keys[1]: .set("b"), keys[2]: .set("c")]), at: now)

    #expect(try content.write(.answers([keys[0]: .set("A")]), at: now, limits: strict))
    #expect(try content.write(.answers([keys[0]: .clear, keys[3]: .set("d")]), at: now, limits: strict))
    #expect(throws: FieldError("answers", .tooMany(maximum: 2))) {
      try content.write(.answers([keys[0]: .set("A")]), at: now, limits: strict)
    }
  }

  @Test func `of the products no longer selected the newest are remembered`() throws {
    let limits = DiscoveryLimits(products: 2)
    var content = DiscoveryContent()
    for (step, names) in [["a", "b"], ["c", "d"], ["e"], []].enumerated() {
      try content.write(.products(names), at: now.addingTimeInterval(Double(step)), limits: limits)
    }

    #expect(content.sourcedProducts.keys.map(\.text).sorted() == ["d", "e"])
  }
}
