import CarryoverTesting
import FoundationEssentials
import Testing

@testable import Carryover

@Suite("SE-6: sessions go with all they own")
struct ConversationSweepTests {
  /// A visitor with conversations, each with so many messages.
  private func talk(_ scene: ConversationScene, conversations: Int, messages: Int) async throws -> Caller {
    let visitor = try await scene.visitor()
    for _ in 0..<conversations {
      let id = try await scene.conversations.begin(by: visitor).id
      for number in 0..<messages {
        _ = try await scene.conversations.append("\(number)", as: .assistant, to: id, by: .system)
      }
    }
    return visitor
  }

  @Test(arguments: [4, 5, 7, 1_000])
  func `SE-6: a session goes with conversations and messages in bites that the store can take`(most: Int) async throws {
    let scene = ConversationScene(
      limits: StoreLimits(keysPerLoad: most, changesPerCommit: most))
    _ = try await talk(scene, conversations: 3, messages: 5)
    _ = try await scene.visitor()
    scene.clock.advance(by: .days(30))
    let report = try await scene.sessions.sweep()

    #expect(report.sessions == 2 && report.tokenSlots == 2 && report.examined == 2 && report.resume == nil)
    #expect(report.conversations == 3 && report.messages == 15)
    #expect(try await scene.leftovers().isEmpty)
    #expect(try await scene.events(.sessionClosing).count == 1)
    #expect(try await scene.events(.sessionRemoved).count == 2)
    #expect(try await scene.events(.conversationRemoved).map(\.facts) == Array(repeating: ["messages": "5"], count: 3))
    #expect(try await scene.sessions.sweep().examined == 0)
  }

