import CarryoverTesting
import FoundationEssentials
import Testing

@testable import Carryover

@Suite("EX-8: no message is extracted twice")
struct ExtractionOnceTests {
  @Test func `EX-8: of 100 concurrent extractions of one message one asks the model, and the others say so`()
    async throws
  {
    let scene = try await TalkScene()
    let model = ScriptedModel([try .saying(["facilityType": "warehouse"])])
    model.hold()
    // Should a second call come, nobody waits for it: the outcomes tell.
    async let _ = { () async throws -> Void in
      try await model.calls(reach: 2)
      model.release()
    }()
    let extractions = scene.extractions
    let outcomes = try await withThrowingTaskGroup(of: ExtractionResult.Outcome.self) { group in
      for _ in 0..<100 {
        group.addTask {
          await extractions.extract(from: scene.conversation, by: scene.visitor, asking: model).outcome
        }
      }
      var outcomes: [ExtractionResult.Outcome] = []
      for _ in 0..<99 { outcomes += [try await group.next()].compactMap(\.self) }
      model.release()
      return try await outcomes + group.reduce(into: []) { $0.append($1) }
    }
    #expect(outcomes.count == 100 && model.requests.count == 1)
    #expect(outcomes.prefix(99).allSatisfy { $0 == .skipped(.underWay) })
    #expect(outcomes.last == .updated([.answer("facilityType")]))
    #expect(try await scene.changes().count == 1)
  }

  @Test func `EX-8: a held message is held for older ones too, and a newer one goes ahead`() async throws {
    let scene = try await TalkScene()
    let first = try await scene.begin()
    #expect(await scene.extractions.begin(in: scene.conversation, by: .system).outcome == .skipped(.underWay))
    try await scene.say("I see", as: .assistant)
    #expect(await scene.extractions.begin(in: scene.conversation, by: .system).outcome == .skipped(.underWay))
    try await scene.say("There are 12 sites")
    let second = try await scene.begin()
    #expect(second.sequence == 4 && first.sequence == 2)

    let late = await scene.extractions.commit(try second.reading(["siteCount": "12 sites"]), of: second)
    let early = await scene.extractions.commit(try first.reading(["facilityType": "warehouse"]), of: first)
    #expect(late.outcome == .updated([.answer("siteCount")]))
    #expect(early.outcome == .updated([.answer("facilityType")]))
    #expect(try await scene.session().discovery.answers.count == 2)
    #expect(try await scene.log()?.through == 4)
  }

  @Test func `EX-8: an older message is not sent beside a newer one that was held since it was looked for`()
    async throws
  {
    let scene = try await TalkScene()
    let overtaken = Interrupted(scene.store, .afterList) {
      try await scene.say("There are 12 sites")
      _ = try await scene.begin()
    }
    let start = await scene.extractions(over: overtaken).begin(in: scene.conversation, by: scene.visitor)
    #expect(start.outcome == .skipped(.underWay))
    #expect(try await scene.log()?.pending.map(\.sequence) == [3])
  }

  @Test func `EX-8: one that was abandoned lapses, and whoever comes first then is the only one`() async throws {
    for lateComesFirst in [true, false] {
      let scene = try await TalkScene()
      let abandoned = try await scene.begin()
      scene.clock.advance(by: .seconds(120) - .milliseconds(1))
      #expect(await scene.extractions.begin(in: scene.conversation, by: .system).outcome == .skipped(.underWay))
      scene.clock.advance(by: .milliseconds(1))
      let next = try await scene.begin()
      let order = lateComesFirst ? [abandoned, next] : [next, abandoned]
      let (winner, loser) = (order[0], order[1])
      let won = await scene.extractions.commit(try winner.reading(["facilityType": "warehouse"]), of: winner)
      let lost = await scene.extractions.commit(try loser.reading(["facilityType": "office"]), of: loser)

      #expect(won.outcome == .updated([.answer("facilityType")]) && lost.outcome == .skipped(.nothingNew))
      #expect(lost.reading?.items.count == 1)
      #expect(try await scene.session().discovery.answers["facilityType"]?.value == "warehouse")
      #expect(try await scene.log()?.pending.isEmpty == true)
    }
  }

  @Test func `EX-8: one that lapsed commits all the same while nobody else did`() async throws {
    let scene = try await TalkScene()
    let pending = try await scene.begin()
    scene.clock.advance(by: .seconds(3_600))
    let reading = try pending.reading(["facilityType": "warehouse"])
    #expect(await scene.extractions.commit(reading, of: pending).outcome == .updated([.answer("facilityType")]))
  }

