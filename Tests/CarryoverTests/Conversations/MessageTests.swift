import CarryoverTesting
import FoundationEssentials
import Testing

@testable import Carryover

@Suite("CV-3, CV-4: messages")
struct MessageTests {
  private let scene = ConversationScene(ConversationPolicy(guests: .none))

  @Test func `CV-4: messages are numbered from 1 and read in order, from either end`() async throws {
    let visitor = try await scene.visitor()
    let id = try await scene.conversations.begin(by: visitor).id
    for number in 1...7 {
      scene.clock.advance(by: .seconds(1))
      _ =
        number % 2 == 1
        ? try await scene.conversations.append("m\(number)", to: id, by: visitor)
        : try await scene.conversations.append("m\(number)", as: .assistant, to: id, by: .system)
    }

    var (texts, sequence, pages): ([String], Int?, Int) = ([], 0, 0)
    while let after = sequence {
      let page = try await scene.conversations.messages(of: id, by: visitor, after: after, limit: 3)
      texts += page.messages.map(\.text)
      sequence = page.next
      pages += 1
    }
    #expect(texts == (1...7).map { "m\($0)" } && pages == 3)
    let recent = try await scene.conversations.recent(3, of: id, by: visitor)
    #expect(recent.map(\.sequence) == [5, 6, 7])
    #expect(recent.map(\.role) == [.user, .assistant, .user])
    #expect(recent.last?.createdAt == scene.clock.now)
    #expect(try await scene.conversations.recent(0, of: id, by: visitor).isEmpty)
    #expect(try await scene.conversations.messages(of: id, by: .system).messages.count == 7)
    #expect(try await scene.conversations.conversation(id, by: visitor).messages == 7)
  }

