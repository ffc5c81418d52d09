import CarryoverTesting
import FoundationEssentials
import Testing

@testable import Carryover

@Suite("CV-4, CV-6: lost answers never do anything twice")
struct LostMessageTests {
  static let faults: [Fault] = [
    .lostAcknowledgement, .lostRequest, .lateApply(calls: 1), .lateApply(calls: 2), .lateApply(calls: 3), .conflict,
    .busy,
  ]

  /// One operation, what it leaves when it was done once, and how often it was done.
  enum Act: String, CaseIterable {
    case begin, beginForAccount, append, reply, reserve, commit, release, setPhase, select
  }

  @Test(arguments: Act.allCases, faults)
  func `CV-4: an operation whose answer was lost is done once`(act: Act, fault: Fault) async throws {
    for number in 1...4 {
      let scene = ConversationScene()
      let visitor = try await scene.visitor()
      let account = try scene.account("a")
      let id = try await scene.conversations.begin(by: visitor).id
      let reservation = try await scene.conversations.reserve(in: id, by: visitor)
      let store = FaultyStore(scene.store, Faults(script: [number: fault]))
      let conversations = scene.conversations(over: store, seed: 9)
      switch act {
      case .begin: _ = try await conversations.begin(by: visitor)
      case .beginForAccount: _ = try await conversations.begin(by: account)
      case .append: _ = try await conversations.append("x", to: id, by: visitor)
      case .reply: _ = try await conversations.append("x", as: .assistant, to: id, by: .system)
      case .reserve: _ = try await conversations.reserve(in: id, by: visitor)
      case .commit: _ = try await conversations.commit(reservation, "x")
      case .release: try await conversations.release(reservation)
      case .setPhase: _ = try await conversations.setPhase(.roi, of: id, by: visitor)
      case .select: _ = try await conversations.select(nil, by: visitor)
      }
      await store.settle()

      let status = try await scene.conversations.guestStatus(in: id, by: visitor)
      let texts = try await scene.texts(of: id)
      let mine = try await scene.conversations.list(by: visitor).values.count
      #expect(texts.count == ([.append, .reply, .commit].contains(act) ? 1 : 0))
      #expect(status?.used == ([.append, .commit].contains(act) ? 1 : 0))
      #expect(status?.pending == (act == .reserve ? 2 : [.commit, .release].contains(act) ? 0 : 1))
      #expect(mine == (act == .begin ? 2 : 1))
      #expect(try await scene.conversations.list(by: account).values.count == (act == .beginForAccount ? 1 : 0))
      #expect(try await scene.events(.messageAppended).count == texts.count)
      #expect(try await scene.events(.conversationPhaseChanged).count == (act == .setPhase ? 1 : 0))
      #expect(try await scene.events(.sessionUpdated).count == ([.select, .begin].contains(act) ? 2 : 1))
    }
  }

  @Test func `CV-4: a message that was added before its session ended is answered, not refused`() async throws {
    let scene = ConversationScene()
    let visitor = try await scene.visitor()
    guard case .session(let session, _) = visitor else { return }
    let id = try await scene.conversations.begin(by: visitor).id
    let store = FaultyStore(scene.store, Faults(script: [2: .lostAcknowledgement]))
    let after = AfterCommit(store) { try? await scene.sessions.revoke(session, by: .system) }

    let message = try await scene.conversations(over: after, seed: 9).append("x", to: id, by: visitor)
    #expect(message.sequence == 1)
  }

  @Test func `CV-4: what a sweep has taken since nobody can tell any more`() async throws {
    let scene = ConversationScene()
    let visitor = try await scene.visitor()
    let id = try await scene.conversations.begin(by: visitor).id
    func after(_ act: @escaping @Sendable () async -> Void) -> Conversations {
      let store = FaultyStore(scene.store, Faults(script: [2: .lostAcknowledgement]))
      return scene.conversations(over: AfterCommit(store, act), seed: 9)
    }
    let sweep: @Sendable () async -> Void = {
      scene.clock.advance(by: .days(31))
      _ = try? await scene.sessions.sweep()
    }

    await #expect(throws: AppendMessageError.trouble(.unknown)) {
      try await after(sweep).append("x", to: id, by: visitor)
    }
    let other = try await scene.visitor()
    await #expect(throws: BeginConversationError.trouble(.unknown)) { try await after(sweep).begin(by: other) }
  }
}
