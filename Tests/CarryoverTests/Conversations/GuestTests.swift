import CarryoverTesting
import FoundationEssentials
import Testing

@testable import Carryover

@Suite("CV-6, CV-7, CV-8: guests")
struct GuestTests {
  private let scene = ConversationScene()

  @Test func `CV-6: a guest sends 10 messages, and the 11th is refused with what a prompt needs`() async throws {
    let visitor = try await scene.visitor()
    let id = try await scene.conversations.begin(by: visitor).id
    for number in 1...10 {
      #expect(try await scene.conversations.guestStatus(in: id, by: visitor)?.remaining == 11 - number)
      _ = try await scene.conversations.append("\(number)", to: id, by: visitor)
    }

    let status = GuestStatus(scope: .conversation, limit: 10, used: 10, pending: 0)
    await #expect(throws: AppendMessageError.limited(status)) {
      try await scene.conversations.append("11", to: id, by: visitor)
    }
    await #expect(throws: AppendMessageError.limited(status)) {
      try await scene.conversations.reserve(in: id, by: visitor)
    }
    #expect(try await scene.conversations.guestStatus(in: id, by: visitor) == status)
    #expect(status.reached && status.remaining == 0)
    #expect(try await scene.events(.guestLimitReached).map(\.facts) == [["scope": "conversation", "limit": "10"]])
    #expect(try await scene.conversations.append("reply", as: .assistant, to: id, by: .system).sequence == 11)
  }

  @Test func `CV-6: a slot is held until it is committed or released, and committing twice is once`() async throws {
    let visitor = try await scene.visitor()
    let id = try await scene.conversations.begin(by: visitor).id
    let before = try await scene.conversations.conversation(id, by: visitor)
    let one = try await scene.conversations.reserve(in: id, by: visitor)
    let other = try await scene.conversations.reserve(in: id, by: visitor)

    var status = try await scene.conversations.guestStatus(in: id, by: visitor)
    #expect(status == GuestStatus(scope: .conversation, limit: 10, used: 0, pending: 2))
    #expect(try await scene.conversations.conversation(id, by: visitor).times == before.times)
    let message = try await scene.conversations.commit(one, "hi")
    #expect(message.id == one.message && message.sequence == 1 && message.role == .user)
    #expect(try await scene.conversations.commit(one, "again") == message)
    try await scene.conversations.release(one)
    try await scene.conversations.release(other)
    try await scene.conversations.release(other)
    await #expect(throws: CommitReservationError.released) { try await scene.conversations.commit(other, "late") }
    status = try await scene.conversations.guestStatus(in: id, by: visitor)
    #expect(status == GuestStatus(scope: .conversation, limit: 10, used: 1, pending: 0))
    #expect(try await scene.texts(of: id) == ["hi"])
  }

  @Test func `CV-6: a reservation lapses after two minutes, and commits after that while there is room`() async throws {
    let visitor = try await scene.visitor()
    let id = try await scene.conversations.begin(by: visitor).id
    var reservations: [Reservation] = []
    for _ in 0..<10 { reservations.append(try await scene.conversations.reserve(in: id, by: visitor)) }
    let full = GuestStatus(scope: .conversation, limit: 10, used: 0, pending: 10)
    scene.clock.advance(by: .milliseconds(119_999))
    await #expect(throws: AppendMessageError.limited(full)) {
      try await scene.conversations.reserve(in: id, by: visitor)
    }

    scene.clock.advance(by: .milliseconds(1))
    for number in 1...9 { _ = try await scene.conversations.append("\(number)", to: id, by: visitor) }
    #expect(try await scene.conversations.commit(reservations[0], "late").sequence == 10)
    await #expect(
      throws: CommitReservationError.limited(GuestStatus(scope: .conversation, limit: 10, used: 10, pending: 0))
    ) { try await scene.conversations.commit(reservations[1], "too late") }
    #expect(try await scene.texts(of: id).count == 10)
  }

  @Test func `CV-6: one pending while a claim happens commits to the account, which has no limit`() async throws {
    let visitor = try await scene.visitor()
    let account = try scene.account("a")
    let id = try await scene.conversations.begin(by: visitor).id
    for _ in 0..<9 { _ = try await scene.conversations.append("x", to: id, by: visitor) }
    let pending = try await scene.conversations.reserve(in: id, by: visitor)
    try await scene.claim(visitor, by: "a")
    scene.clock.advance(by: .seconds(600))

    #expect(try await scene.conversations.guestStatus(in: id, by: account) == nil)
    for _ in 0..<5 { _ = try await scene.conversations.append("y", to: id, by: account) }
    #expect(try await scene.conversations.commit(pending, "z").sequence == 15)
    let conversation = try await scene.conversations.conversation(id, by: account)
    #expect(conversation.messages == 15 && conversation.guestMessages == 10)
    #expect(try await scene.events(.guestLimitReached).isEmpty)
  }

  @Test func `CV-8: an account reserves and commits in the same way, without a limit and uncounted`() async throws {
    let account = try scene.account("a")
    let id = try await scene.conversations.begin(by: account).id
    for _ in 0..<12 {
      let reservation = try await scene.conversations.reserve(in: id, by: account)
      _ = try await scene.conversations.commit(reservation, "x")
    }
    let released = try await scene.conversations.reserve(in: id, by: account)
    try await scene.conversations.release(released)

    await #expect(throws: CommitReservationError.released) { try await scene.conversations.commit(released, "x") }
    #expect(try await scene.conversations.conversation(id, by: account).guestMessages == 0)
    #expect(try await scene.texts(of: id).count == 12)
    await #expect(throws: AppendMessageError.notFound) { try await scene.conversations.reserve(in: id, by: .system) }
  }

  @Test func `CV-6: what is reserved without end is bounded, and only lapsed ones are forgotten`() async throws {
    let account = try scene.account("a")
    let id = try await scene.conversations.begin(by: account).id
    let first = try await scene.conversations.reserve(in: id, by: account)
    for _ in 1..<64 { _ = try await scene.conversations.reserve(in: id, by: account) }
    await #expect(throws: AppendMessageError.invalid(FieldError("reservations", .tooMany(maximum: 64)))) {
      try await scene.conversations.reserve(in: id, by: account)
    }

    scene.clock.advance(by: .seconds(120))
    _ = try await scene.conversations.reserve(in: id, by: account)
    await #expect(throws: CommitReservationError.released) { try await scene.conversations.commit(first, "x") }
  }

  @Test func `CV-6: anonymous accounts are guests`() async throws {
    let scene = ConversationScene(ConversationPolicy(isAnonymous: { $0.text.hasPrefix("anon") }))
    let visitor = try await scene.visitor()
    let claimed = try await scene.conversations.begin(by: visitor).id
    for _ in 0..<9 { _ = try await scene.conversations.append("x", to: claimed, by: visitor) }
    let pending = try await scene.conversations.reserve(in: claimed, by: visitor)
    try await scene.claim(visitor, by: "anon-1")
    let account = try scene.account("anon-1")
    scene.clock.advance(by: .seconds(120))
    _ = try await scene.conversations.append("x", to: claimed, by: account)

    let full = GuestStatus(scope: .conversation, limit: 10, used: 10, pending: 0)
    await #expect(throws: AppendMessageError.limited(full)) {
      try await scene.conversations.append("x", to: claimed, by: account)
    }
    await #expect(throws: CommitReservationError.limited(full)) {
      try await scene.conversations.commit(pending, "x")
    }
    let own = try await scene.conversations.begin(by: account).id
    let reservation = try await scene.conversations.reserve(in: own, by: account)
    _ = try await scene.conversations.commit(reservation, "x")
    #expect(try await scene.conversations.guestStatus(in: own, by: account)?.used == 1)
  }

  @Test func `CV-6: a limit per session counts over its conversations, reservations too`() async throws {
    let scene = ConversationScene(ConversationPolicy(guests: GuestLimits(perSession: 3)))
    let new = try await scene.sessions.create()
    let visitor = new.visitor.caller
    let one = try await scene.conversations.begin(by: visitor).id
    let two = try await scene.conversations.begin(by: visitor).id
    let begun = try await scene.sessions.find(new.token).session
    _ = try await scene.conversations.append("x", to: one, by: visitor)
    let reservation = try await scene.conversations.reserve(in: two, by: visitor)
    let released = try await scene.conversations.reserve(in: one, by: visitor)

    let full = GuestStatus(scope: .session, limit: 3, used: 1, pending: 2)
    for id in [one, two] {
      await #expect(throws: AppendMessageError.limited(full)) {
        try await scene.conversations.append("x", to: id, by: visitor)
      }
    }
    try await scene.conversations.release(released)
    _ = try await scene.conversations.commit(reservation, "x")
    _ = try await scene.conversations.append("x", to: two, by: visitor)
    #expect(try await scene.conversations.guestStatus(in: one, by: visitor)?.reached == true)
    #expect(try await scene.events(.guestLimitReached).map(\.facts) == [["scope": "session", "limit": "3"]])
    #expect(try await scene.sessions.find(new.token).session.times == begun.times)
  }

  @Test func `CV-6: a subject's count goes on in a new session, and after the old one is deleted`() async throws {
    let scene = ConversationScene(ConversationPolicy(guests: GuestLimits(perSubject: 4)))
    let subject = try GuestQuota.ID("device-1")
    for _ in 0..<2 {
      let visitor = try await scene.visitor()
      let id = try await scene.conversations.begin(by: visitor).id
      _ = try await scene.conversations.append("x", to: id, by: visitor, subject: subject)
      let reservation = try await scene.conversations.reserve(in: id, by: visitor, subject: subject)
      _ = try await scene.conversations.commit(reservation, "x")
      let released = try await scene.conversations.reserve(in: id, by: visitor)
      try await scene.conversations.release(released)
    }
    scene.clock.advance(by: .days(31))
    #expect(try await scene.sessions.sweep().sessions == 2)
    let visitor = try await scene.visitor()
    let id = try await scene.conversations.begin(by: visitor).id

    let full = GuestStatus(scope: .subject, limit: 4, used: 4, pending: 0)
    await #expect(throws: AppendMessageError.limited(full)) {
      try await scene.conversations.append("x", to: id, by: visitor, subject: subject)
    }
    #expect(try await scene.conversations.guestStatus(in: id, by: visitor, subject: subject) == full)
    _ = try await scene.conversations.append("x", to: id, by: visitor, subject: try GuestQuota.ID("device-2"))
    #expect(try await scene.leftovers().filter { $0.kind == .guestQuota }.count == 2)
  }

  @Test func `CV-6: a reservation of a session that is revoked is not committed`() async throws {
    let visitor = try await scene.visitor()
    guard case .session(let session, _) = visitor else { return }
    let id = try await scene.conversations.begin(by: visitor).id
    let reservation = try await scene.conversations.reserve(in: id, by: visitor)
    try await scene.sessions.revoke(session, by: .system)

    await #expect(throws: CommitReservationError.notFound) { try await scene.conversations.commit(reservation, "x") }
    await #expect(throws: CommitReservationError.self) { try await scene.conversations.commit(reservation, "") }
    try await scene.conversations.release(reservation)
  }
}
