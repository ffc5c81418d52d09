import CarryoverTesting
import FoundationEssentials
import Testing

@testable import Carryover

@Suite("CV-5, CV-9: personas and prompts")
struct PersonaTests {
  private let scene = ConversationScene()

  @Test func `CV-5: a persona is registered, replaced, listed and removed, each once`() async throws {
    let (ada, bob) = (try Persona.ID("ada"), try Persona.ID("bob"))
    let first = try await scene.personas.register(ada, name: "Ada", prompt: "You are Ada.", by: .system)
    #expect(try await scene.personas.register(ada, name: "Ada", prompt: "You are Ada.", by: .system) == first)
    scene.clock.advance(by: .seconds(1))
    let second = try await scene.personas.register(ada, name: "Ada L.", prompt: "You are Ada.", by: .system)
    _ = try await scene.personas.register(bob, name: "Bob", prompt: "You are Bob.", by: .system)

    #expect(second.times.revision == 2 && second.times.createdAt == first.times.createdAt)
    #expect(try await scene.personas.persona(ada) == second)
    #expect(try await scene.personas.list().values.map(\.id) == [ada, bob])
    try await scene.personas.remove(ada, by: .system)
    try await scene.personas.remove(ada, by: .system)
    #expect(try await scene.personas.persona(ada) == nil)
    #expect(try await scene.events(.personaRegistered).count == 3)
    #expect(try await scene.events(.personaRemoved).count == 1)
  }

