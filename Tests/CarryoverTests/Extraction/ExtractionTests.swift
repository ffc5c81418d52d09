import CarryoverTesting
import FoundationEssentials
import Testing

@testable import Carryover

@Suite("EX-8, EX-10: an extraction from beginning to end")
struct ExtractionTests {
  @Test func `EX-10: what the visitor said is in the session, from that message, and the result says so`() async throws
  {
    let scene = try await TalkScene()
    let before = try await scene.session()
    let model = ScriptedModel([try .saying(["facilityType": "warehouse"])])
    let result = await scene.extractions.extract(from: scene.conversation, by: scene.visitor, asking: model)

    let field = DiscoveryField.answer("facilityType")
    #expect(result.outcome == .updated([field]) && result.fields == [field] && result.count == 1)
    #expect(result.confidence == 1 && result.dropped.isEmpty && result.overLimit.isEmpty)
    #expect(result.usage?.inputTokens == 900 && result.model == "test-1")
    let after = try await scene.session()
    let answer = try #require(after.discovery.sourcedAnswers["facilityType"])
    let message = try #require(try await scene.base.conversations.recent(1, of: scene.conversation, by: .system).first)
    #expect(answer.value?.value == "warehouse" && answer.source == .model(message: message.id))
    #expect(answer.at == message.createdAt && answer.value?.questionID == "q01")
    #expect(after.times.revision == before.times.revision + 1 && after.times.updatedAt == scene.clock.now)
  }

  @Test func `EX-8: the model sees the last messages and what is known by then`() async throws {
    let scene = try await TalkScene()
    for number in 0..<9 { try await scene.say("more \(number)", as: .assistant) }
    let patch = SessionPatch(discovery: DiscoveryPatch(answers: .set(["siteCount": .set("12 sites")])))
    let known = try await scene.base.sessions.update(patch, by: scene.visitor)
    let pending = try await scene.begin()

    #expect(pending.messages.map(\.sequence) == Array(2...11) && pending.sequence == 2)
    #expect(pending.request == ExtractionPolicy().request(for: pending.messages, knowing: known.discovery))
    #expect(pending.lapsesAt == scene.clock.now.adding(.seconds(120)))
    let few = scene.extractions(over: scene.store, policy: ExtractionPolicy(messages: 3))
    #expect(await few.begin(in: scene.conversation, by: scene.visitor).outcome == .skipped(.nothingNew))
  }

  @Test func `EX-8: fewer than two messages, nothing new and strangers ask no model and write nothing`() async throws {
    let scene = try await TalkScene()
    let stranger = try await scene.base.visitor()
    let fresh = try await scene.base.conversations.begin(by: scene.visitor).id
    let (none, commits) = (ScriptedModel([]), scene.store.count(of: .commit))
    func skip(_ id: Conversation.ID, _ caller: Caller) async -> ExtractionResult.Outcome {
      await scene.extractions.extract(from: id, by: caller, asking: none).outcome
    }
    #expect(await skip(fresh, scene.visitor) == .skipped(.tooFewMessages))
    let forged = Caller.session(scene.new.visitor.session.id, by: TokenDigest(bits: Bits256(1, 2, 3, 4)))
    for caller in [stranger, forged, .account(scene.ann), .provider(try Provider.ID("p"))] {
      #expect(await skip(scene.conversation, caller) == .skipped(.notFound))
    }
    #expect(await skip(Conversation.ID(bits: Bits128(high: 1, low: 1)), .system) == .skipped(.notFound))
    #expect(scene.store.count(of: .commit) == commits)

    try await scene.say("hello", in: fresh)
    #expect(await skip(fresh, scene.visitor) == .skipped(.tooFewMessages))
    let monologue = try await scene.base.conversations.begin(by: scene.visitor).id
    for text in ["Welcome", "Anybody there?"] { try await scene.say(text, as: .assistant, in: monologue) }
    #expect(await skip(monologue, scene.visitor) == .skipped(.nothingNew))
    #expect(none.requests.isEmpty)
  }