  @Test func `SE-6: a sweep that dies at any call is finished by the next one, and nothing is left over`() async throws
  {
    var number = 0
    var died = true
    while died {
      number += 1
      let scene = ConversationScene(limits: StoreLimits(keysPerLoad: 6, changesPerCommit: 6))
      _ = try await talk(scene, conversations: 3, messages: 4)
      scene.clock.advance(by: .days(30))
      let store = FaultyStore(scene.store, Faults(script: [number: .crash]))
      let first = try? await scene.sessions(over: store, seed: 8).sweep()
      died = !store.injected.isEmpty
      let second = try await scene.sessions.sweep(from: first?.resume)

      #expect(try await scene.leftovers().isEmpty, "crash at call \(number)")
      #expect((first?.sessions ?? 0) + second.sessions <= 1)
      #expect(try await scene.events(.sessionRemoved).count == 1)
      #expect(try await scene.events(.conversationRemoved).count == 3)
      if died, let first { #expect(first.resume != nil && first.messages > 0) }
    }
    #expect(number > 10)
  }

  @Test(arguments: [Fault.lostAcknowledgement, .lostRequest, .lateApply(calls: 1), .conflict, .busy])
  func `SE-6: whatever goes wrong once, nothing is left over`(fault: Fault) async throws {
    for number in 1...16 {
      let scene = ConversationScene(limits: StoreLimits(keysPerLoad: 6, changesPerCommit: 6))
      _ = try await talk(scene, conversations: 2, messages: 4)
      scene.clock.advance(by: .days(30))
      let store = FaultyStore(scene.store, Faults(script: [number: fault]))
      let first = try? await scene.sessions(over: store, seed: 8).sweep()
      await store.settle()
      let isWhole = first != nil && first?.resume == nil
      let rest = isWhole ? SweepReport() : try await scene.sessions.sweep(from: first?.resume)
      // Whatever one call reports was done, and nothing that was done is counted as less: where a count could be wrong the call says so.
      let sum = ((first?.sessions ?? 0) + rest.sessions, (first?.messages ?? 0) + rest.messages)
      #expect(sum.0 <= 1 && sum.1 <= 8, "\(fault) at call \(number)")
      if isWhole { #expect(sum == (1, 8) && first?.conversations == 2, "\(fault) at call \(number)") }
      #expect(isWhole || fault != .busy && fault != .conflict)

      #expect(try await scene.leftovers().isEmpty, "\(fault) at call \(number)")
      #expect(try await scene.events(.sessionRemoved).count == 1)
      #expect(try await scene.events(.conversationRemoved).count == 2)
    }
  }

  @Test func `SE-6: a store that gives little at a time is swept clean as well`() async throws {
    let scene = ConversationScene()
    _ = try await talk(scene, conversations: 3, messages: 2)
    scene.clock.advance(by: .days(30))
    let sessions = scene.sessions(over: Stingy(scene.store), seed: 8)
    var report = try await sessions.sweep()
    while let place = report.resume { report = try await sessions.sweep(from: place) }

    #expect(try await scene.leftovers().isEmpty)
    #expect(try await scene.events(.conversationRemoved).count == 3)
  }

  @Test func `SE-6: many sweeps at once delete everything once`() async throws {
    let scene = ConversationScene(limits: StoreLimits(keysPerLoad: 8, changesPerCommit: 8))
    for _ in 0..<4 { _ = try await talk(scene, conversations: 2, messages: 9) }
    scene.clock.advance(by: .days(30))
    let reports = try await withThrowingTaskGroup(of: SweepReport.self) { group in
      for number in 0..<4 {
        group.addTask { try await scene.sessions(over: scene.store, seed: UInt64(number)).sweep() }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    let rest = try await scene.sessions.sweep()

    let all = reports + [rest]
    #expect(try await scene.leftovers().isEmpty)
    #expect(all.map(\.sessions).reduce(0, +) == 4)
    #expect(all.map(\.conversations).reduce(0, +) == 8)
    #expect(all.map(\.messages).reduce(0, +) == 72)
    #expect(try await scene.events(.conversationRemoved).count == 8)
  }

  @Test func `SE-6: a closing session admits nobody and takes nothing more`() async throws {
    let scene = ConversationScene()
    let visitor = try await talk(scene, conversations: 1, messages: 1)
    guard case .session(let session, _) = visitor else { return }
    let id = try #require(try await scene.conversations.list(by: visitor).values.first).id
    let reservation = try await scene.conversations.reserve(in: id, by: visitor)
    let start = scene.clock.now
    scene.clock.advance(by: .days(30))
    // Calls: the listing, the slots' load, no more: the closing commit is the third and the last that arrives.
    let store = FaultyStore(scene.store, Faults(script: [4: .crash]))
    _ = try? await scene.sessions(over: store, seed: 8).sweep()
    scene.clock.set(start)

    let stored = try #require(try await scene.store.sessions.session(session))
    guard case .closing = stored.standing else {
      Issue.record("expected a closing session")
      return
    }
    await #expect(throws: SessionError.refused(.expired)) { try await scene.sessions.renew(visitor) }
    await #expect(throws: BeginConversationError.refused(.expired)) { try await scene.conversations.begin(by: visitor) }
    for (role, caller) in [(Message.Role.user, visitor), (.assistant, .system)] {
      await #expect(throws: AppendMessageError.notFound) {
        try await scene.conversations.append("x", as: role, to: id, by: caller)
      }
    }
    await #expect(throws: CommitReservationError.notFound) { try await scene.conversations.commit(reservation, "x") }
    await #expect(throws: ConversationError.notFound) { try await scene.conversations.messages(of: id, by: .system) }
    try await scene.sessions.revoke(session, by: .system)
    #expect(try await scene.store.sessions.session(session) == stored)
    try await scene.claim(visitor, by: "a")
    scene.clock.advance(by: .days(30))
    let report = try await scene.sessions.sweep()
    #expect(report.sessions == 1 && report.conversations == 1 && report.messages == 1)
    #expect(try await scene.leftovers().isEmpty)
  }

  @Test func `SE-6: an append that a sweep overtakes is refused, and one that overtakes a sweep goes with it`()
    async throws
  {
    let scene = ConversationScene()
    let visitor = try await talk(scene, conversations: 1, messages: 1)
    let id = try #require(try await scene.conversations.list(by: visitor).values.first).id
    let swept = Interrupted(scene.store, .beforeCommit) {
      scene.clock.advance(by: .days(30))
      _ = try await scene.sessions.sweep()
    }
    await #expect(throws: AppendMessageError.notFound) {
      try await scene.conversations(over: swept, seed: 6).append("x", to: id, by: visitor)
    }
    #expect(try await scene.leftovers().isEmpty)

    let other = try await talk(scene, conversations: 1, messages: 1)
    let late = try #require(try await scene.conversations.list(by: other).values.first).id
    scene.clock.advance(by: .days(30))
    let overtaken = Interrupted(scene.store, .afterList) {
      _ = try await scene.conversations.append("x", as: .assistant, to: late, by: .system)
    }
    #expect(try await scene.sessions(over: overtaken, seed: 6).sweep().messages == 2)
    #expect(try await scene.leftovers().isEmpty)
  }

  @Test func `SE-6: what a claim has taken since it was listed is never touched`() async throws {
    let scene = ConversationScene()
    let visitor = try await talk(scene, conversations: 2, messages: 2)
    let start = scene.clock.now
    scene.clock.advance(by: .days(30))
    let store = Interrupted(scene.store, .afterList) { try await scene.claim(visitor, by: "a", begun: start) }
    let report = try await scene.sessions(over: store, seed: 6).sweep()

    #expect(report.examined == 1 && report.sessions == 0 && report.conversations == 0)
    let account = try scene.account("a")
    for conversation in try await scene.conversations.list(by: account).values {
      #expect(try await scene.conversations.messages(of: conversation.id, by: account).messages.count == 2)
    }
    #expect(try await scene.conversations.list(by: account).values.count == 2)
    #expect(try await scene.sessions.sweep().examined == 0)
  }
}
