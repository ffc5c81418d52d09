import FoundationEssentials
import Testing

@testable import Carryover

/// Faults that users of other systems suffered when something anonymous was handed over to somebody known.
@Suite("Faults of other systems' merges that this one does not have")
struct MergePeerTests {
  private func content(_ keys: Range<Int>, by source: FieldSource, at second: Int) throws -> DiscoveryContent {
    try .with { fields in
      for key in keys {
        let answer = try MergeScene.answer("\(source.kind) \(key)", to: "k\(key)")
        fields.answers["k\(key)"] = Sourced(value: answer, source: source, at: MergeScene.at(second))
        let id = try Product.ID("p\(key)")
        fields.products[id] = Sourced(value: id, source: source, at: MergeScene.at(second))
      }
    }
  }

  @Test func `CL-4 a second merge does not empty a selection of 65 lines`() throws {
    let session = try content(0..<65, by: .visitor, at: 1)
    let once = DiscoveryContent().merging(session).content
    let twice = once.merging(session).content

    #expect(once.selectedProducts.count == 65 && once.answers.count == 65)
    #expect(twice == once)
  }

  @Test func `CL-11 merging somebody with themselves destroys nothing`() throws {
    let content = try content(0..<9, by: .account, at: 1)
    let merge = content.merging(content)

    #expect(merge.content == content)
    #expect(merge.decisions.allSatisfy { $0.result == .same && $0.reason == .equal })
  }

  @Test func `DP-4 a first claim copies every field, none forgotten and none lost in a loop`() throws {
    let session = try DiscoveryContent.with { fields in
      for (field, statement) in try DiscoveryFieldTests.one(of: .allCases) { fields[field] = statement }
    }
    let merge = DiscoveryContent().merging(session)

    #expect(merge.content == session)
    #expect(merge.decisions.count == 5 + ROIInput.allCases.count)
  }

  @Test func `CL-6 merging in the wrong direction is not possible: the account's fields are all still there`() throws {
    let account = try content(0..<9, by: .account, at: 1)
    let merge = account.merging(try content(5..<20, by: .visitor, at: 2), policy: try .everywhere(.takeSession))

    #expect(Set(account.answers.keys).isSubset(of: merge.content.answers.keys))
    #expect(Set(account.selectedProducts).isSubset(of: merge.content.selectedProducts))
  }

  @Test
  func `CL-7 overlapping lines are not deleted in silence: each is decided, with its reason and the value that lost`()
    throws
  {
    let merge = try content(0..<9, by: .account, at: 1).merging(content(5..<20, by: .visitor, at: 2))

    for key in 5..<9 {
      #expect(merge[.answer("k\(key)")]?.reason == .newest)
      #expect(
        merge[.answer("k\(key)")]?.losing?.value == .answer(try MergeScene.answer("account \(key)", to: "k\(key)")))
      #expect(merge.content.sourcedAnswers["k\(key)"]?.replaced?.value == "account \(key)")
    }
    #expect(merge.decisions.count == 40)
  }

  @Test func `CL-7 nothing is left behind without saying so`() throws {
    let session = try content(0..<150, by: .visitor, at: 1)
    let merge = DiscoveryContent().merging(session, limits: SessionLimits(discovery: DiscoveryLimits(answers: 28)))
    let moved = merge.content.answers.count + merge.content.selectedProducts.count

    #expect(moved == 128)
    #expect(merge.decisions.count == 300)
    #expect(merge.decisions.count { $0.result == .overLimit && $0.losing?.value != nil } == 172)
  }

  @Test func `CL-9 what was merged can be split again`() throws {
    let account = try content(0..<9, by: .account, at: 1)
    let merge = account.merging(try content(5..<20, by: .visitor, at: 2))

    #expect(DiscoveryContent.unmerging(merge.decisions, from: merge.content).content == account)
  }
}
