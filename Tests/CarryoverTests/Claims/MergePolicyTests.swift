import FoundationEssentials
import Testing

@testable import Carryover

@Suite("CL-6 merge policy")
struct MergePolicyTests {
  @Test func `the standard policy merges every field by ranks`() throws {
    for (field, _) in try DiscoveryFieldTests.one(of: .allCases) {
      #expect(MergePolicy.standard.rule(for: field) == .ranked)
    }
    #expect(try MergePolicy() == .standard)
  }

  @Test func `each kind of field has the rule that was chosen for it`() throws {
    let policy = try MergePolicy(
      questionIndex: .furthest, phase: .newest, timeframe: .ask, roiInputs: .keepAccount, answers: .union,
      products: .takeSession, answersByKey: ["type": .ask])

    #expect(policy.rule(for: .questionIndex) == .furthest)
    #expect(policy.rule(for: .phase) == .newest)
    #expect(policy.rule(for: .timeframe) == .ask)
    #expect(policy.rule(for: .roiInput(.laborRate)) == .keepAccount)
    #expect(policy.rule(for: .answer("size")) == .union)
    #expect(policy.rule(for: .answer("type")) == .ask)
    #expect(policy.rule(for: .product(try Product.ID("type"))) == .takeSession)
  }

  @Test func `furthest is for the index and the phase, union for answers and products, the rest for all`() throws {
    for rule in MergeRule.allCases {
      #expect(accepts { _ = try MergePolicy(questionIndex: rule) } == (rule != .union))
      #expect(accepts { _ = try MergePolicy(phase: rule) } == (rule != .union))
      #expect(accepts { _ = try MergePolicy(timeframe: rule) } == (rule != .union && rule != .furthest))
      #expect(accepts { _ = try MergePolicy(roiInputs: rule) } == (rule != .union && rule != .furthest))
      #expect(accepts { _ = try MergePolicy(answers: rule) } == (rule != .furthest))
      #expect(accepts { _ = try MergePolicy(products: rule) } == (rule != .furthest))
      #expect(accepts { _ = try MergePolicy(answersByKey: ["a": rule]) } == (rule != .furthest))
    }
  }

  @Test func `a refusal names the field and the rules that it could have`() {
    let rules = "one of ranked, keepAccount, takeSession, newest, ask"

    #expect(throws: FieldError("mergePolicy.timeframe", .malformed(expected: rules))) {
      try MergePolicy(timeframe: .furthest)
    }
    #expect(
      throws: FieldError(
        "mergePolicy.answersByKey.a\u{FFFD}",
        .malformed(expected: "one of ranked, keepAccount, takeSession, newest, union, ask"))
    ) {
      try MergePolicy(answersByKey: ["a\n": .furthest])
    }
  }

  @Test func `WI-1 a policy has its golden form, and what is left out is merged by ranks`() throws {
    try Golden.expect(
      MergePolicy(
        questionIndex: .furthest, phase: .furthest, timeframe: .newest, answers: .union, products: .union,
        answersByKey: ["budgetRange": .ask, "decisionProcess": .keepAccount]),
      "merge-policy")
    #expect(try JSONText.read("{}") == MergePolicy.standard)
    #expect(try JSONText.read(JSONText.of(MergePolicy.standard)) == MergePolicy.standard)
  }

  @Test(arguments: [
    #"{"timeframe":"furthest"}"#, #"{"answers":"furthest"}"#, #"{"phase":"union"}"#, #"{"phase":"best"}"#,
    #"{"answersByKey":{"a":"furthest"}}"#, #"{"answersByKey":[]}"#, "[]", "null",
  ])
  func `WI-2 decoding refuses what construction refuses`(text: String) {
    #expect(throws: DecodingError.self) { try JSONText.read(text, as: MergePolicy.self) }
  }

  private func accepts(_ make: () throws -> Void) -> Bool {
    do { try make() } catch { return false }
    return true
  }
}
