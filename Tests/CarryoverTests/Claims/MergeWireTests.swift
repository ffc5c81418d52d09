import FoundationEssentials
import Testing

@testable import Carryover

@Suite("WI-1, WI-2 wire form of a merge")
struct MergeWireTests {
  /// One decision for each result, and each type of value at least once.
  private func decisions() throws -> [MergeDecision] {
    let (p, q) = (try Product.ID("p"), try Product.ID("q"))
    let usd = try CurrencyCode("USD")
    let model = FieldSource.model(message: MergeScene.message(7))
    let account = try DiscoveryContent.with {
      $0.questionIndex = Sourced(value: 3, source: .account, at: MergeScene.at(1), replaced: 2)
      $0.phase = Sourced(value: .roi, source: .account, at: MergeScene.at(1))
      $0.timeframe = Said.account("this year", 1).timeframe
      $0.roiInputs.laborRate = Sourced(
        value: MoneyFigure(try Figure(low: 40, high: 45), usd), source: .imported, at: MergeScene.at(1))
      $0.answers["type"] = Sourced(
        value: try MergeScene.answer("Airport", to: "type"), source: .account, at: MergeScene.at(1))
      $0.products[p] = Sourced(value: p, source: .account, at: MergeScene.at(1))
    }
    let session = try DiscoveryContent.with {
      $0.questionIndex = Sourced(value: 5, source: .visitor, at: MergeScene.at(2))
      $0.phase = Sourced(value: .roi, source: .visitor, at: MergeScene.at(2))
      $0.timeframe = Said.visitor("2027", 2).timeframe
      $0.roiInputs.laborRate = Sourced(value: MoneyFigure(try Figure(42), usd), source: .visitor, at: MergeScene.at(2))
      $0.roiInputs.utilization = Sourced(value: try Figure(1), source: model, at: MergeScene.at(2))
      $0.answers["type"] = Sourced(
        value: try MergeScene.answer("Office", to: "type"), source: model, at: MergeScene.at(0))
      $0.products[q] = Sourced(value: nil, source: .visitor, at: MergeScene.at(2), replaced: q)
    }
    let limits = SessionLimits(discovery: DiscoveryLimits(products: 0))
    return account.merging(session, policy: try MergePolicy(timeframe: .ask), limits: limits).decisions
  }

  @Test func `decisions have their golden form, one for each result`() throws {
    let decisions = try decisions()

    try Golden.expect(decisions, "merge-decisions")
    #expect(Set(decisions.map(\.result)) == Set(MergeDecision.Result.allCases))
  }

  @Test func `a conflict has its golden form`() throws {
    let merge = DiscoveryContent.timeframe(.account("this year", 1).replacing("soon"))
      .merging(.timeframe(.visitor("2027", 2)), policy: try .everywhere(.ask))

    try Golden.expect(try #require(merge.conflicts.first), "discovery-conflict")
  }

  @Test(arguments: [
    (#""field":"timeframe""#, #""field":"phase""#), (#""field":"timeframe""#, #""field":"answers.timeframe""#),
    (#""field":"timeframe""#, #""field":"time""#), (#""result":"tookSession""#, #""result":"keptAccounts""#),
    (#""result":"tookSession""#, #""result":"same""#), (#""result":"tookSession""#, #""result":"overLimit""#),
    (#""reason":"newest""#, #""reason":"onlyOneHasIt""#), (#""reason":"newest""#, #""reason":"equal""#),
    (#""reason":"newest""#, #""reason":"because""#), (#"{"text":"b"}"#, #"{"text":""}"#),
    (#"{"text":"b"}"#, #"{"index":1}"#), (#"{"text":"b"}"#, #"{"text":"b","index":1}"#), (#"{"text":"b"}"#, "{}"),
    (#"{"text":"b"}"#, #"{"words":"b"}"#), (#"{"text":"b"}"#, #""b""#),
  ])
  func `a decision that no merge takes is not read`(good: String, bad: String) throws {
    let merge = DiscoveryContent.timeframe(.account("a", 1)).merging(.timeframe(.visitor("b", 2)))
    let text = try JSONText.of(try #require(merge[.timeframe]))
    try #require(text.contains(good))

    #expect(throws: DecodingError.self) {
      try JSONText.read(text.replacing(good, with: bad), as: MergeDecision.self)
    }
  }

  @Test(arguments: [
    (DiscoveryField.questionIndex, #"{"index":-1}"#), (.roiInput(.utilization), #"{"figure":"85"}"#),
    (.roiInput(.laborRate), #"{"money":{"amount":"-1","currency":"USD"}}"#),
    (.roiInput(.laborRate), #"{"figure":"1"}"#),
    (.roiInput(.utilization), #"{"money":{"amount":"1","currency":"USD"}}"#),
    (.answer("size"), #"{"answer":{"group":"g","key":"type","label":"l","questionId":"q","value":"v"}}"#),
    (.phase, #"{"phase":"done"}"#),
  ])
  func `a conflict over values that the field could not hold is not read`(field: DiscoveryField, value: String) {
    let statement = #"{"at":"2026-02-02T02:40:00.000Z","source":{"kind":"visitor"},"value":\#(value)}"#
    let text = #"{"account":\#(statement),"field":"\#(field)","from":"\#(MergeScene.session)","session":\#(statement)}"#

    #expect(throws: DecodingError.self) { try JSONText.read(text, as: DiscoveryConflict.self) }
  }

  @Test func `a tombstone of another product than the field names is not read`() throws {
    let id = try Product.ID("p")
    let merge = DiscoveryContent().merging(
      .with { $0.products[id] = Sourced(value: nil, source: .visitor, at: MergeScene.start, replaced: id) })
    let text = try JSONText.of(merge.decisions)

    #expect(try JSONText.read(text) == merge.decisions)
    for bad in [#"{"product":"o"}"#, #"{"text":"p"}"#] {
      #expect(throws: DecodingError.self) {
        try JSONText.read(text.replacing(#"{"product":"p"}"#, with: bad), as: [MergeDecision].self)
      }
    }
  }
}