  @Test func `CV-5: nobody but the system changes personas`() async throws {
    let ada = try Persona.ID("ada")
    for caller in [try await scene.visitor(), try scene.account("a"), .provider(try Provider.ID("p"))] {
      await #expect(throws: PersonaError.refused) {
        try await scene.personas.register(ada, name: "Ada", prompt: "You are Ada.", by: caller)
      }
      await #expect(throws: PersonaError.refused) { try await scene.personas.remove(ada, by: caller) }
    }
  }

  @Test func `CV-5: name and prompt have limits`() async throws {
    let cases: [(String, String, FieldError)] = [
      ("", "p", FieldError("name", .malformed(expected: "text that is not empty"))),
      (String(repeating: "n", count: 129), "p", FieldError("name", .tooLong(maximumBytes: 128))),
      ("a\nb", "p", FieldError("name", .malformed(expected: "text without control characters"))),
      ("n", " ", FieldError("prompt", .malformed(expected: "text that is not empty"))),
      ("n", String(repeating: "p", count: 16_385), FieldError("prompt", .tooLong(maximumBytes: 16_384))),
      ("n", "p\u{0}", FieldError("prompt", .malformed(expected: "text without U+0000"))),
    ]
    for (name, prompt, error) in cases {
      await #expect(throws: PersonaError.invalid(error)) {
        try await scene.personas.register(try Persona.ID("ada"), name: name, prompt: prompt, by: .system)
      }
    }
    #expect(scene.store.count == 0)
  }

  @Test func `CV-5: an unknown persona is refused and nothing is stored`() async throws {
    let visitor = try await scene.visitor()
    let commits = scene.store.count(of: .commit)
    for caller in [visitor, try scene.account("a")] {
      await #expect(throws: BeginConversationError.invalid(FieldError("persona", .unknown))) {
        try await scene.conversations.begin(by: caller, with: try Persona.ID("nobody"))
      }
    }
    #expect(scene.store.count(of: .commit) == commits)
  }

  @Test func `CV-5: a persona that is removed while a conversation begins is unknown to it`() async throws {
    let ada = try Persona.ID("ada")
    _ = try await scene.personas.register(ada, name: "Ada", prompt: "You are Ada.", by: .system)
    let visitor = try await scene.visitor()
    let store = Interrupted(scene.store, .beforeCommit) { try await scene.personas.remove(ada, by: .system) }

    await #expect(throws: BeginConversationError.invalid(FieldError("persona", .unknown))) {
      try await scene.conversations(over: store, seed: 6).begin(by: visitor, with: ada)
    }
    #expect(try await scene.conversations.list(by: visitor).values.isEmpty)
  }

  @Test func `CV-9: the prompt follows phase and persona, and a conversation survives its persona`() async throws {
    let ada = try Persona.ID("ada")
    _ = try await scene.personas.register(ada, name: "Ada", prompt: "You are Ada.", by: .system)
    let visitor = try await scene.visitor()
    let id = try await scene.conversations.begin(by: visitor, with: ada).id
    let prompts = SystemPrompts.standard

    var prompt = try await scene.conversations.prompt(for: id, by: .system)
    #expect(prompt.text == "You are Ada.\n\n" + prompts.discovery)
    #expect(prompt.persona == ada && prompt.version == prompts.version)
    for phase in DiscoveryPhase.allCases {
      _ = try await scene.conversations.setPhase(phase, of: id, by: visitor)
      prompt = try await scene.conversations.prompt(for: id, by: .system)
      #expect(prompt.phase == phase && prompt.text.hasSuffix(prompts.text(for: phase)))
    }
    try await scene.personas.remove(ada, by: .system)
    #expect(try await scene.conversations.conversation(id, by: visitor).persona == ada)
    prompt = try await scene.conversations.prompt(for: id, by: visitor)
    #expect(prompt.persona == nil && prompt.text == prompts.greenlight)
  }

  @Test func `CV-9: a host's own texts take the place of the standard ones`() async throws {
    let prompts = SystemPrompts(version: "7", discovery: "d", roi: "r", greenlight: "g")
    let scene = ConversationScene(ConversationPolicy(prompts: prompts))
    let visitor = try await scene.visitor()
    let id = try await scene.conversations.begin(by: visitor).id

    #expect(
      try await scene.conversations.prompt(for: id, by: visitor) == prompts.prompt(for: .discovery))
    #expect(prompts.prompt(for: .greenlight).text == "g")
    #expect(Set(DiscoveryPhase.allCases.map { SystemPrompts.standard.text(for: $0) }).count == 3)
  }

  @Test func `CV-5: one whose answer was lost is not registered over what others have registered since`() async throws {
    let ada = try Persona.ID("ada")
    for name in ["Ada", "Ada L."] {
      _ = try await scene.personas.register(ada, name: name, prompt: "You are Ada.", by: .system)
    }
    let others = scene.personas
    let store = LosingStore(scene.store) {
      try await others.remove(ada, by: .system)
      scene.clock.advance(by: .seconds(1))
      _ = try await others.register(ada, name: "Newer", prompt: "You are Ada.", by: .system)
    }
    let personas = Personas(store: store, surroundings: .manual(clock: scene.clock, seed: 99))

    await #expect(throws: PersonaError.trouble(.unknown)) {
      try await personas.register(ada, name: "Older", prompt: "You are Ada.", by: .system)
    }
    #expect(try await scene.personas.persona(ada)?.name == "Newer")
  }

  @Test(arguments: [Fault.lostAcknowledgement, .lostRequest, .lateApply(calls: 1), .conflict, .busy])
  func `CV-5: a lost answer registers and removes once`(fault: Fault) async throws {
    let ada = try Persona.ID("ada")
    func personas() -> Personas {
      Personas(
        store: FaultyStore(scene.store, Faults(script: [2: fault])),
        surroundings: .manual(clock: scene.clock, seed: UInt64(scene.store.count) + 50))
    }
    _ = try await personas().register(ada, name: "Ada", prompt: "You are Ada.", by: .system)
    #expect(try await scene.events(.personaRegistered).count == 1)
    try await personas().remove(ada, by: .system)
    #expect(try await scene.events(.personaRemoved).count == 1)
    #expect(try await scene.personas.persona(ada) == nil)
  }
}

/// A store that loses the answer to the first commit, after which something happens.
private final class LosingStore: Store {
  private let wrapped: RecordingStore
  private let act: @Sendable () async throws -> Void

  init(_ wrapped: any Store, _ act: @escaping @Sendable () async throws -> Void) {
    self.wrapped = RecordingStore(wrapped)
    self.act = act
  }

  var limits: StoreLimits { wrapped.limits }

  func load(_ keys: [RecordKey]) async throws(StoreError) -> Loaded { try await wrapped.load(keys) }

  func commit(_ commit: Commit) async throws(StoreError) {
    let isFirst = wrapped.count(of: .commit) == 0
    try await wrapped.commit(commit)
    guard isFirst else { return }
    try? await act()
    throw .unknown
  }

  func list(_ query: ShelfQuery, after place: Place?, limit: Int) async throws(StoreError) -> ShelfPage {
    try await wrapped.list(query, after: place, limit: limit)
  }

  func feed(after position: FeedPosition, limit: Int) async throws(StoreError) -> FeedPage {
    try await wrapped.feed(after: position, limit: limit)
  }
}
