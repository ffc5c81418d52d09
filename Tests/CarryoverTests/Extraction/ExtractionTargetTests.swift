import CarryoverTesting
import FoundationEssentials
import Testing

@testable import Carryover

@Suite("EX-9: whoever owns the conversation at the commit gets what was read")
struct ExtractionTargetTests {
  @Test func `EX-9: a claim during the call takes the answers along to the account's profile`() async throws {
    let scene = try await TalkScene()
    let model = ScriptedModel { _ in
      try await scene.claim()
      return try .saying(["facilityType": "warehouse"])
    }
    let result = await scene.extractions.extract(from: scene.conversation, by: scene.visitor, asking: model)

    #expect(result.outcome == .updated([.answer("facilityType")]) && model.requests.count == 1)
    #expect(try await scene.profile()?.discovery.answers["facilityType"]?.value == "warehouse")
    #expect(try await scene.session().discovery.isEmpty)
    #expect(try await scene.changes().map(\.kind) == [.profileUpdated])
  }

  @Test func `CL-9: what an extraction wrote since the claim stays with the account when the claim is undone`()
    async throws
  {
    let scene = try await TalkScene()
    let pending = try await scene.begin()
    let patch = SessionPatch(discovery: DiscoveryPatch(answers: .set(["facilityType": .set("office")])))
    scene.clock.set(scene.clock.now.addingTimeInterval(-30))
    _ = try await scene.base.sessions.update(patch, by: scene.visitor)
    scene.clock.advance(by: .seconds(60))
    let receipt = try await scene.claim()
    let result = await scene.extractions.commit(
      try pending.reading(["facilityType": "warehouse", "siteCount": "12"]), of: pending)
    #expect(result.outcome == .updated([.answer("facilityType"), .answer("siteCount")]))
    let undone = try await scene.claims.unclaim(receipt.id, by: .account(scene.ann))

    #expect(undone.undoing.kept == [.answer("facilityType")] && undone.undoing.returned.isEmpty)
    #expect(undone.profile.discovery.answers.mapValues(\.value) == ["facilityType": "warehouse", "siteCount": "12"])
    #expect(undone.new.visitor.session.discovery.answers.mapValues(\.value) == ["facilityType": "office"])
  }

  @Test func `EX-9: when a claim is undone during the call, the answers land in the session again`() async throws {
    let scene = try await TalkScene()
    let receipt = try await scene.claim()
    let pending = try await scene.begin(by: .account(scene.ann))
    let undone = try await scene.claims.unclaim(receipt.id, by: .account(scene.ann))
    let result = await scene.extractions.commit(try pending.reading(["facilityType": "warehouse"]), of: pending)

    #expect(result.outcome == .updated([.answer("facilityType")]))
    #expect(try await scene.session().discovery.answers["facilityType"]?.value == "warehouse")
    #expect(try await scene.profile()?.discovery.isEmpty == true)
    #expect(try await scene.base.sessions.find(undone.new.token).session.discovery.answers.count == 1)
  }

  @Test func `EX-9: a conversation that the account keeps when a claim is undone leads to the account`() async throws {
    let scene = try await TalkScene()
    let pending = try await scene.begin()
    let receipt = try await scene.claim()
    try await scene.say("mine now", by: .account(scene.ann))
    let undone = try await scene.claims.unclaim(receipt.id, by: .account(scene.ann))
    #expect(undone.undoing.keptConversations == [scene.conversation])
    let result = await scene.extractions.commit(try pending.reading(["facilityType": "warehouse"]), of: pending)

    #expect(result.outcome == .updated([.answer("facilityType")]))
    #expect(try await scene.profile()?.discovery.answers["facilityType"]?.value == "warehouse")
    #expect(try await scene.session().discovery.isEmpty)
  }

  enum Asker: String, CaseIterable { case account, system }

