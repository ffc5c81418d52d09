import CarryoverTesting
import FoundationEssentials
import Testing

@testable import Carryover

@Suite("EX-8: lost answers and crashes extract nothing twice")
struct ExtractionFaultTests {
  static let faults: [Fault] = [
    .crash, .lostAcknowledgement, .lostRequest, .lateApply(calls: 1), .lateApply(calls: 2), .lateApply(calls: 3),
    .conflict, .busy,
  ]

  /// Whose conversation it is.
  enum Owner: String, CaseIterable { case visitor, claimed, account }

  @Test(arguments: faults, Owner.allCases)
  func `EX-8: whatever happens at any store call, then a retry: one effect, and no call without a hold`(
    fault: Fault, owner: Owner
  ) async throws {
    var (number, wasReached) = (0, true)
    while wasReached {
      number += 1
      let scene = try await TalkScene()
      var (id, caller) = (scene.conversation, scene.visitor)
      switch owner {
      case .visitor: break
      case .claimed:
        try await scene.claim()
        caller = .account(scene.ann)
      case .account:
        caller = .account(scene.ann)
        id = try await scene.base.conversations.begin(by: caller).id
        try await scene.say("What do you need?", as: .assistant, in: id)
        try await scene.say("It is a warehouse", in: id, by: caller)
      }
      let model = ScriptedModel { _ in try .saying(["facilityType": "warehouse"]) }
      let store = FaultyStore(scene.store, Faults(script: [number: fault]))
      let first = await scene.extractions(over: store).extract(from: id, by: caller, asking: model)
      wasReached = store.calls.count >= number
      await store.settle()
      if fault != .crash { #expect(first.outcome == .updated([.answer("facilityType")]), "\(fault) at \(number)") }
      #expect(model.requests.count <= 1)

      scene.clock.advance(by: .seconds(120))
      let retry = await scene.extractions.extract(from: id, by: caller, asking: model)
      let isDone = [first.outcome, retry.outcome].contains(.updated([.answer("facilityType")]))
      #expect(isDone || retry.outcome == .skipped(.nothingNew), "\(fault) at \(number): \(first) \(retry)")
      #expect(try await scene.changes().count == 1, "\(fault) at \(number)")
      let content =
        switch owner {
        case .visitor: try await scene.session().discovery
        case .claimed, .account: try #require(try await scene.profile()).discovery
        }
      #expect(content.answers.mapValues(\.value) == ["facilityType": "warehouse"])
      #expect(content.sourcedAnswers["facilityType"]?.replaced == nil)
    }
    #expect(number > 5)
  }

  /// One step of an extraction.
  enum Step: String, CaseIterable { case begin, commit, release }

  @Test(arguments: Step.allCases, faults.filter { $0 != .crash })
  func `EX-8: a step whose answer was lost is done once`(step: Step, fault: Fault) async throws {
    for number in 1...5 {
      let scene = try await TalkScene()
      let store = FaultyStore(scene.store, Faults(script: [number: fault]))
      let extractions = scene.extractions(over: store)
      switch step {
      case .begin:
        let pending = try await extractions.begin(in: scene.conversation, by: scene.visitor).pending()
        await store.settle()
        #expect(try await scene.log()?.pending.map(\.id) == [pending.id], "\(fault) at \(number)")
      case .commit:
        let pending = try await scene.begin()
        let reading = try pending.reading(["facilityType": "warehouse"])
        let result = await extractions.commit(reading, of: pending)
        await store.settle()
        #expect(result.outcome == .updated([.answer("facilityType")]), "\(fault) at \(number)")
        #expect(await scene.extractions.commit(reading, of: pending) == result)
        #expect(try await scene.changes().count == 1)
        #expect(try await scene.log()?.pending.isEmpty == true)
      case .release:
        let pending = try await scene.begin()
        try await extractions.release(pending)
        await store.settle()
        #expect(try await scene.log()?.pending.isEmpty == true, "\(fault) at \(number)")
      }
    }
  }

  @Test func `EX-8: one that was committed before its session went is answered, not skipped`() async throws {
    let scene = try await TalkScene()
    let pending = try await scene.begin()
    let store = FaultyStore(scene.store, Faults(script: [2: .lostAcknowledgement]))
    let after = AfterCommit(store) {
      try? await scene.base.sessions.revoke(scene.new.visitor.session.id, by: .system)
    }
    let reading = try pending.reading(["facilityType": "warehouse"])
    let result = await scene.extractions(over: after).commit(reading, of: pending)
    #expect(result.outcome == .updated([.answer("facilityType")]))
  }

  @Test func `EX-8: what a sweep has taken since nobody can tell any more`() async throws {
    let scene = try await TalkScene()
    let pending = try await scene.begin()
    let store = FaultyStore(scene.store, Faults(script: [2: .lostAcknowledgement]))
    let after = AfterCommit(store) {
      scene.clock.advance(by: .days(31))
      _ = try? await scene.base.sessions.sweep()
    }
    let result = await scene.extractions(over: after)
      .commit(try pending.reading(["facilityType": "warehouse"]), of: pending)
    #expect(result.outcome == .failed(.trouble(.unknown)))
    #expect(try await scene.log() == nil)
  }

  @Test func `EX-8: a sweep that overtakes a commit leaves nothing behind`() async throws {
    let scene = try await TalkScene()
    let pending = try await scene.begin()
    let swept = Interrupted(scene.store, .beforeCommit) {
      scene.clock.advance(by: .days(31))
      _ = try await scene.base.sessions.sweep()
    }
    let result = await scene.extractions(over: swept)
      .commit(try pending.reading(["facilityType": "warehouse"]), of: pending)
    #expect(result.outcome == .skipped(.noTarget))
    #expect(try await scene.base.leftovers().isEmpty)
  }
}