  @Test func `CV-4: a store that gives little at a time still gives all that was asked for`() async throws {
    let visitor = try await scene.visitor()
    let id = try await scene.conversations.begin(by: visitor).id
    for number in 1...5 { _ = try await scene.conversations.append("\(number)", to: id, by: visitor) }
    let stingy = scene.conversations(over: Stingy(scene.store), seed: 4)

    let page = try await stingy.messages(of: id, by: visitor, after: 1, limit: 3)
    #expect(page.messages.map(\.sequence) == [2, 3, 4] && page.next == 4)
    #expect(try await stingy.messages(of: id, by: visitor, after: 4).next == nil)
    #expect(try await stingy.recent(2, of: id, by: visitor).map(\.sequence) == [4, 5])
    let broken = FaultyStore(scene.store, Faults(script: [1: .crash]))
    await #expect(throws: ConversationError.trouble(.failed("the process has crashed"))) {
      try await scene.conversations(over: broken, seed: 4).recent(of: id, by: visitor)
    }
    await #expect(throws: SessionError.trouble(.failed("the process has crashed"))) {
      try await scene.conversations(over: broken, seed: 4).list(by: visitor)
    }
  }

  @Test func `CV-4: 32 appends at once leave no gap and no double`() async throws {
    let visitor = try await scene.visitor()
    let id = try await scene.conversations.begin(by: visitor).id
    let sequences = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<32 {
        group.addTask {
          let conversations = scene.conversations(over: scene.store, seed: 5, patience: Patience(attempts: 200))
          return try await conversations.append("\(number)", to: id, by: visitor).sequence
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }

    #expect(sequences.sorted() == Array(1...32))
    let stored = try await scene.store.conversations.messages(of: id, limit: 100).values
    #expect(stored.map(\.sequence) == Array(1...32))
    #expect(Set(stored.map(\.text)).count == 32)
    #expect(try await scene.conversations.conversation(id, by: visitor).times.revision == 33)
  }

  @Test func `CV-4: a text has 1 byte to 16 KiB and no U+0000`() async throws {
    let visitor = try await scene.visitor()
    let id = try await scene.conversations.begin(by: visitor).id
    let faults: [(String, FieldError.Fault)] = [
      ("", .malformed(expected: "text that is not empty")),
      (String(repeating: "é", count: 8_193), .tooLong(maximumBytes: 16_384)),
      ("a\u{0}b", .malformed(expected: "text without U+0000")),
    ]

    for (text, fault) in faults {
      await #expect(throws: AppendMessageError.invalid(FieldError("text", fault))) {
        try await scene.conversations.append(text, to: id, by: visitor)
      }
    }
    let longest = String(repeating: "é", count: 8_192)
    #expect(try await scene.conversations.append(longest, to: id, by: visitor).text == longest)
    #expect(try await scene.texts(of: id).count == 1)
  }

  @Test func `CV-3: people speak as themselves, and the system as anybody else`() async throws {
    let visitor = try await scene.visitor()
    let id = try await scene.conversations.begin(by: visitor).id
    let account = try scene.account("a")
    let own = try await scene.conversations.begin(by: account).id

    for role in [Message.Role.assistant, .system] {
      for (caller, id) in [(visitor, id), (account, own)] {
        await #expect(throws: AppendMessageError.invalid(FieldError("role", .malformed(expected: "user")))) {
          try await scene.conversations.append("x", as: role, to: id, by: caller)
        }
      }
      #expect(try await scene.conversations.append("x", as: role, to: id, by: .system).role == role)
    }
    await #expect(
      throws: AppendMessageError.invalid(FieldError("role", .malformed(expected: "assistant or system")))
    ) { try await scene.conversations.append("x", to: id, by: .system) }
  }

  @Test func `CV-4: messages never go back in time, even if the clock does`() async throws {
    let visitor = try await scene.visitor()
    let id = try await scene.conversations.begin(by: visitor).id
    let first = try await scene.conversations.append("1", to: id, by: visitor)
    scene.clock.advance(by: .seconds(-3_600))
    let second = try await scene.conversations.append("2", to: id, by: visitor)

    #expect(second.sequence == 2 && second.createdAt == first.createdAt)
  }

  @Test func `SE-3: an append that meets a revocation on its way is refused, one before it stays`() async throws {
    let visitor = try await scene.visitor()
    guard case .session(let session, _) = visitor else { return }
    let id = try await scene.conversations.begin(by: visitor).id
    _ = try await scene.conversations.append("before", to: id, by: visitor)
    let store = Interrupted(scene.store, .beforeCommit) {
      try await scene.sessions.revoke(session, by: .system)
    }

    await #expect(throws: AppendMessageError.notFound) {
      try await scene.conversations(over: store, seed: 6).append("after", to: id, by: visitor)
    }
    await #expect(throws: AppendMessageError.notFound) {
      try await scene.conversations.append("later", as: .assistant, to: id, by: .system)
    }
    #expect(try await scene.texts(of: id) == ["before"])
  }

  @Test func `CV-3: an append that meets a claim on its way is the visitor's no more`() async throws {
    let visitor = try await scene.visitor()
    let id = try await scene.conversations.begin(by: visitor).id
    let store = Interrupted(scene.store, .beforeCommit) { try await scene.claim(visitor, by: "a") }

    await #expect(throws: AppendMessageError.notFound) {
      try await scene.conversations(over: store, seed: 6).append("late", to: id, by: visitor)
    }
    let mine = try await scene.conversations.append("mine", to: id, by: try scene.account("a"))
    let reply = try await scene.conversations.append("yours", as: .assistant, to: id, by: .system)
    #expect(mine.sequence == 1 && reply.sequence == 2)
  }

  @Test func `CV-3: whoever claims a conversation while reading it sees all that was said before, or nothing`()
    async throws
  {
    let visitor = try await scene.visitor()
    let id = try await scene.conversations.begin(by: visitor).id
    _ = try await scene.conversations.append("1", to: id, by: visitor)
    let store = Interrupted(scene.store, .afterReading) {
      _ = try await scene.conversations.append("2", to: id, by: visitor)
      try await scene.claim(visitor, by: "a")
    }
    let reading = scene.conversations(over: store, seed: 6)
    let account = try scene.account("a")
    do {
      #expect(try await reading.recent(of: id, by: account).map(\.text) == ["1", "2"])
    } catch {
      #expect(error == .notFound)
    }
    #expect(try await reading.recent(of: id, by: account).map(\.text) == ["1", "2"])
  }

  @Test func `CV-3: a page shows what the conversation was when it was opened, and leads on to what was said since`()
    async throws
  {
    let visitor = try await scene.visitor()
    let id = try await scene.conversations.begin(by: visitor).id
    for number in 1...3 { _ = try await scene.conversations.append("\(number)", to: id, by: visitor) }
    let store = Interrupted(scene.store, .beforeList) {
      _ = try await scene.conversations.append("4", to: id, by: visitor)
    }
    let page = try await scene.conversations(over: store, seed: 6).messages(of: id, by: visitor, after: 1)
    #expect(page.messages.map(\.text) == ["2", "3"] && page.next == nil)
    #expect(try await scene.conversations.messages(of: id, by: visitor, after: 3).messages.map(\.text) == ["4"])
    #expect(try await scene.conversations.messages(of: id, by: visitor, after: .max).messages.isEmpty)
    #expect(try await scene.conversations.recent(.max, of: id, by: visitor).count == 4)
  }

  @Test func `SE-6, CV-3: a conversation that is swept while it is read is not found, and not shown in part`()
    async throws
  {
    let visitor = try await scene.visitor()
    let id = try await scene.conversations.begin(by: visitor).id
    _ = try await scene.conversations.append("1", to: id, by: visitor)
    let store = Interrupted(scene.store, .beforeList) {
      scene.clock.advance(by: .days(31))
      _ = try await scene.sessions.sweep()
      scene.clock.advance(by: .days(-31))
    }
    await #expect(throws: ConversationError.notFound) {
      try await scene.conversations(over: store, seed: 6).messages(of: id, by: visitor)
    }
  }

  @Test func `EV-1: events hold ids and counts, and not a word of what was said`() async throws {
    let visitor = try await scene.visitor()
    let id = try await scene.conversations.begin(by: visitor).id
    let message = try await scene.conversations.append("a dark secret", to: id, by: visitor)
    let reservation = try await scene.conversations.reserve(in: id, by: visitor)
    _ = try await scene.conversations.commit(reservation, "another dark secret")
    let bodies = try await scene.store.feed(after: .start, limit: 100).entries.map { try $0.event.body }

    #expect(bodies.count == 5 && bodies.allSatisfy { !$0.contains("secret") })
    #expect(
      try await scene.events(.messageAppended).first?.facts == [
        "message": "\(message.id)", "sequence": "1", "role": "user",
      ])
  }
}
