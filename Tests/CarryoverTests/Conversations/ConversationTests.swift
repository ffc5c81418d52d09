import CarryoverTesting
import FoundationEssentials
import Testing

@testable import Carryover

@Suite("CV-1, CV-2, CV-3: conversations and their owners")
struct ConversationTests {
  private let scene = ConversationScene()

  @Test func `CV-3: a visitor's conversation is born in the session, counted, and current`() async throws {
    let new = try await scene.sessions.create()
    let conversation = try await scene.conversations.begin(by: new.visitor.caller)
    let session = try await scene.sessions.find(new.token).session

    #expect(conversation.home == .session(session.id) && conversation.origin == session.id)
    #expect(conversation.messages == 0 && conversation.guestMessages == 0 && conversation.persona == nil)
    #expect(session.conversations == 1 && session.currentConversation == conversation.id)
    #expect(session.times.revision == 2 && session.times.updatedAt == scene.clock.now)
    #expect(try await scene.events(.sessionUpdated).map(\.facts) == [["parts": "currentConversation"]])
    #expect(try await scene.conversations.conversation(conversation.id, by: new.visitor.caller) == conversation)
    #expect(try await scene.events(.conversationCreated).map(\.subject) == [.conversation(conversation.id)])
  }

  @Test func `CV-3: an account's conversations are born in one place of its own, made once`() async throws {
    let account = try scene.account("a")
    let homes = try await withThrowingTaskGroup(of: Home.self) { group in
      for _ in 0..<8 { group.addTask { try await scene.conversations.begin(by: account).home } }
      return try await group.reduce(into: Set<Home>()) { $0.insert($1) }
    }

    #expect(homes.count == 1)
    #expect(try await scene.conversations.list(by: account).values.count == 8)
    #expect(try await scene.conversations.list(by: account).values.allSatisfy { $0.origin == nil })
  }

  @Test func `CV-2: a phase is copied from the owner at creation and is its own from then on`() async throws {
    let visitor = try await scene.visitor()
    _ = try await scene.sessions.update(
      SessionPatch(discovery: DiscoveryPatch(phase: .set(.roi))), by: visitor)
    let conversation = try await scene.conversations.begin(by: visitor)
    _ = try await scene.sessions.update(
      SessionPatch(discovery: DiscoveryPatch(phase: .set(.greenlight))), by: visitor)

    #expect(conversation.phase == .roi)
    #expect(try await scene.conversations.conversation(conversation.id, by: visitor).phase == .roi)
    #expect(try await scene.conversations.begin(by: visitor).phase == .greenlight)
  }

  @Test func `CV-2: an account's phase is that of its profile`() async throws {
    let account = try Account.ID("a")
    let profiles = Profiles(store: scene.store, surroundings: .manual(clock: scene.clock))
    _ = try await profiles.update(DiscoveryPatch(phase: .set(.greenlight)), by: .account(account))

    #expect(try await scene.conversations.begin(by: .account(account)).phase == .greenlight)
  }

