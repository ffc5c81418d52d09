import FoundationEssentials
import Testing

@testable import Carryover

@Suite("CL-6 merge rules")
struct MergeRuleTests {
  struct Line: Sendable, CustomTestStringConvertible {
    let rule: MergeRule
    let name: String
    let account: Said?
    let session: Said?
    let result: MergeDecision.Result
    let reason: MergeDecision.Reason

    init(
      _ rule: MergeRule, _ name: String, account: Said?, session: Said?, _ result: MergeDecision.Result,
      _ reason: MergeDecision.Reason
    ) {
      self.rule = rule
      self.name = name
      self.account = account
      self.session = session
      self.result = result
      self.reason = reason
    }

    var testDescription: String { "\(rule.rawValue): \(name)" }
  }

  static let ranks: [Line] = [
    Line(
      .ranked, "a person outranks an import", account: .imported("a", 9), session: .visitor("b", 1), .tookSession, .rank
    ),
    Line(
      .ranked, "an import outranks a model", account: .model("a", 1), session: .imported("b", 1), .tookSession, .rank),
    Line(
      .ranked, "a model does not outrank a person", account: .account("a", 5), session: .model("b", 4), .keptAccount,
      .rank),
    Line(
      .ranked, "a model that read at the very time of a person's entry does not outrank it", account: .account("a", 5),
      session: .model("b", 5), .keptAccount, .rank),
    Line(
      .ranked, "a model that read a newer message ranks as that person", account: .account("a", 5),
      session: .model("b", 6), .tookSession, .newest),
    Line(
      .ranked, "a model that read a newer message outranks an import", account: .imported("a", 5),
      session: .model("b", 6), .tookSession, .rank),
    Line(
      .ranked, "the account's model is no less promoted", account: .model("a", 6), session: .visitor("b", 5),
      .keptAccount,
      .newest),
    Line(
      .ranked, "of two persons the newer", account: .account("a", 5), session: .visitor("b", 6), .tookSession, .newest),
    Line(
      .ranked, "of two persons the newer, here too", account: .visitor("a", 6), session: .visitor("b", 5), .keptAccount,
      .newest),
    Line(.ranked, "of two models the newer", account: .model("a", 5), session: .model("b", 6), .tookSession, .newest),
    Line(
      .ranked, "equal rank and date: the greater text", account: .account("a", 5), session: .visitor("b", 5),
      .tookSession, .tie),
    Line(
      .ranked, "equal rank and date: the greater text, here too", account: .account("b", 5), session: .visitor("a", 5),
      .keptAccount, .tie),
    Line(
      .ranked, "a newer tombstone beats a value", account: .account("a", 5), session: .visitor(nil, 6), .tookSession,
      .newest),
    Line(
      .ranked, "a newer value beats a tombstone", account: .account(nil, 5), session: .visitor("b", 6), .tookSession,
      .newest),
    Line(
      .ranked, "a person's tombstone outranks an import", account: .account(nil, 1), session: .imported("b", 6),
      .keptAccount, .rank),
    Line(
      .ranked, "equal rank and date: a value before a tombstone", account: .account(nil, 5), session: .visitor("b", 5),
      .tookSession, .tie),
  ]

  static let others: [Line] = [
    Line(
      .keepAccount, "against a newer value of higher rank", account: .model("a", 1), session: .visitor("b", 9),
      .keptAccount, .policy),
    Line(
      .keepAccount, "a tombstone is kept too", account: .account(nil, 1), session: .visitor("b", 9), .keptAccount,
      .policy),
    Line(
      .takeSession, "against a newer value of higher rank", account: .account("a", 9), session: .model("b", 1),
      .tookSession, .policy),
    Line(
      .takeSession, "a tombstone is taken too", account: .account("a", 9), session: .visitor(nil, 1), .tookSession,
      .policy),
    Line(.newest, "whatever the rank", account: .account("a", 5), session: .imported("b", 6), .tookSession, .newest),
    Line(.newest, "whatever the side", account: .imported("a", 6), session: .visitor("b", 5), .keptAccount, .newest),
    Line(
      .newest, "equal dates: the higher rank", account: .imported("b", 5), session: .visitor("a", 5), .tookSession,
      .rank),
    Line(
      .newest, "equal dates and ranks: the greater text", account: .account("b", 5), session: .visitor("a", 5),
      .keptAccount, .tie),
    Line(.ask, "two values are a conflict", account: .account("a", 5), session: .visitor("b", 6), .conflict, .policy),
    Line(
      .ask, "a value and a tombstone are a conflict", account: .account("a", 5), session: .visitor(nil, 6), .conflict,
      .policy),
    Line(.ask, "two tombstones are none", account: .account(nil, 6), session: .visitor(nil, 5), .same, .equal),
    Line(.ask, "equal values are none", account: .account("a", 6), session: .visitor("a", 5), .same, .equal),
  ]

  @Test(arguments: ranks + others)
  func `a rule decides, and says what decided`(line: Line) throws {
    let policy = try MergePolicy.everywhere(line.rule)
    let merge = DiscoveryContent.timeframe(line.account).merging(.timeframe(line.session), policy: policy)

    let decision = try #require(merge[.timeframe])
    #expect(decision.result == line.result)
    #expect(decision.reason == line.reason)
    #expect(merge.content.sourcedTimeframe?.value == (line.result == .tookSession ? line.session : line.account)?.text)
    #expect(merge.conflicts.isEmpty == (line.result != .conflict))
    #expect(merge.decisions.count == 1)
  }

