import Carryover
import CarryoverTesting
public import Testing

/// A story of conversations, told by its rule.
public enum ConversationStory: String, CaseIterable, Sendable, CustomTestStringConvertible {
  /// Many messages of a guest at the same time.
  case guest = "CV-6: of 100 sends of a fresh guest at once exactly 10 come through"
  /// Many messages at the same time.
  case gapless = "CV-4: messages that come at once have numbers without a gap, and each is there once"
  /// Pages while something is added.
  case pages =
    "CV-3: pages over all that is the account's go newest first and neither repeat nor skip while some are added"
  /// A session that is over.
  case swept = "SE-6: a session goes with its conversations and messages, and what a claim took stays"
  /// A message on its way while a claim happens.
  case pending = "CV-6: a message on its way while a claim happens goes to the account"

  /// The rule and what it says.
  public var testDescription: String { rawValue }

  /// Tells the story.
  public func tell(on stage: Stage) async throws {
    switch self {
    case .guest: try await stage.sendAsGuest()
    case .gapless: try await stage.sendAtOnce()
    case .pages: try await stage.turnPages()
    case .swept: try await stage.sweepConversations()
    case .pending: try await stage.claimWhilePending()
    }
  }
}

extension Stage {
  fileprivate func sendAsGuest() async throws {
    let (new, chats) = try await visit(conversations: 1)
    let (visitor, id) = (new.visitor.caller, chats[0])
    let sent = try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<100 {
        group.addTask {
          do {
            if number.isMultiple(of: 2) {
              _ = try await conversations.append("\(number)", to: id, by: visitor)
            } else {
              _ = try await conversations.commit(try await conversations.reserve(in: id, by: visitor), "\(number)")
            }
            return true
          } catch {
            guard case .limited(let status)? = error as? AppendMessageError else { throw error }
            #expect(status.used + status.pending == 10)
            return false
          }
        }
      }
      return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(sent == 10)
    #expect(try await conversations.messages(of: id, by: visitor).messages.map(\.sequence) == Array(1...10))
    #expect(try await conversations.conversation(id, by: visitor).guestMessages == 10)
    #expect(try await events(.guestLimitReached).count == 1)
  }

  fileprivate func sendAtOnce() async throws {
    let (new, chats) = try await visit(conversations: 1)
    _ = try await claims.claim(new.proof, for: ann)
    let ann = Caller.account(ann)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<40 {
        group.addTask { _ = try await conversations.append("\(number)", to: chats[0], by: ann) }
      }
      try await group.waitForAll()
    }
    let messages = try await conversations.messages(of: chats[0], by: ann, limit: 100).messages
    #expect(messages.map(\.sequence) == Array(1...40))
    #expect(Set(messages.map(\.text)) == Set((0..<40).map { "\($0)" }))
    #expect(try await events(.messageAppended).count == 40)
  }

  fileprivate func turnPages() async throws {
    var begun: [Conversation.ID] = []
    let caller = Caller.account(ann)
    for _ in 0..<3 {
      let (new, chats) = try await visit(conversations: 4)
      _ = try await claims.claim(new.proof, for: ann)
      clock.advance(by: .milliseconds(1))
      begun += chats + [try await conversations.begin(by: caller).id]
    }
    var seen: [Conversation.ID] = []
    var place: Place?
    repeat {
      let page = try await conversations.list(by: caller, after: place, limit: 4)
      seen += page.values.map(\.id)
      place = page.next
      clock.advance(by: .milliseconds(1))
      _ = try await conversations.begin(by: caller)
    } while place != nil
    #expect(seen == begun.reversed())
  }

  fileprivate func sweepConversations() async throws {
    let (over, gone) = try await visit(conversations: 3, messages: 5)
    let (claimed, kept) = try await visit(conversations: 2, messages: 2)
    _ = try await claims.claim(claimed.proof, for: ann)
    clock.advance(by: .seconds(31 * 86_400))
    let report = try await sessions.sweep()

    #expect(report.sessions == 1 && report.tokenSlots == 1 && report.conversations == 3 && report.messages == 15)
    #expect(try await store.sessions.session(over.visitor.session.id) == nil)
    for id in gone {
      #expect(try await store.conversations.conversation(id) == nil)
      #expect(try await store.conversations.messages(of: id, limit: 9).values.isEmpty)
    }
    #expect(try await events(.conversationRemoved).count == 3)
    #expect(try await events(.sessionRemoved).map(\.subject) == [.session(over.visitor.session.id)])
    for id in kept {
      #expect(try await conversations.messages(of: id, by: .account(ann)).messages.count == 2)
    }
    #expect(try await sessions.sweep().examined == 0)
  }

  fileprivate func claimWhilePending() async throws {
    let (new, chats) = try await visit(conversations: 1, messages: 9)
    let pending = try await conversations.reserve(in: chats[0], by: new.visitor.caller)
    _ = try await claims.claim(new.proof, for: ann)
    clock.advance(by: .seconds(600))

    #expect(try await conversations.guestStatus(in: chats[0], by: .account(ann)) == nil)
    #expect(try await conversations.commit(pending, "late").sequence == 10)
    let conversation = try await conversations.conversation(chats[0], by: .account(ann))
    #expect(conversation.messages == 10 && conversation.guestMessages == 10)
    #expect(try await events(.guestLimitReached).isEmpty)
  }
}
