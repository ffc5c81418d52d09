import FoundationEssentials
import Testing

@testable import Carryover

@Suite("CL-6 conflicts left by ask")
struct DiscoveryConflictTests {
  private func asked() throws -> (content: DiscoveryContent, conflict: DiscoveryConflict) {
    let merge = DiscoveryContent.timeframe(.visitor("a", 1))
      .merging(.timeframe(.visitor("b", 2)), policy: try .everywhere(.ask))
    return (merge.content, try #require(merge.conflicts.first))
  }

  @Test func `content keeps the account's value and the conflict holds both, with the session's id`() throws {
    let (content, conflict) = try asked()

    #expect(content == .timeframe(.visitor("a", 1)))
    #expect(conflict.field == .timeframe && conflict.from == MergeScene.session)
    #expect(conflict.account.value == .text("a") && conflict.session.value == .text("b"))
  }

  @Test func `taking the session's side is a statement of whoever resolves, and records what it replaces`() throws {
    var (content, conflict) = try asked()

    #expect(
      try content.resolve(conflict, taking: .session, by: .account, at: MergeScene.at(5), limits: SessionLimits()))
    #expect(content == .timeframe(.account("b", 5).replacing("a")))
    #expect(
      try !content.resolve(conflict, taking: .session, by: .account, at: MergeScene.at(6), limits: SessionLimits()))
  }

  @Test func `taking the account's side confirms what stands`() throws {
    var (content, conflict) = try asked()

    #expect(
      try content.resolve(conflict, taking: .account, by: .account, at: MergeScene.at(5), limits: SessionLimits()))
    #expect(content == .timeframe(.account("a", 5)))
    #expect(
      try !content.resolve(conflict, taking: .account, by: .account, at: MergeScene.at(6), limits: SessionLimits()))
  }

  @Test func `taking the account's side never brings back what was written over since`() throws {
    var (content, conflict) = try asked()
    try content.write(DiscoveryPatch(timeframe: .set("c")), by: .account, at: MergeScene.at(4))

    #expect(
      try !content.resolve(conflict, taking: .account, by: .account, at: MergeScene.at(5), limits: SessionLimits()))
    #expect(content.timeframe == "c")
  }

  @Test func `taking the side of a tombstone clears`() throws {
    let merge = DiscoveryContent.timeframe(.visitor("a", 1))
      .merging(.timeframe(.visitor(nil, 2)), policy: try .everywhere(.ask))
    var content = merge.content
    let conflict = try #require(merge.conflicts.first)

    #expect(
      try content.resolve(conflict, taking: .session, by: .account, at: MergeScene.at(5), limits: SessionLimits()))
    #expect(content == .timeframe(.account(nil, 5).replacing("a")))
  }

  @Test func `SE-5 a side for which there is no room is refused, and nothing changes`() throws {
    let merge = DiscoveryContent.timeframe(.account("a", 1))
      .merging(.timeframe(.visitor("longer", 2)), policy: try .everywhere(.ask))
    var content = merge.content
    let conflict = try #require(merge.conflicts.first)
    let limits = SessionLimits(bytes: 0)
    let before = content

    #expect(throws: FieldError("discovery", .tooLong(maximumBytes: 0))) {
      try content.resolve(conflict, taking: .session, by: .account, at: MergeScene.at(5), limits: limits)
    }
    #expect(content == before)
  }
}
