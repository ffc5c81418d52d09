import CarryoverTesting
import FoundationEssentials
import Testing

@testable import Carryover

@Suite("EX-8: two extractions, an edit and a claim in every order")
struct ExtractionScheduleTests {
  /// What the steps of a schedule came to.
  private struct Run {
    let scene: TalkScene
    var plain = PlainExtraction()
    var first: PendingExtraction?
    var second: PendingExtraction?
    var receipt: ClaimReceipt?
    var visitor: Caller

    /// Every statement that was ever made or stood, by key.
    var made: [String: Set<String>] = [:]

    /// What decisions have recorded as losing.
    var lost: [String: Set<String>] = [:]

    /// The person, as whoever they are by now.
    var person: Caller { plain.isClaimed ? .account(scene.ann) : visitor }

    /// Whoever the conversation leads to.
    var owner: Caller { plain.leadsToAccount ? .account(scene.ann) : visitor }
  }

  private static let said = [
    ["facilityType": "first", "siteCount": "from the first"],
    ["facilityType": "second", "floorTypes": "from the second"],
  ]
  private static let edited = ["facilityType": "edited", "cleaningStaff": "from the edit"]

  @Test func `there are as many schedules as there should be`() {
    #expect(ExtractionStep.schedules.count == 24 + 24 * 7 + 24 * 28)
    #expect(Set(ExtractionStep.schedules).count == ExtractionStep.schedules.count)
  }

  @Test func `EX-8, EX-9: the newest statement stands, nothing is lost, and who owns the conversation has it`()
    async throws
  {
    for schedule in ExtractionStep.schedules {
      let scene = try await TalkScene("the first message")
      var run = Run(scene: scene, visitor: scene.visitor)
      for step in schedule { try await perform(step, &run) }

      let (session, profile) = (try await scene.session(), try await scene.profile())
      let name = Comment(rawValue: schedule.map(\.rawValue).joined(separator: " "))
      #expect(plain(session.discovery) == run.plain.session, name)
      #expect(plain(profile?.discovery ?? DiscoveryContent()) == run.plain.profile, name)
      var kept = run.lost
      for content in [session.discovery, profile?.discovery].compactMap(\.self) {
        for (key, answer) in content.sourcedAnswers {
          kept[key, default: []].formUnion([answer.value, answer.replaced].compactMap { $0?.value })
        }
      }
      for (key, texts) in run.made { #expect(kept[key, default: []].isSuperset(of: texts), name) }
      let log = try #require(try await scene.log())
      #expect(log.pending.isEmpty && log.through == run.second?.sequence && log.committed.count == 2, name)
    }
  }

  private func plain(_ content: DiscoveryContent) -> [String: PlainExtraction.Said] {
    content.sourcedAnswers.compactMapValues { answer in
      answer.value.map { PlainExtraction.Said(text: $0.value, at: answer.at) }
    }
  }

  private func perform(_ step: ExtractionStep, _ run: inout Run) async throws {
    let scene = run.scene
    scene.clock.advance(by: .seconds(1))
    switch step {
    case .beginFirst: run.first = try await scene.begin(by: run.owner)
    case .beginSecond: run.second = try await scene.begin(by: run.owner)
    case .speak:
      try await scene.say("the second message", by: run.owner)
      run.plain.speak()
    case .commitFirst: try await commit(run.first, Self.said[0], &run)
    case .commitSecond: try await commit(run.second, Self.said[1], &run)
    case .edit:
      let patch = DiscoveryPatch(answers: .set(Self.edited.mapValues(Patch.set)))
      if case .account = run.person {
        _ = try await scene.profiles.update(patch, by: run.person)
      } else {
        _ = try await scene.base.sessions.update(SessionPatch(discovery: patch), by: run.person)
      }
      run.plain.edit(Self.edited, at: scene.clock.now)
      run.made.note(Self.edited)
    case .claim:
      let receipt = try await scene.claim()
      run.receipt = receipt
      for decision in receipt.decisions { run.lost.note(decision.losing, decision.field) }
      run.plain.claim()
    case .unclaim:
      let receipt = try #require(run.receipt)
      run.visitor = try await scene.claims.unclaim(receipt.id, by: .account(scene.ann)).new.visitor.caller
      run.plain.unclaim()
    }
  }

  private func commit(_ pending: PendingExtraction?, _ answers: [String: String], _ run: inout Run) async throws {
    let pending = try #require(pending)
    let reading = try pending.reading(answers)
    let plan = try #require(try await run.scene.extractions.plan(reading, for: pending))
    let result = await run.scene.extractions.commit(reading, of: pending)
    let message = try #require(pending.messages.last { $0.role == .user })
    let changed = run.plain.commit(answers, at: message.createdAt)

    #expect(result.outcome == (changed.isEmpty ? .nothing : .updated(changed.map(DiscoveryField.answer))))
    #expect(plan.changed == changed.map(DiscoveryField.answer))
    for decision in plan.decisions { run.lost.note(decision.losing, decision.field) }
    run.made.note(answers)
  }
}

extension [String: Set<String>] {
  fileprivate mutating func note(_ answers: [String: String]) {
    for (key, text) in answers { self[key, default: []].insert(text) }
  }

  fileprivate mutating func note(_ losing: Sourced<DiscoveryFieldValue>?, _ field: DiscoveryField) {
    guard case .answer(let key) = field else { return }
    for case .answer(let answer)? in [losing?.value, losing?.replaced] { self[key, default: []].insert(answer.value) }
  }
}
