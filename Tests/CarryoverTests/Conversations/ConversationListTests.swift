import CarryoverTesting
import FoundationEssentials
import Testing

@testable import Carryover

@Suite("CV-3, CV-5: lists of conversations")
struct ConversationListTests {
  private let scene = ConversationScene()

  @Test func `CV-3: a list goes newest first, over all that a claim and the account itself brought`() async throws {
    let account = try scene.account("a")
    var ids: [Conversation.ID] = []
    for number in 0..<3 {
      let visitor = try await scene.visitor()
      for caller in [visitor, account] {
        scene.clock.advance(by: .seconds(1))
        ids.append(try await scene.conversations.begin(by: caller).id)
      }
      if number < 2 { try await scene.claim(visitor, by: "a") } else { ids.remove(at: ids.count - 2) }
    }

    #expect(try await scene.conversations.list(by: account).values.map(\.id) == ids.reversed())
    #expect(
      try await scene.store.conversations.conversations(of: .account(try Account.ID("a")), limit: 9).values.map(\.id)
        == ids.reversed())
    #expect(try await scene.conversations.list(by: try scene.account("b")).values.isEmpty)
  }

  @Test func `CV-3: pages neither repeat nor skip while conversations are added`() async throws {
    let visitor = try await scene.visitor()
    var ids: [Conversation.ID] = []
    for _ in 0..<9 {
      scene.clock.advance(by: .milliseconds(1))
      ids.append(try await scene.conversations.begin(by: visitor).id)
    }

    var (seen, place): ([Conversation.ID], Place?) = ([], nil)
    repeat {
      let page = try await scene.conversations.list(by: visitor, after: place, limit: 2)
      seen += page.values.map(\.id)
      place = page.next
      scene.clock.advance(by: .milliseconds(1))
      _ = try await scene.conversations.begin(by: visitor)
    } while place != nil
    #expect(seen == ids.reversed())
  }

  @Test func `CV-3: a page that a claim overtook is not shown to the visitor`() async throws {
    let visitor = try await scene.visitor()
    _ = try await scene.conversations.begin(by: visitor)
    let store = Interrupted(scene.store, .afterList) { try await scene.claim(visitor, by: "a") }

    await #expect(throws: SessionError.refused(.claimed)) {
      try await scene.conversations(over: store, seed: 6).list(by: visitor)
    }
  }

  @Test func `CV-3: a page that a claim overtook is read again for the account`() async throws {
    let account = try scene.account("a")
    _ = try await scene.conversations.begin(by: account)
    let visitor = try await scene.visitor()
    _ = try await scene.conversations.begin(by: visitor)
    let store = Interrupted(scene.store, .afterList) { try await scene.claim(visitor, by: "a") }

    #expect(try await scene.conversations(over: store, seed: 6).list(by: account).values.count == 2)
  }

  @Test func `CV-3: what an account writes is not shown to the visitor whose reading the claim overtook`() async throws
  {
    let visitor = try await scene.visitor()
    let id = try await scene.conversations.begin(by: visitor).id
    _ = try await scene.conversations.append("mine", to: id, by: visitor)
    let account = try scene.account("a")
    let store = Interrupted(scene.store, .beforeList) {
      try await scene.claim(visitor, by: "a")
      _ = try await scene.conversations.append("theirs", to: id, by: account)
    }

    let read = try await scene.conversations(over: store, seed: 6).messages(of: id, by: visitor)
    #expect(read.messages.map(\.text) == ["mine"] && read.next == nil)
    await #expect(throws: ConversationError.notFound) {
      try await scene.conversations.messages(of: id, by: visitor)
    }
  }

  @Test func `CV-5: conversations are listed by persona, for the owner and for the system`() async throws {
    let ada = try Persona.ID("ada")
    _ = try await scene.personas.register(ada, name: "Ada", prompt: "You are Ada.", by: .system)
    let visitor = try await scene.visitor()
    let with = try await scene.conversations.begin(by: visitor, with: ada).id
    _ = try await scene.conversations.begin(by: visitor)
    let account = try scene.account("a")
    let other = try await scene.conversations.begin(by: account, with: ada).id

    #expect(try await scene.conversations.list(by: visitor, with: ada).values.map(\.id) == [with])
    #expect(try await scene.conversations.list(by: account, with: ada).values.map(\.id) == [other])
    #expect(Set(try await scene.conversations.list(by: .system, with: ada).values.map(\.id)) == [with, other])
    #expect(try await scene.store.conversations.conversations(with: ada, limit: 9).values.count == 2)
    await #expect(throws: SessionError.refused(.unknown)) { try await scene.conversations.list(by: .system) }
    await #expect(throws: SessionError.refused(.unknown)) {
      try await scene.conversations.list(by: .provider(try Provider.ID("p")), with: ada)
    }
  }

  @Test func `ST-2: the repository reads one conversation, or nothing`() async throws {
    let visitor = try await scene.visitor()
    guard case .session(let session, _) = visitor else { return }
    let conversation = try await scene.conversations.begin(by: visitor)
    let repository: any ConversationRepository = scene.store.conversations

    #expect(try await repository.conversation(conversation.id) == conversation)
    #expect(try await repository.conversation(Conversation.ID(bits: Bits128(high: 1, low: 1))) == nil)
    #expect(
      try await repository.conversations(of: .session(session), after: nil, limit: 9).values == [conversation])
    let broken = FaultyStore(scene.store, Faults(script: [1: .crash, 2: .crash, 3: .crash]))
    await #expect(throws: StoreTrouble.self) { try await broken.conversations.conversation(conversation.id) }
    await #expect(throws: StoreTrouble.self) { try await broken.conversations.messages(of: conversation.id, limit: 1) }
    await #expect(throws: StoreTrouble.self) {
      try await broken.conversations.conversations(of: .session(session), limit: 1)
    }
  }
}