  @Test func `CV-2: a phase is changed explicitly, by owner or system, once and with one event`() async throws {
    let visitor = try await scene.visitor()
    let id = try await scene.conversations.begin(by: visitor).id
    scene.clock.advance(by: .seconds(1))
    let changed = try await scene.conversations.setPhase(.roi, of: id, by: visitor)

    #expect(changed.phase == .roi && changed.times.revision == 2 && changed.times.updatedAt == scene.clock.now)
    #expect(try await scene.conversations.setPhase(.roi, of: id, by: visitor) == changed)
    #expect(try await scene.conversations.setPhase(.discovery, of: id, by: .system).phase == .discovery)
    #expect(
      try await scene.events(.conversationPhaseChanged).map(\.facts) == [
        ["from": "discovery", "to": "roi"], ["from": "roi", "to": "discovery"],
      ])
  }

  @Test func `CV-3: what is another's answers as what does not exist, whatever is asked`() async throws {
    let visitor = try await scene.visitor()
    let id = try await scene.conversations.begin(by: visitor).id
    let nowhere: Conversation.ID = Surroundings.manual(clock: scene.clock, seed: 99).mint(at: scene.clock.now)
    let other = try await scene.visitor()
    guard case .session(let session, _) = visitor, case .session(_, let digest) = other else { return }
    let strangers = [
      other, .session(session, by: digest), try scene.account("a"), .provider(try Provider.ID("p")),
    ]

    for stranger in strangers {
      for target in [id, nowhere] {
        await #expect(throws: ConversationError.notFound) {
          try await scene.conversations.conversation(target, by: stranger)
        }
        await #expect(throws: ConversationError.notFound) {
          try await scene.conversations.messages(of: target, by: stranger)
        }
        await #expect(throws: ConversationError.notFound) {
          try await scene.conversations.recent(of: target, by: stranger)
        }
        await #expect(throws: ConversationError.notFound) {
          try await scene.conversations.setPhase(.roi, of: target, by: stranger)
        }
        await #expect(throws: ConversationError.notFound) {
          try await scene.conversations.prompt(for: target, by: stranger)
        }
        await #expect(throws: ConversationError.notFound) {
          try await scene.conversations.guestStatus(in: target, by: stranger)
        }
        await #expect(throws: AppendMessageError.notFound) {
          try await scene.conversations.append("hi", to: target, by: stranger)
        }
        await #expect(throws: AppendMessageError.notFound) {
          try await scene.conversations.reserve(in: target, by: stranger)
        }
      }
    }
    #expect(try await scene.texts(of: id).isEmpty)
    await #expect(throws: ConversationError.notFound) {
      try await scene.conversations.conversation(nowhere, by: .system)
    }
  }

  @Test func `CV-1: a claim moves every conversation at once, and its origin stays`() async throws {
    let visitor = try await scene.visitor()
    let account = try scene.account("a")
    var ids: [Conversation.ID] = []
    for _ in 0..<3 { ids.append(try await scene.conversations.begin(by: visitor).id) }
    let before = try await scene.conversations.conversation(ids[0], by: visitor)
    try await scene.claim(visitor, by: "a")

    for id in ids {
      #expect(try await scene.conversations.conversation(id, by: account).origin == before.origin)
      await #expect(throws: ConversationError.notFound) {
        try await scene.conversations.conversation(id, by: visitor)
      }
    }
    #expect(try await scene.conversations.conversation(ids[0], by: account) == before)
    #expect(Set(try await scene.conversations.list(by: account).values.map(\.id)) == Set(ids))
    await #expect(throws: SessionError.refused(.claimed)) { try await scene.conversations.list(by: visitor) }
  }

  @Test func `SE-5: a session has 50 conversations, and the refusal names field and limit`() async throws {
    let visitor = try await scene.visitor()
    for _ in 0..<50 { _ = try await scene.conversations.begin(by: visitor) }
    let commits = scene.store.count(of: .commit)

    await #expect(throws: BeginConversationError.invalid(FieldError("conversations", .tooMany(maximum: 50)))) {
      try await scene.conversations.begin(by: visitor)
    }
    #expect(scene.store.count(of: .commit) == commits)
  }

  @Test func `ID-4: nobody but a valid visitor or an account begins a conversation`() async throws {
    let new = try await scene.sessions.create()
    for caller in [Caller.system, .provider(try Provider.ID("p"))] {
      await #expect(throws: BeginConversationError.refused(.unknown)) {
        try await scene.conversations.begin(by: caller)
      }
    }
    try await scene.sessions.revoke(new.visitor.session.id, by: .system)
    await #expect(throws: BeginConversationError.refused(.revoked)) {
      try await scene.conversations.begin(by: new.visitor.caller)
    }
    scene.clock.advance(by: .days(31))
    await #expect(throws: SessionError.self) { try await scene.conversations.list(by: new.visitor.caller) }
  }

  @Test func `SE-1: the current conversation is one that the session owns, or none`() async throws {
    let visitor = try await scene.visitor()
    let one = try await scene.conversations.begin(by: visitor).id
    let two = try await scene.conversations.begin(by: visitor).id
    let foreign = try await scene.conversations.begin(by: try await scene.visitor()).id

    let session = try await scene.conversations.select(one, by: visitor)
    #expect(session.currentConversation == one && session.times.revision == 4)
    #expect(try await scene.conversations.select(one, by: visitor) == session)
    await #expect(throws: UpdateSessionError.invalid(FieldError("currentConversation", .unknown))) {
      try await scene.conversations.select(foreign, by: visitor)
    }
    #expect(try await scene.conversations.select(two, by: visitor).currentConversation == two)
    #expect(try await scene.conversations.select(nil, by: visitor).currentConversation == nil)
    #expect(try await scene.events(.sessionUpdated).count == 6)
    await #expect(throws: UpdateSessionError.refused(.unknown)) {
      try await scene.conversations.select(nil, by: try scene.account("a"))
    }
  }
}
