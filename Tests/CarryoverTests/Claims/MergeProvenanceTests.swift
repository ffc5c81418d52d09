import FoundationEssentials
import Testing

@testable import Carryover

@Suite("CL-7 provenance through a merge")
struct MergeProvenanceTests {
  @Test func `SC-3 a merged value stays marked as the visitor's, with its own date`() throws {
    let merge = DiscoveryContent.timeframe(.account("a", 1)).merging(.timeframe(.visitor("b", 2)))

    #expect(merge.content.sourcedTimeframe == Said.visitor("b", 2).replacing("a").timeframe)
  }

  @Test
  func `a value that beats another records it as replaced, and what it had replaced itself stays in the decision`()
    throws
  {
    let (ours, theirs) = (Said.account("a", 1).replacing("a0"), Said.visitor("b", 2).replacing("b0"))
    let merge = DiscoveryContent.timeframe(ours).merging(.timeframe(theirs))
    let decision = try #require(merge[.timeframe])

    #expect(merge.content.sourcedTimeframe?.replaced == "a")
    #expect(decision.account == ours.timeframe.erased(DiscoveryFieldValue.text))
    #expect(decision.session == theirs.timeframe.erased(DiscoveryFieldValue.text))
    #expect(decision.losing == decision.account)
    #expect(decision.after == merge.content.sourcedTimeframe?.erased(DiscoveryFieldValue.text))
  }

  @Test func `a value that is kept keeps what it had replaced`() throws {
    let ours = DiscoveryContent.timeframe(.account("a", 3).replacing("a0"))
    let merge = ours.merging(.timeframe(.visitor("b", 2)))

    #expect(merge.content == ours)
    #expect(merge[.timeframe]?.losing == merge[.timeframe]?.session)
  }

  @Test func `a value that only the session has keeps what it had replaced`() throws {
    let theirs = DiscoveryContent.timeframe(.visitor("b", 2).replacing("b0"))

    #expect(DiscoveryContent().merging(theirs).content == theirs)
  }

  @Test func `a value that beats a tombstone has replaced nothing`() throws {
    let merge = DiscoveryContent.timeframe(.account(nil, 1).replacing("a0")).merging(.timeframe(.visitor("b", 2)))

    #expect(merge.content.sourcedTimeframe == Said.visitor("b", 2).timeframe)
  }

  @Test func `the same value said later confirms: its source and date stand, and what was replaced before stays`()
    throws
  {
    let (ours, theirs) = (Said.account("a", 1).replacing("a0"), Said.visitor("a", 2).replacing("b0"))
    let merge = DiscoveryContent.timeframe(ours).merging(.timeframe(theirs))

    #expect(merge[.timeframe]?.result == .same && merge[.timeframe]?.reason == .confirmed)
    #expect(merge.content.sourcedTimeframe == Said.visitor("a", 2).replacing("a0").timeframe)
    #expect(merge[.timeframe]?.losing == nil)
  }

  @Test func `the same value said earlier, or by a lower rank, changes nothing`() throws {
    let ours = DiscoveryContent.timeframe(.account("a", 5))
    for said in [Said.visitor("a", 4), .imported("a", 9), .model("a", 5), .account("a", 5).replacing("z")] {
      let merge = ours.merging(.timeframe(said))
      #expect(merge.content == ours)
      #expect(merge[.timeframe]?.result == .same && merge[.timeframe]?.reason == .equal)
    }
  }

  @Test func `an answer whose question has a new label is the same answer`() throws {
    func content(_ label: String, _ source: FieldSource, _ second: Int) throws -> DiscoveryContent {
      let answer = try MergeScene.answer("Airport", to: "type", label: label)
      return .with { $0.answers["type"] = Sourced(value: answer, source: source, at: MergeScene.at(second)) }
    }
    let merge = try content("Type", .account, 1).merging(content("Kind", .visitor, 2), policy: try .everywhere(.ask))

    #expect(merge[.answer("type")]?.result == .same)
    #expect(merge.conflicts.isEmpty)
    #expect(merge.content.answers["type"]?.label == "Kind")
  }

  @Test func `spellings that Unicode calls equal are told apart by their bytes, on whichever side they are`() throws {
    let (composed, decomposed) = (Said.visitor("caf\u{E9}", 1), Said.visitor("cafe\u{301}", 1))
    let one = DiscoveryContent.timeframe(composed).merging(.timeframe(decomposed)).content
    let other = DiscoveryContent.timeframe(decomposed).merging(.timeframe(composed)).content

    #expect(try JSONText.of(one) == JSONText.of(other))
    #expect(Array((one.timeframe ?? "").utf8) == Array("caf\u{E9}".utf8))
  }

  @Test func `a product that one side selects and the other deselects goes by the newer, and its tombstone names it`()
    throws
  {
    let id = try Product.ID("p")
    let ours = DiscoveryContent.with { $0.products[id] = Sourced(value: id, source: .account, at: MergeScene.at(1)) }
    let theirs = DiscoveryContent.with {
      $0.products[id] = Sourced(value: nil, source: .visitor, at: MergeScene.at(2), replaced: id)
    }

    let deselected = ours.merging(theirs).content
    #expect(deselected.sourcedProducts[id] == Sourced(value: nil, source: .visitor, at: MergeScene.at(2), replaced: id))
    #expect(try JSONText.read(JSONText.of(deselected)) == deselected)
    #expect(theirs.merging(ours).content == theirs)
  }
}
