import FoundationEssentials
import Testing

@testable import Carryover

@Suite("CL-9 taking a merge back")
struct UnmergeTests {
  private let id = MergeScene.session

  private func both() throws -> (account: DiscoveryContent, session: DiscoveryContent) {
    var account = DiscoveryContent.timeframe(.account("a", 1).replacing("a0"))
    account.edit { $0.phase = Sourced(value: .roi, source: .account, at: MergeScene.at(9)) }
    var session = DiscoveryContent.timeframe(.visitor("b", 2))
    session.edit {
      $0.phase = Sourced(value: .greenlight, source: .visitor, at: MergeScene.at(3))
      $0.questionIndex = Sourced(value: 4, source: .visitor, at: MergeScene.at(3))
    }
    return (account, session)
  }

  @Test func `what still stands goes back, and what was never the account's is gone again`() throws {
    let (account, session) = try both()
    let merge = account.merging(session)
    let back = DiscoveryContent.unmerging(merge.decisions, from: merge.content)

    #expect(back.content == account)
    #expect(back.returned == [.questionIndex, .timeframe])
    #expect(back.kept.isEmpty)
  }

  @Test func `what was written since stays and is reported`() throws {
    let (account, session) = try both()
    let merge = account.merging(session)
    var since = merge.content
    try since.write(DiscoveryPatch(phase: .clear, timeframe: .set("c")), by: .account, at: MergeScene.at(20))
    let back = DiscoveryContent.unmerging(merge.decisions, from: since)

    #expect(back.content.timeframe == "c")
    #expect(back.content.sourcedQuestionIndex == nil)
    #expect(back.content.sourcedPhase == since.sourcedPhase)
    #expect(back.returned == [.questionIndex])
    #expect(back.kept == [.timeframe])
  }

  @Test func `the same value written again by the account is a statement of its own and stays`() throws {
    let (account, session) = try both()
    let merge = account.merging(session)
    var since = merge.content
    try since.write(DiscoveryPatch(questionIndex: .set(4)), by: .account, at: MergeScene.at(20))

    let back = DiscoveryContent.unmerging(merge.decisions, from: since)
    #expect(back.content.questionIndex == 4)
    #expect(back.kept == [.questionIndex])
  }

  @Test func `a field that is no longer there at all is reported and not brought back`() throws {
    let (account, session) = try both()
    let merge = account.merging(session)
    var since = merge.content
    since.edit { $0.timeframe = nil }

    let back = DiscoveryContent.unmerging(merge.decisions, from: since)
    #expect(back.content.sourcedTimeframe == nil)
    #expect(back.kept == [.timeframe])
  }

  @Test func `an open conflict leaves nothing to return, a resolved one stays and is reported`() throws {
    let account = DiscoveryContent.timeframe(.account("a", 1))
    let merge = account.merging(.timeframe(.visitor("b", 2)), policy: try .everywhere(.ask))
    var resolved = merge.content
    let conflict = try #require(merge.conflicts.first)
    #expect(
      try resolved.resolve(conflict, taking: .session, by: .account, at: MergeScene.at(9), limits: SessionLimits()))

    let open = DiscoveryContent.unmerging(merge.decisions, from: merge.content)
    #expect(open.content == account && open.returned.isEmpty && open.kept.isEmpty)
    let back = DiscoveryContent.unmerging(merge.decisions, from: resolved)
    #expect(back.content == resolved && back.returned.isEmpty && back.kept == [.timeframe])
  }

  @Test func `of two sessions merged one after the other the second goes back to the first`() throws {
    let first = DiscoveryContent.timeframe(.account("a", 1)).merging(.timeframe(.visitor("b", 2)))
    let second = first.content.merging(.timeframe(.visitor("c", 3)))

    #expect(DiscoveryContent.unmerging(second.decisions, from: second.content).content == first.content)
    let wrong = DiscoveryContent.unmerging(first.decisions, from: second.content)
    #expect(wrong.content == second.content && wrong.kept == [.timeframe])
  }
}
