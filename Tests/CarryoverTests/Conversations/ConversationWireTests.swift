import FoundationEssentials
import Testing

@testable import Carryover

@Suite("WI-1, WI-2, CV-1, CV-2: how conversations are written, and how old ones read")
struct ConversationWireTests {
  private static let start = Date(timeIntervalSince1970: 1_800_000_000)

  private func id<Subject>(_ number: UInt64) -> MintedID<Subject> {
    MintedID(bits: Bits128(high: 0x017f_22e2_79b0_7000, low: 0x8000_0000_0000_0000 | number))
  }

  private func conversation(_ home: Home, origin: Session.ID? = nil) throws -> Conversation {
    var conversation = Conversation(
      id: id(1), home: home, origin: origin, persona: try Persona.ID("ada"), phase: .roi, at: Self.start,
      command: id(1))
    _ = conversation.append(
      "hi", as: .user, id: id(2), inClaim: nil, at: Self.start.addingTimeInterval(1), command: id(2))
    conversation.guest.spend(nil)
    _ = conversation.guest.reserve(
      id(3), until: Self.start.addingTimeInterval(120), isGuest: true, at: Self.start)
    return conversation
  }

  private func sample(_ form: Form) throws -> Conversation {
    switch form {
    case .session: try conversation(.session(id(7)))
    case .account: try conversation(.account(id(8)), origin: id(7))
    }
  }

  enum Form: String, CaseIterable { case session, account }

  @Test(arguments: Form.allCases)
  func `WI-1: a conversation's stored form is the golden file`(form: Form) throws {
    let conversation = try sample(form)
    try Golden.expect(conversation, "conversation-\(form.rawValue)")
    let record = Record(conversation)

    #expect(try Record(key: record.key, body: try record.body).value(as: Conversation.self) == conversation)
    #expect(record.entries.map(\.shelf.name) == [.conversations, .personaConversations])
    #expect(record.target == (form == .session ? .session(id(7)) : nil))
  }

  @Test func `WI-1: what belongs to a conversation has golden files too`() throws {
    var conversation = try sample(.account)
    let message = conversation.append(
      "A \"word\"\nand another", as: .assistant, id: id(4), inClaim: nil, at: Self.start.addingTimeInterval(2),
      command: id(4))
    try Golden.expect(message, "message")
    var quota = GuestQuota(id: try GuestQuota.ID("device-1"), at: Self.start, command: id(3))
    _ = quota.usage.reserve(id(3), until: Self.start.addingTimeInterval(120), isGuest: true, at: Self.start)
    try Golden.expect(quota, "guest-quota")
    let persona = try Persona(
      id: try Persona.ID("ada"), name: "Ada", prompt: "You are Ada.\nYou count.", at: Self.start, command: id(5))
    try Golden.expect(persona, "persona")
    try Golden.expect(
      Reservation(
        id: id(3), conversation: id(1), owner: .session(id(7)), subject: quota.id,
        lapsesAt: Self.start.addingTimeInterval(120)), "reservation")
    #expect(quota.used == 0 && Record(quota).entries.isEmpty && Record(persona).entries.count == 1)
  }

  @Test func `WI-2: the views are the golden files`() throws {
    let status = GuestStatus(scope: .subject, limit: 10, used: 4, pending: 2)
    try Golden.expect(status, "guest-status")
    try Golden.expect(
      ConversationView(try sample(.session), owner: .session(id(7)), guest: status), "conversation-view-session")
    try Golden.expect(
      ConversationView(try sample(.account), owner: .account(try Account.ID("auth0|42"))), "conversation-view-account")
    let prompts = SystemPrompts(version: "7", discovery: "d", roi: "r", greenlight: "g")
    try Golden.expect(prompts, "system-prompts")
    try Golden.expect(prompts.prompt(for: .roi), "system-prompt")
  }

