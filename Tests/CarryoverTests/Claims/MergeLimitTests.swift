import FoundationEssentials
import Testing

@testable import Carryover

@Suite("CL-7 limits of a merge")
struct MergeLimitTests {
  private func answers(_ keys: [String], _ text: String = "x", at second: Int = 1) throws -> DiscoveryContent {
    try .with {
      for key in keys {
        $0.answers[key] = Sourced(
          value: try MergeScene.answer(text, to: key), source: .visitor, at: MergeScene.at(second))
      }
    }
  }

  private func products(_ live: [String], former: [String] = [], at second: Int = 1) throws -> DiscoveryContent {
    try .with {
      for id in try live.map({ try Product.ID($0) }) {
        $0.products[id] = Sourced(value: id, source: .visitor, at: MergeScene.at(second))
      }
      for id in try former.map({ try Product.ID($0) }) {
        $0.products[id] = Sourced(value: nil, source: .visitor, at: MergeScene.at(second), replaced: id)
      }
    }
  }

  @Test func `what is beyond the number of answers stays out, with its value in the decision`() throws {
    let limits = SessionLimits(discovery: DiscoveryLimits(answers: 2))
    let session = try answers(["b", "c", "d"])
    let merge = try answers(["a"]).merging(session, limits: limits)

    #expect(merge.content.answers.keys.sorted() == ["a", "b"])
    #expect(merge.decisions.map(\.result) == [.keptAccount, .tookSession, .overLimit, .overLimit])
    #expect(merge[.answer("d")]?.reason == .limit)
    #expect(merge[.answer("d")]?.after == nil)
    #expect(merge[.answer("d")]?.losing == session.sourcedAnswers["d"]?.erased(DiscoveryFieldValue.answer))
  }

  @Test func `an answer replaced or cleared takes no more room, and one that goes makes room for another`() throws {
    let limits = SessionLimits(discovery: DiscoveryLimits(answers: 2))
    var session = try answers(["a", "b", "c"], "new", at: 2)
    session.edit { $0.answers["b"] = Sourced(value: nil, source: .visitor, at: MergeScene.at(2)) }
    let merge = try answers(["a", "b"]).merging(session, limits: limits)

    #expect(merge.content.answers.mapValues(\.value) == ["a": "new", "c": "new"])
    #expect(!merge.decisions.contains { $0.result == .overLimit })
  }

  @Test func `selected products and those no longer selected are bounded, each by the same number`() throws {
    let limits = SessionLimits(discovery: DiscoveryLimits(products: 1))
    let merge = try products(["a"]).merging(products(["b"], former: ["c", "d"]), limits: limits)

    #expect(merge.content.sourcedProducts.keys.map(\.text).sorted() == ["a", "c"])
    #expect(merge.decisions.map(\.result) == [.keptAccount, .overLimit, .tookSession, .overLimit])
  }

  @Test func `a text beyond its own limit stays out, whatever else there is`() throws {
    let limits = SessionLimits(discovery: DiscoveryLimits(answerBytes: 3, timeframeBytes: 3))
    var session = try answers(["a", "b"], "four")
    session.edit {
      $0.timeframe = Said.visitor("four", 2).timeframe
      $0.answers["b"] = Sourced(value: nil, source: .visitor, at: MergeScene.at(2))
    }
    let merge = DiscoveryContent.timeframe(.account("one", 1)).merging(session, limits: limits)

    #expect(merge.content.timeframe == "one")
    #expect(merge[.timeframe]?.result == .overLimit && merge[.answer("a")]?.result == .overLimit)
    #expect(merge[.answer("b")]?.result == .tookSession)
  }

  @Test func `a value too long for its field is over the limit and no conflict`() throws {
    let limits = SessionLimits(discovery: DiscoveryLimits(timeframeBytes: 3))
    let merge = DiscoveryContent.timeframe(.account("one", 1))
      .merging(.timeframe(.visitor("four", 2)), policy: try .everywhere(.ask), limits: limits)

    #expect(merge.conflicts.isEmpty)
    #expect(merge[.timeframe]?.result == .overLimit)
  }

  @Test func `the weight of the whole is bounded, and what is small still fits after what is not`() throws {
    let account = try answers(["a"])
    let limits = SessionLimits(bytes: account.size + DiscoveryContent.fieldOverhead + 30)
    var session = try answers(["b"], String(repeating: "x", count: 100))
    session.edit { $0.answers["c"] = Sourced(value: nil, source: .visitor, at: MergeScene.at(1)) }
    let merge = account.merging(session, limits: limits)

    #expect(merge[.answer("b")]?.result == .overLimit)
    #expect(merge[.answer("c")]?.result == .tookSession)
    #expect(merge.content.size <= limits.bytes)
  }

  @Test func `what shrinks late makes room for what was tried before`() throws {
    let long = String(repeating: "x", count: 300)
    let short = try MergeScene.answer("x", to: "b")
    var account = try answers(["b"], long)
    account.edit {
      $0.answers["b"] = Sourced(
        value: short, source: .account, at: MergeScene.at(1), replaced: $0.answers["b"]?.value)
    }
    var session = try answers(["a"], String(repeating: "y", count: 100))
    session.edit { $0.answers["b"] = Sourced(value: nil, source: .visitor, at: MergeScene.at(2)) }
    let limits = SessionLimits(bytes: account.size)
    let merge = account.merging(session, limits: limits)

    #expect(merge.decisions.map(\.result) == [.tookSession, .tookSession])
    #expect(merge.content.merging(session, limits: limits).content == merge.content)
  }

  @Test func `an account over its limits already loses nothing, and can still take what does not grow it`() throws {
    let limits = SessionLimits(discovery: DiscoveryLimits(answers: 1, answerBytes: 1, products: 0), bytes: 10)
    let account = try answers(["a", "b", "c"], "long")
    let merge = account.merging(try answers(["b", "d"], "same", at: 2), limits: limits)

    #expect(merge.content.answers.mapValues(\.value) == ["a": "long", "b": "same", "c": "long"])
    #expect(merge[.answer("d")]?.result == .overLimit)
    // What it replaced is kept, and weighs nothing beside a value that is as long.
    #expect(merge[.answer("b")]?.result == .tookSession)
    #expect(account.merging(try answers(["b"], "longer", at: 2), limits: limits)[.answer("b")]?.result == .overLimit)
    #expect(account.merging(try answers(["b"], "long", at: 2), limits: limits)[.answer("b")]?.result == .same)
  }
}