  @Test(arguments: Asker.allCases)
  func `EX-9: an account's own conversation leads to its profile, which is created if missing`(asker: Asker)
    async throws
  {
    let scene = try await TalkScene()
    let account = Caller.account(scene.bob)
    let id = try await scene.base.conversations.begin(by: account).id
    try await scene.say("What do you need?", as: .assistant, in: id)
    try await scene.say("It is a warehouse", in: id, by: account)
    #expect(try await scene.profile(of: scene.bob) == nil)
    let model = ScriptedModel([try .saying(["facilityType": "warehouse"]), ModelReply(#"{"items":[]}"#)])
    let caller = asker == .account ? account : .system
    let result = await scene.extractions.extract(from: id, by: caller, asking: model)

    #expect(result.outcome == .updated([.answer("facilityType")]))
    let profile = try #require(try await scene.profile(of: scene.bob))
    #expect(profile.discovery.answers["facilityType"]?.value == "warehouse" && profile.times.revision == 1)
    #expect(try await scene.changes().map(\.kind) == [.profileCreated])
    #expect(try await scene.changes().map(\.subject) == [profile.key])
    try await scene.say("Thanks", in: id, by: account)
    #expect(await scene.extractions.extract(from: id, by: caller, asking: model).outcome == .nothing)
    #expect(try await scene.profile(of: scene.bob) == profile)
  }

  @Test func `SC-6: one account's conversation is nothing to another`() async throws {
    let scene = try await TalkScene()
    try await scene.claim()
    let start = await scene.extractions.begin(in: scene.conversation, by: .account(scene.bob))
    #expect(start.outcome == .skipped(.notFound))
    #expect(await scene.extractions.begin(in: scene.conversation, by: scene.visitor).outcome == .skipped(.notFound))
    _ = try await scene.begin(by: .account(scene.ann))
  }

  @Test func `SC-6: an account whose estate no longer holds the conversation's home gets nothing`() async throws {
    let scene = try await TalkScene()
    let pending = try await scene.begin()
    try await scene.claim()
    let (ann, session, now) = (scene.ann, scene.new.visitor.session.id, scene.clock.now)
    let driver = Driver(store: scene.store, surroundings: .manual(clock: scene.clock))
    try await driver.run(
      Plan<Void> { draft throws(Unread) in
        guard var estate = try draft.read(Estate.self, .estate(of: ann)) else { return .stand(()) }
        estate.release(session, at: now, by: .test(1))
        draft.put(estate)
        return .write(())
      })
    let result = await scene.extractions.commit(try pending.reading(["facilityType": "warehouse"]), of: pending)
    #expect(result.outcome == .skipped(.noTarget))
    #expect(try await scene.profile()?.discovery.isEmpty == true)
  }

  @Test func `EX-9: an extraction goes on when its session was reduced to the claim`() async throws {
    let scene = try await TalkScene()
    let pending = try await scene.begin()
    try await scene.claim()
    scene.clock.advance(by: .days(400))
    #expect(try await scene.claims.sweep().sessions == 1)
    let result = await scene.extractions.commit(try pending.reading(["facilityType": "warehouse"]), of: pending)
    #expect(result.outcome == .updated([.answer("facilityType")]))
    #expect(try await scene.profile()?.discovery.answers.count == 1)
  }

  @Test func `EX-9: when a claim was anonymised, only the account that holds its home can extract there`() async throws
  {
    let scene = try await TalkScene()
    let receipt = try await scene.claim()
    let ann = Caller.account(scene.ann)
    scene.clock.advance(by: .days(2))
    _ = try await scene.claims.sweep()
    _ = try await scene.claims.anonymise(receipt.id, by: ann)
    let start = await scene.extractions.begin(in: scene.conversation, by: .system)
    #expect(start.outcome == .skipped(.noTarget))
    let pending = try await scene.begin(by: ann)
    #expect(pending.account == scene.ann)
    let result = await scene.extractions.commit(try pending.reading(["facilityType": "warehouse"]), of: pending)
    #expect(result.outcome == .updated([.answer("facilityType")]))
    #expect(try await scene.profile()?.discovery.answers.count == 1)
  }

  /// How an owner can be lost.
  enum Loss: String, CaseIterable { case expired, idle, revoked, closing, swept }

  @Test(arguments: Loss.allCases)
  func `EX-9: an owner who is gone or whose life is over gets nothing, and nothing is asked for`(loss: Loss)
    async throws
  {
    let scene = try await TalkScene(sessions: SessionPolicy(idleLimit: .days(2)))
    let pending = try await scene.begin()
    let reading = try pending.reading(["facilityType": "warehouse"])
    let session = scene.new.visitor.session.id
    switch loss {
    case .expired: scene.clock.advance(by: .days(30))
    case .idle: scene.clock.advance(by: .days(2))
    case .revoked: try await scene.base.sessions.revoke(session, by: .system)
    case .closing:
      scene.clock.advance(by: .days(30))
      let store = FaultyStore(scene.store, Faults(script: [4: .crash]))
      _ = try? await scene.base.sessions(over: store, seed: 8).sweep()
      guard case .closing = try await scene.session().standing else {
        Issue.record("expected a closing session")
        return
      }
    case .swept:
      scene.clock.advance(by: .days(30))
      #expect(try await scene.base.sessions.sweep().sessions == 1)
    }
    let commits = scene.store.count(of: .commit)
    #expect(await scene.extractions.commit(reading, of: pending).outcome == .skipped(.noTarget))
    #expect(try await scene.extractions.plan(reading, for: pending) == nil)
    #expect(scene.store.count(of: .commit) == commits)
    try await scene.extractions.release(pending)
    let start = await scene.extractions.begin(in: scene.conversation, by: .system)
    #expect(start.outcome == .skipped([.expired, .idle].contains(loss) ? .noTarget : .notFound))
    #expect(try await scene.changes().isEmpty)
    #expect(try await scene.log() == nil || loss != .swept)
  }

  @Test(arguments: [3, 4, 5, 1_000])
  func `SE-6: the log goes with its conversation in bites that the store can take`(most: Int) async throws {
    let scene = try await TalkScene(
      limits: StoreLimits(keysPerLoad: max(4, most), changesPerCommit: max(4, most)))
    let second = try await scene.base.conversations.begin(by: scene.visitor).id
    for text in ["Hello", "It is an office"] { try await scene.say(text, in: second) }
    for id in [scene.conversation, second] {
      _ = try await scene.extractions.begin(in: id, by: scene.visitor).pending()
    }
    scene.clock.advance(by: .days(30))
    let store = Narrow(scene.store, most: most)
    let report = try await scene.base.sessions(over: store, seed: 5).sweep()

    #expect(report.sessions == 1 && report.conversations == 2 && report.messages == 4)
    #expect(try await scene.base.leftovers().isEmpty)
  }
}

/// A store that takes less at once than the one behind it.
private final class Narrow: Store {
  private let wrapped: any Store
  let limits: StoreLimits

  init(_ wrapped: any Store, most: Int) {
    self.wrapped = wrapped
    limits = StoreLimits(keysPerLoad: most, changesPerCommit: most)
  }

  func load(_ keys: [RecordKey]) async throws(StoreError) -> Loaded {
    try limits.check(load: keys)
    return try await wrapped.load(keys)
  }

  func commit(_ commit: Commit) async throws(StoreError) {
    try limits.check(commit)
    try await wrapped.commit(commit)
  }

  func list(_ query: ShelfQuery, after place: Place?, limit: Int) async throws(StoreError) -> ShelfPage {
    try await wrapped.list(query, after: place, limit: limit)
  }

  func feed(after position: FeedPosition, limit: Int) async throws(StoreError) -> FeedPage {
    try await wrapped.feed(after: position, limit: limit)
  }
}