  static let neverSet = MergeRule.allCases.filter { $0 != .furthest && $0 != .union }

  @Test(arguments: neverSet, [Said.model(nil, 0), .visitor("a", 0)])
  func `CL-7 what was never set never wins under any rule, not even against an old tombstone`(
    rule: MergeRule, said: Said
  ) throws {
    let (policy, nothing) = (try MergePolicy.everywhere(rule), DiscoveryContent())
    let content = DiscoveryContent.timeframe(said)

    #expect(content.merging(nothing, policy: policy).content == content)
    #expect(content.merging(nothing, policy: policy)[.timeframe]?.reason == .onlyOneHasIt)
    #expect(content.merging(nothing, policy: policy)[.timeframe]?.result == .keptAccount)
    #expect(nothing.merging(content, policy: policy).content == content)
    #expect(nothing.merging(content, policy: policy)[.timeframe]?.reason == .onlyOneHasIt)
    #expect(nothing.merging(content, policy: policy)[.timeframe]?.result == .tookSession)
    #expect(nothing.merging(nothing, policy: policy).decisions.isEmpty)
  }

  static let phases: [(DiscoveryPhase?, DiscoveryPhase?, MergeDecision.Result, MergeDecision.Reason)] = [
    (.roi, .greenlight, .tookSession, .furthest),
    (.roi, .discovery, .keptAccount, .furthest),
    (.discovery, nil, .keptAccount, .newest),
    (nil, .roi, .tookSession, .furthest),
    (.roi, nil, .keptAccount, .furthest),
    (nil, .discovery, .keptAccount, .newest),
  ]

  @Test(arguments: phases)
  func `furthest takes the later phase, and a tombstone counts as the beginning`(
    account: DiscoveryPhase?, session: DiscoveryPhase?, result: MergeDecision.Result, reason: MergeDecision.Reason
  ) throws {
    let ours = DiscoveryContent.with {
      $0.phase = Sourced(value: account, source: .model(message: MergeScene.message(1)), at: MergeScene.at(9))
    }
    let theirs = DiscoveryContent.with { $0.phase = Sourced(value: session, source: .visitor, at: MergeScene.at(1)) }
    let merge = ours.merging(theirs, policy: try .everywhere(.furthest))

    #expect(merge[.phase]?.result == result)
    #expect(merge[.phase]?.reason == reason)
    #expect(merge.content.phase == further(account ?? .discovery, session ?? .discovery))
  }

  @Test(arguments: [(3, 9), (9, 3), (0, Int.max), (Int.max, 0)])
  func `furthest takes the larger question index, however old`(account: Int, session: Int) throws {
    let ours = DiscoveryContent.with {
      $0.questionIndex = Sourced(value: account, source: .account, at: MergeScene.at(9))
    }
    let theirs = DiscoveryContent.with {
      $0.questionIndex = Sourced(value: session, source: .visitor, at: MergeScene.at(1))
    }
    let merge = ours.merging(theirs, policy: try .everywhere(.furthest))

    #expect(merge.content.questionIndex == max(account, session))
    #expect(merge[.questionIndex]?.reason == .furthest)
  }

  @Test func `union keeps what differs by key, and of one key the newest`() throws {
    let ours = try DiscoveryContent.with {
      $0.answers["a"] = Sourced(value: try MergeScene.answer("old", to: "a"), source: .account, at: MergeScene.at(1))
      $0.answers["b"] = Sourced(value: try MergeScene.answer("mine", to: "b"), source: .account, at: MergeScene.at(1))
      $0.products[try Product.ID("p")] = Sourced(value: try Product.ID("p"), source: .account, at: MergeScene.at(1))
    }
    let theirs = try DiscoveryContent.with {
      $0.answers["a"] = Sourced(value: try MergeScene.answer("new", to: "a"), source: .imported, at: MergeScene.at(2))
      $0.answers["c"] = Sourced(value: try MergeScene.answer("yours", to: "c"), source: .visitor, at: MergeScene.at(1))
      $0.products[try Product.ID("o")] = Sourced(value: try Product.ID("o"), source: .visitor, at: MergeScene.at(2))
    }
    let merge = ours.merging(theirs, policy: try .everywhere(.union))

    #expect(merge.content.answers.mapValues(\.value) == ["a": "new", "b": "mine", "c": "yours"])
    #expect(merge.content.selectedProducts.map(\.text) == ["p", "o"])
    #expect(merge[.answer("a")]?.reason == .newest)
  }

  @Test func `an answer may have a rule of its own`() throws {
    let policy = try MergePolicy(answers: .takeSession, answersByKey: ["a": .keepAccount])
    let ours = try DiscoveryContent.with {
      for key in ["a", "b"] {
        $0.answers[key] = Sourced(value: try MergeScene.answer("1", to: key), source: .account, at: MergeScene.at(1))
      }
    }
    let theirs = try DiscoveryContent.with {
      for key in ["a", "b"] {
        $0.answers[key] = Sourced(value: try MergeScene.answer("2", to: key), source: .visitor, at: MergeScene.at(1))
      }
    }

    #expect(ours.merging(theirs, policy: policy).content.answers.mapValues(\.value) == ["a": "1", "b": "2"])
  }

  private func further(_ a: DiscoveryPhase, _ b: DiscoveryPhase) -> DiscoveryPhase {
    let order = DiscoveryPhase.allCases
    return (order.firstIndex(of: a) ?? 0) >= (order.firstIndex(of: b) ?? 0) ? a : b
  }
}
