import CarryoverTesting
import FoundationEssentials
import Testing

@testable import Carryover

@Suite("EX-10: a failure harms nothing")
struct ExtractionFailureTests {
  struct NoRoute: Error, CustomStringConvertible {
    let description = "no route to the provider"
  }

  static let replies: [(ModelReply, ExtractionFailure)] = [
    (ModelReply(#"{"items":[{"#, finish: .truncated), .truncated), (ModelReply("No.", finish: .refused), .refused),
    (ModelReply("", finish: .filtered), .filtered),
  ]

  @Test(arguments: replies)
  func `EX-10: a reply that cannot be read changes nothing, and the message can be tried again`(
    reply: ModelReply, failure: ExtractionFailure
  ) async throws {
    let scene = try await TalkScene()
    var costly = reply
    costly.usage = ModelUsage(inputTokens: 900, outputTokens: 4)
    let before = try await scene.session()
    let model = ScriptedModel([costly, ModelReply("not JSON"), try .saying(["facilityType": "warehouse"])])
    let first = await scene.extractions.extract(from: scene.conversation, by: scene.visitor, asking: model)
    #expect(first.outcome == .failed(failure) && first.reading == nil)
    #expect(first.usage == costly.usage)
    guard
      case .failed(.malformed) = await scene.extractions
        .extract(from: scene.conversation, by: scene.visitor, asking: model).outcome
    else {
      Issue.record("expected a malformed reply")
      return
    }
    #expect(try await scene.session() == before)
    #expect(try await scene.base.texts(of: scene.conversation).count == 2)
    let again = await scene.extractions.extract(from: scene.conversation, by: scene.visitor, asking: model)
    #expect(again.outcome == .updated([.answer("facilityType")]))
  }

  @Test func `EX-10: a model that cannot be asked gives the message free, and its words are for the log`() async throws
  {
    let scene = try await TalkScene()
    let failing = ScriptedModel { _ in throw NoRoute() }
    for _ in 0..<2 {
      let result = await scene.extractions.extract(from: scene.conversation, by: scene.visitor, asking: failing)
      #expect(result.outcome == .failed(.model("no route to the provider")))
    }
    #expect(try await scene.log()?.pending.isEmpty == true && failing.requests.count == 2)
    let exhausted = await scene.extractions.extract(
      from: scene.conversation, by: scene.visitor, asking: ScriptedModel([]))
    #expect(exhausted.outcome == .failed(.model("Exhausted()")))
  }

  @Test func `EX-10: one that is cancelled during the call says so, changes nothing and lapses`() async throws {
    let scene = try await TalkScene()
    let (model, extractions) = (ScriptedModel([try .saying(["facilityType": "warehouse"])]), scene.extractions)
    model.hold()
    let task = Task {
      await extractions.extract(from: scene.conversation, by: scene.visitor, asking: model).outcome
    }
    try await model.calls(reach: 1)
    task.cancel()
    #expect(await task.value == .failed(.cancelled))
    #expect(try await scene.session().discovery.isEmpty)
    #expect(await scene.extractions.begin(in: scene.conversation, by: .system).outcome == .skipped(.underWay))
    scene.clock.advance(by: .seconds(120))
    _ = try await scene.begin()
  }

  @Test func `EX-10: one that is cancelled before it began asks nobody`() async throws {
    let scene = try await TalkScene()
    let (model, extractions) = (ScriptedModel([]), scene.extractions)
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return await extractions.extract(from: scene.conversation, by: scene.visitor, asking: model).outcome
    }
    #expect(await task.value == .failed(.cancelled))
    #expect(model.requests.isEmpty)
    #expect(try await scene.log() == nil)
  }

  @Test func `EX-10: a host's own cancellation is one too, and gives the message free`() async throws {
    let scene = try await TalkScene()
    let model = ScriptedModel { _ in throw CancellationError() }
    let result = await scene.extractions.extract(from: scene.conversation, by: scene.visitor, asking: model)
    #expect(result.outcome == .failed(.cancelled))
    _ = try await scene.begin()
  }

  @Test func `EX-10: a store in trouble is a failure, before the call and after it`() async throws {
    let scene = try await TalkScene()
    let (patience, down) = (
      Patience(attempts: 2), FaultyStore(scene.store, Faults(seed: 1, probability: 1, weights: [.busy: 1]))
    )
    let model = ScriptedModel([try .saying(["facilityType": "warehouse"])])
    let early = await scene.extractions(over: down, patience: patience)
      .extract(from: scene.conversation, by: scene.visitor, asking: model)
    #expect(early.outcome == .failed(.trouble(.contended(attempts: 2))) && model.requests.isEmpty)

    // Calls: the listing, the load, the hold; then everything fails.
    let dying = FaultyStore(scene.store, Faults(script: [4: .crash]))
    let late = await scene.extractions(over: dying).extract(from: scene.conversation, by: scene.visitor, asking: model)
    #expect(late.outcome == .failed(.trouble(.failed("the process has crashed"))))
    #expect(late.reading?.items.count == 1 && late.usage?.outputTokens == 40)
    #expect(try await scene.session().discovery.isEmpty)
  }

  @Test func `EX-10: one that was released can begin again, and releasing twice is nothing`() async throws {
    let scene = try await TalkScene()
    let pending = try await scene.begin()
    for _ in 0..<2 { try await scene.extractions.release(pending) }
    #expect(try await scene.begin().id != pending.id)
  }
}