  @Test func `WI-1: a session remembers what a guest used of its limit, and shows its conversation`() throws {
    var session = Session(
      id: id(7), token: TokenDigest(bits: Bits256(1, 0, 0, 1)), at: Self.start, lifetime: .days(30), command: id(7))
    session.guest.spend(nil)
    session.currentConversation = id(1)
    #expect(try JSONText.read(JSONText.of(session), as: Session.self) == session)
    #expect(
      try JSONText.of(SessionView(session, catalogue: .standard)).contains(
        #""currentConversation":"\#(id(1) as Conversation.ID)""#))
  }

  @Test(
    arguments: [
      ("conversation-session", #""home" : "session/"#, #""home" : "accountHome/"#, nil),
      ("conversation-session", #""origin" : "017f22e2-79b0-7000-8000-000000000007""#, #""x" : 1"#, "origin"),
      ("conversation-session", #""messages" : 1"#, #""messages" : -1"#, "messages"),
      ("conversation-session", #""phase" : "roi""#, #""phase" : "selection""#, "phase"),
      ("conversation-session", #""used" : 1"#, #""used" : -1"#, "used"),
      ("message", #""sequence" : 2"#, #""sequence" : 0"#, "sequence"),
      ("message", #""role" : "assistant""#, #""role" : "tool""#, "role"),
      ("guest-status", #""used" : 4"#, #""used" : -4"#, "used"),
      ("guest-status", #""used" : 4"#, #""used" : 9223372036854775807"#, "used"),
      ("conversation-session", #""used" : 1"#, #""used" : 9223372036854775807"#, "used"),
      ("conversation-session", #""messages" : 1"#, #""messages" : 9223372036854775807"#, "messages"),
      ("conversation-session", #""revision" : 2"#, #""revision" : 9223372036854775807"#, "revision"),
      ("conversation-session", #""revision" : 2"#, #""revision" : 0"#, "revision"),
      ("conversation-view-session", #""messages" : 1"#, #""messages" : -1"#, "messages"),
      ("conversation-view-session", #""revision" : 2"#, #""revision" : 0"#, "revision"),
      ("message", #""sequence" : 2"#, #""sequence" : 9223372036854775807"#, "sequence"),
      ("session-view", #""revision" : 3"#, #""revision" : -3"#, "revision"),
      ("session-open", #""conversations" : 0"#, #""conversations" : -1"#, "conversations"),
      ("session-open", #""claims" : 0"#, #""claims" : 9223372036854775807"#, "claims"),
      ("discovery-profile-view", #""revision" : 3"#, #""revision" : 0"#, "revision"),
      ("persona", #""name" : "Ada""#, #""name" : """#, "name"),
      ("reservation", #""session" : "#, #""account" : "a", "session" : "#, "owner"),
    ] as [(String, String, String, String?)])
  func `WI-1: what could not have been built is not read`(
    file: String, good: String, bad: String, member: String?
  ) throws {
    let text = try Golden.text(file)
    #expect(text.contains(good))
    let broken = text.replacing(good, with: bad, maxReplacements: 1)
    func read() throws {
      switch file {
      case "message": _ = try JSONText.read(broken, as: Message.self)
      case "persona": _ = try JSONText.read(broken, as: Persona.self)
      case "guest-status": _ = try JSONText.read(broken, as: GuestStatus.self)
      case "conversation-view-session": _ = try JSONText.read(broken, as: ConversationView.self)
      case "session-view": _ = try JSONText.read(broken, as: SessionView.self)
      case "session-open": _ = try JSONText.read(broken, as: Session.self)
      case "discovery-profile-view": _ = try JSONText.read(broken, as: DiscoveryProfileView.self)
      case "reservation": _ = try JSONText.read(broken, as: Reservation.self)
      default: _ = try JSONText.read(broken, as: Conversation.self)
      }
    }
    guard let member else { return try read() }
    let error = #expect(throws: DecodingError.self) { try read() }
    #expect("\(try #require(error))".contains(member))
  }

  @Test func `ER-1: what is left of a limit never overflows, whatever was counted`() {
    #expect(GuestStatus(scope: .session, limit: 10, used: .max, pending: .max).remaining == 0)
    #expect(GuestStatus(scope: .session, limit: .max, used: 1, pending: 1).remaining == .max - 2)
  }

  @Test(
    arguments: [
      (#""userId":"u1","sessionId":"SID""#, Owner.account(try Account.ID("u1")), true),
      (#""user_id":"u1","session_id":"SID""#, .account(try Account.ID("u1")), true),
      (#""user_id":"u1","session_id":null"#, .account(try Account.ID("u1")), false),
      (#""session_id":"SID","user_id":null"#, .session(Session.ID(bits: Bits128(high: 0x7000, low: 7))), true),
    ])
  func `CV-1: an old row has one owner, and the session that it began in`(
    owners: String, owner: Owner, hasOrigin: Bool
  ) throws {
    let session = Session.ID(bits: Bits128(high: 0x7000, low: 7))
    let row = "{\"id\":\"\(id(1) as Conversation.ID)\",\(owners.replacing("SID", with: session.description))}"
    let conversation = try JSONText.read(row, as: LegacyConversation.self)

    #expect(conversation.owner == owner && conversation.origin == (hasOrigin ? session : nil))
    #expect(conversation.phase == .discovery && conversation.guestMessages == 0 && conversation.persona == nil)
  }

  @Test func `CV-1: an old row without any owner is a typed error`() throws {
    let row = "{\"id\":\"\(id(1) as Conversation.ID)\",\"user_id\":null}"
    let error = LegacyConversationError.ownerless(id(1))
    #expect(throws: error) { try JSONText.read(row, as: LegacyConversation.self) }
    #expect(error.problem.code == "legacy-conversation-ownerless" && error.status == 422)
    #expect(error.detail.contains("\(id(1) as Conversation.ID)") && !error.message.isEmpty)
  }

  @Test(arguments: ["discovery", "roi", "greenlight", "selection", "completed", "closed"])
  func `CV-2: the phases of old read as greenlight, and no other name is a phase`(name: String) throws {
    let row = """
      {"id":"\(id(1) as Conversation.ID)","userId":"u1","phase":"\(name)","persona_id":"ada","guest_message_count":4}
      """
    guard name != "closed" else {
      let error = #expect(throws: DecodingError.self) { try JSONText.read(row, as: LegacyConversation.self) }
      #expect("\(try #require(error))".contains("closed"))
      return
    }
    let conversation = try JSONText.read(row, as: LegacyConversation.self)
    #expect(conversation.phase == DiscoveryPhase(rawValue: name) ?? .greenlight)
    #expect(conversation.persona?.text == "ada" && conversation.guestMessages == 4)
  }

  @Test func `ER-1: one code has one face, and details stay inside`() throws {
    let status = GuestStatus(scope: .conversation, limit: 10, used: 10, pending: 0)
    let field = FieldError("text", .tooLong(maximumBytes: 1))
    let errors: [any ReportableError] = [
      ConversationError.notFound, AppendMessageError.notFound, CommitReservationError.notFound,
      ConversationError.trouble(.unknown), AppendMessageError.trouble(.unknown),
      CommitReservationError.trouble(.unknown),
      BeginConversationError.trouble(.unknown), BeginConversationError.refused(.expired),
      BeginConversationError.invalid(field), AppendMessageError.invalid(field), CommitReservationError.invalid(field),
      AppendMessageError.limited(status), CommitReservationError.limited(status), CommitReservationError.released,
      PersonaError.refused, PersonaError.invalid(field), PersonaError.trouble(.unknown),
    ]
    for (_, group) in Dictionary(grouping: errors, by: \.code) { #expect(Set(group.map(\.problem)).count == 1) }
    #expect(errors.allSatisfy { !$0.detail.isEmpty && $0.message.hasSuffix(".") })
    #expect(ConversationError.notFound.status == 404 && AppendMessageError.limited(status).status == 403)
    #expect(AppendMessageError.limited(status).detail.contains("10 per conversation"))
    #expect(CommitReservationError.released.status == 409 && PersonaError.refused.status == 403)
  }
}
