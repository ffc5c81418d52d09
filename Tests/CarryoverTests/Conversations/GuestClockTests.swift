import CarryoverTesting
import FoundationEssentials
import Testing

@testable import Carryover

@Suite("CV-6: no clock and no forgetting lets a guest send more")
struct GuestClockTests {
  @Test func `CV-6: a slot that a server with a clock ahead gave away is not committed by one whose clock is behind`()
    async throws
  {
    let scene = ConversationScene()
    let visitor = try await scene.visitor()
    let id = try await scene.conversations.begin(by: visitor).id
    for number in 1...9 { _ = try await scene.conversations.append("\(number)", to: id, by: visitor) }
    let reservation = try await scene.conversations.reserve(in: id, by: visitor)
    scene.clock.advance(by: .seconds(130))
    _ = try await scene.conversations.append("10", to: id, by: visitor)
    scene.clock.advance(by: .seconds(-20))

    await #expect(
      throws: CommitReservationError.limited(GuestStatus(scope: .conversation, limit: 10, used: 10, pending: 1))
    ) { try await scene.conversations.commit(reservation, "11") }
    #expect(try await scene.texts(of: id).count == 10)
    #expect(try await scene.conversations.conversation(id, by: visitor).guestMessages == 10)
  }

  @Test func `CV-6: the same holds over a session and over a subject`() async throws {
    for limits in [
      GuestLimits(perConversation: nil, perSession: 2), GuestLimits(perConversation: nil, perSubject: 2),
    ] {
      let scene = ConversationScene(ConversationPolicy(guests: limits))
      let visitor = try await scene.visitor()
      let subject = try GuestQuota.ID("device-1")
      let one = try await scene.conversations.begin(by: visitor).id
      let two = try await scene.conversations.begin(by: visitor).id
      let reservation = try await scene.conversations.reserve(in: one, by: visitor, subject: subject)
      scene.clock.advance(by: .seconds(130))
      for _ in 0..<2 { _ = try await scene.conversations.append("x", to: two, by: visitor, subject: subject) }
      scene.clock.advance(by: .seconds(-20))

      await #expect(throws: CommitReservationError.self) { try await scene.conversations.commit(reservation, "y") }
      #expect(try await scene.texts(of: one).isEmpty)
    }
  }

  @Test func `CV-6: a message is charged to session and subject even if they have forgotten its slot`() async throws {
    let scene = ConversationScene(
      ConversationPolicy(guests: GuestLimits(perConversation: nil, perSession: 4, perSubject: 2)))
    let visitor = try await scene.visitor()
    let subject = try GuestQuota.ID("device-1")
    let quiet = try await scene.conversations.begin(by: visitor).id
    let busy = try await scene.conversations.begin(by: visitor).id
    var late: [Reservation] = []
    for _ in 0..<2 {
      late.append(try await scene.conversations.reserve(in: quiet, by: visitor, subject: subject))
    }
    for _ in 0..<66 {
      scene.clock.advance(by: .seconds(121))
      _ = try await scene.conversations.reserve(in: busy, by: visitor, subject: subject)
    }
    scene.clock.advance(by: .seconds(121))
    _ = try await scene.conversations.append("1", to: busy, by: visitor, subject: subject)
    #expect(try await scene.conversations.commit(late[0], "2").sequence == 1)

    let full = GuestStatus(scope: .subject, limit: 2, used: 2, pending: 0)
    #expect(try await scene.conversations.guestStatus(in: quiet, by: visitor, subject: subject) == full)
    #expect(try await scene.conversations.guestStatus(in: quiet, by: visitor)?.used == 2)
    await #expect(throws: CommitReservationError.limited(full)) {
      try await scene.conversations.commit(late[1], "3")
    }
    try await scene.conversations.release(late[1])
    #expect(try await scene.conversations.guestStatus(in: quiet, by: visitor)?.used == 2)
  }
}