  @Test func `EX-8: committing again answers the same and changes nothing, whatever came between`() async throws {
    let scene = try await TalkScene()
    let first = try await scene.begin()
    try await scene.say("It is an office")
    let second = try await scene.begin()
    let reading = try first.reading(["facilityType": "warehouse", "siteCount": "12"])
    let result = await scene.extractions.commit(reading, of: first)
    _ = await scene.extractions.commit(try second.reading(["facilityType": "office"]), of: second)
    let after = try await scene.session()
    let commits = scene.store.count(of: .commit)

    #expect(result.outcome == .updated([.answer("facilityType"), .answer("siteCount")]))
    #expect(await scene.extractions.commit(reading, of: first) == result)
    #expect(await scene.extractions.commit(try first.reading([:]), of: first).outcome == result.outcome)
    try await scene.claim()
    #expect(await scene.extractions.commit(reading, of: first) == result)
    #expect(scene.store.count(of: .commit) == commits + 1)
    #expect(try await scene.session().discovery == after.discovery)
    #expect(try await scene.changes().count == 2)
  }

  @Test func `EX-8: whoever has one twice can find out before the call that it is not wanted any more`() async throws {
    let scene = try await TalkScene()
    let first = try await scene.begin()
    try await scene.say("It is an office")
    let second = try await scene.begin()
    let commits = scene.store.count(of: .commit)
    #expect(try await scene.extractions.isWanted(first))
    scene.clock.advance(by: .seconds(3_600))
    #expect(try await scene.extractions.isWanted(first))
    #expect(scene.store.count(of: .commit) == commits)

    _ = await scene.extractions.commit(try second.reading(["facilityType": "office"]), of: second)
    #expect(try await scene.extractions.isWanted(first))
    _ = await scene.extractions.commit(try first.reading([:]), of: first)
    #expect(try await !scene.extractions.isWanted(first))
    #expect(try await !scene.extractions.isWanted(second))

    let other = try await TalkScene()
    let pending = try await other.begin()
    try await other.extractions.release(pending)
    #expect(try await other.extractions.isWanted(pending))
    let winner = try await other.begin()
    _ = await other.extractions.commit(try winner.reading([:]), of: winner)
    #expect(try await !other.extractions.isWanted(pending))
    #expect(try await !scene.extractions.isWanted(winner))
  }

  @Test func `EX-8: a reading of another conversation is not written`() async throws {
    let scene = try await TalkScene()
    let other = try await TalkScene("It is an office")
    let pending = try await scene.begin()
    let foreign = try await other.begin().reading(["facilityType": "office"])
    let commits = scene.store.count(of: .commit)
    guard case .failed(.malformed) = await scene.extractions.commit(foreign, of: pending).outcome else {
      Issue.record("expected a refusal")
      return
    }
    #expect(scene.store.count(of: .commit) == commits)
  }

  @Test func `EX-8: so many may be under way and no more, until one has lapsed`() async throws {
    let scene = try await TalkScene()
    try await scene.claim()
    let ann = Caller.account(scene.ann)
    for number in 0..<ExtractionLog.maximum {
      _ = try await scene.begin(by: ann)
      try await scene.say("more \(number)", by: ann)
    }
    #expect(try await scene.log()?.pending.count == ExtractionLog.maximum)
    #expect(await scene.extractions.begin(in: scene.conversation, by: ann).outcome == .skipped(.underWay))
    scene.clock.advance(by: .seconds(110))
    _ = try await scene.begin(by: ann)
    #expect(try await scene.log()?.pending.count == ExtractionLog.maximum)
  }

  @Test func `EX-8: only the latest results are remembered`() throws {
    var log = ExtractionLog(
      of: Conversation.ID(bits: Bits128(high: 0, low: 1)), at: .test, by: CommandID(bits: Bits128(high: 0, low: 0)))
    for number in 1...20 {
      let id = PendingExtraction.ID(bits: Bits128(high: 0, low: UInt64(number)))
      log.commit(
        ExtractionLog.Committed(id: id, updated: [], overLimit: []), of: number, at: .test,
        by: CommandID(bits: id.bits))
    }
    #expect(log.committed.count == 16 && log.isFull && log.through == 20 && log.times.revision == 21)
    #expect(log.result(of: PendingExtraction.ID(bits: Bits128(high: 0, low: 4))) == nil)
    #expect(log.result(of: PendingExtraction.ID(bits: Bits128(high: 0, low: 5))) != nil)
  }
}