  @Test func `EX-8: what was extracted is not sent again until the person has said something new`() async throws {
    let scene = try await TalkScene()
    let model = ScriptedModel { _ in ModelReply(#"{"items":[]}"#) }
    func extract() async -> ExtractionResult.Outcome {
      await scene.extractions.extract(from: scene.conversation, by: scene.visitor, asking: model).outcome
    }
    #expect(await extract() == .nothing)
    #expect(await extract() == .skipped(.nothingNew))
    try await scene.say("I see", as: .assistant)
    #expect(await extract() == .skipped(.nothingNew))
    try await scene.say("There are 12 sites")
    #expect(await extract() == .nothing)
    #expect(model.requests.count == 2)
    #expect(try await scene.log()?.through == 4)
  }

  @Test func `EX-8: a message that is added during the call is extracted by the next run`() async throws {
    let scene = try await TalkScene("It is a warehouse")
    let model = ScriptedModel { request in
      guard request.transcript.contains("12 sites") else {
        try await scene.say("There are 12 sites")
        return try .saying(["facilityType": "warehouse"])
      }
      return try .saying(["siteCount": "12 sites"], in: 3)
    }
    for key in ["facilityType", "siteCount"] {
      let result = await scene.extractions.extract(from: scene.conversation, by: scene.visitor, asking: model)
      #expect(result.outcome == .updated([.answer(key)]))
    }
    #expect(
      try await scene.session().discovery.answers.mapValues(\.value) == [
        "facilityType": "warehouse", "siteCount": "12 sites",
      ])
  }

  @Test func `EX-6: what a person has entered and says again in the chat stays their own entry`() async throws {
    let scene = try await TalkScene()
    let patch = SessionPatch(discovery: DiscoveryPatch(answers: .set(["facilityType": .set("warehouse")])))
    _ = try await scene.base.sessions.update(patch, by: scene.visitor)
    let entered = try await scene.session().discovery
    try await scene.say("As I said, it is a warehouse")
    let pending = try await scene.begin()
    let reading = try pending.reading(["facilityType": "warehouse"])
    let plan = try #require(try await scene.extractions.plan(reading, for: pending))

    #expect(plan.changed.isEmpty && plan.decisions.map(\.result) == [.same])
    #expect(await scene.extractions.commit(reading, of: pending).outcome == .nothing)
    #expect(try await scene.session().discovery == entered)
  }

  @Test func `EX-10: nothing new is no change of the session, and is no activity either`() async throws {
    let scene = try await TalkScene()
    let first = try await scene.begin()
    _ = await scene.extractions.commit(try first.reading(["facilityType": "warehouse"]), of: first)
    try await scene.say("As I said")
    let pending = try await scene.begin()
    let before = try await scene.session()
    let events = try await scene.changes().count
    scene.clock.advance(by: .seconds(60))
    let result = await scene.extractions.commit(try pending.reading([:]), of: pending)

    #expect(result.outcome == .nothing && result.confidence == 0)
    #expect(try await scene.session() == before)
    #expect(try await scene.changes().count == events)
  }

  @Test func `EV-1: an event tells of the change without a word of what was said, and no activity is noted`()
    async throws
  {
    let scene = try await TalkScene("It is a warehouse with 12 sites")
    let before = try await scene.session()
    let pending = try await scene.begin()
    scene.clock.advance(by: .seconds(60))
    _ = await scene.extractions.commit(
      try pending.reading(["facilityType": "warehouse", "siteCount": "12 sites"]), of: pending)

    let event = try #require(try await scene.changes().first)
    #expect(event.kind == .sessionUpdated && event.subject == before.key && event.actor == .system)
    #expect(
      event.facts == ["parts": "discovery", "by": "model", "conversation": "\(scene.conversation)", "fields": "2"])
    #expect(try await scene.session().lastActivityAt == before.lastActivityAt)
    #expect(!scene.store.dump.contains { $0.contains("session.updated") && $0.contains("warehouse") })
  }

  @Test func `CL-5: a plan says what a commit then does, and writes nothing`() async throws {
    let scene = try await TalkScene()
    let patch = SessionPatch(discovery: DiscoveryPatch(answers: .set(["facilityType": .set("office")])))
    let pending = try await scene.begin()
    _ = try await scene.base.sessions.update(patch, by: scene.visitor)
    let reading = try pending.reading(["facilityType": "warehouse", "siteCount": "12"])
    let commits = scene.store.count(of: .commit)
    let plan = try #require(try await scene.extractions.plan(reading, for: pending))
    #expect(scene.store.count(of: .commit) == commits)

    #expect(plan.changed == [.answer("siteCount")])
    #expect(plan.decisions.map(\.result) == [.keptAccount, .tookSession])
    let result = await scene.extractions.commit(reading, of: pending)
    #expect(result.outcome == .updated(plan.changed))
    #expect(try await scene.session().discovery == plan.content)
  }

  @Test func `SE-5: an extraction never makes a session too large, and says what found no room`() async throws {
    let sessions = SessionPolicy(limits: SessionLimits(bytes: 1_000))
    let scene = try await TalkScene("A warehouse, " + String(repeating: "1", count: 300), sessions: sessions)
    let note = SessionPatch(metadata: MetadataPatch(["note": .text(String(repeating: "m", count: 600))]))
    _ = try await scene.base.sessions.update(note, by: scene.visitor)
    let pending = try await scene.begin()
    let reading = try pending.reading(["facilityType": "warehouse", "siteCount": String(repeating: "1", count: 300)])
    let plan = try #require(try await scene.extractions.plan(reading, for: pending))
    let result = await scene.extractions.commit(reading, of: pending)

    #expect(result.outcome == .updated([.answer("facilityType")]) && result.overLimit == [.answer("siteCount")])
    #expect(plan.decisions.last?.result == .overLimit)
    let session = try await scene.session()
    #expect(session.size <= 1_000 && session.discovery.answers.keys.sorted() == ["facilityType"])
    #expect(await scene.extractions.commit(reading, of: pending) == result)
  }
}
