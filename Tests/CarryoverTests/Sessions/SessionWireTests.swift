import CarryoverTesting
import FoundationEssentials
import Testing

@testable import Carryover

@Suite("WI-1, WI-2: how sessions are written")
struct SessionWireTests {
  @Test("WI-1: a session's stored form is the golden file", arguments: Form.allCases)
  func stored(_ form: Form) throws {
    let session = try form.session
    try Golden.expect(session, "session-\(form.rawValue)")
    let record = Record(session)
    let raw = Record(key: record.key, body: try record.body)
    #expect(try raw.value(as: Session.self) == session)
    #expect(record.entries.map(\.shelf.name) == [form == .claimed ? .settling : .expiring])
  }

  @Test("WI-1: a token slot's stored form is the golden file")
  func slot() throws {
    try Golden.expect(TokenSlot(digest: digest(7), session: Form.open.session.id), "token-slot")
  }

  @Test("WI-2: a session's view is the golden file, and holds no digest and no history")
  func view() throws {
    let session = try Form.open.session
    let view = SessionView(session, catalogue: .standard)
    try Golden.expect(view, "session-view")
    #expect(try !Golden.text("session-view").contains(session.token.description))
  }

  @Test("SE-1: a view clamps the index when the catalogue has shrunk")
  func clamped() throws {
    let catalogue = try DiscoveryCatalogue(Array(DiscoveryCatalogue.standard.questions.prefix(2)))
    #expect(SessionView(try Form.open.session, catalogue: catalogue).discovery.questionIndex == 2)
  }

  @Test(
    "WI-1: a stored session that could not have been built is not read, and the error names the member",
    arguments: [
      (#""state" : "open""#, #""state" : "ajar""#, "state"),
      (#""revision" : 3"#, #""revision" : 0"#, "revision"),
      (#""createdAt" : "2027-01-15T08:00:00.000Z""#, #""createdAt" : "2027-01-15""#, "createdAt"),
      (#""phase""#, #""phase" : {"value": "selection"}, "phase""#, "phase"),
      (#""expiresAt" : "2027"#, #""expiresAt" : 2027, "x" : "2027"#, "expiresAt"),
    ])
  func corrupt(_ good: String, _ bad: String, _ member: String) throws {
    let text = try Golden.text("session-open")
    #expect(text.contains(good))
    let broken = text.replacing(good, with: bad, maxReplacements: 1)
    let error = #expect(throws: DecodingError.self) { try JSONText.read(broken, as: Session.self) }
    #expect("\(try #require(error))".contains(member))
    let record = Record(key: try Form.open.session.key, body: broken)
    #expect(throws: StoreError.self) { try record.value(as: Session.self) }
  }

  @Test("WI-1: a body under another record's key is not read")
  func misplaced() throws {
    let session = try Form.open.session
    let other = RecordKey.session(Session.ID(bits: Bits128(high: 1, low: 2)))
    let record = Record(key: other, body: try Record(session).body)
    #expect(throws: StoreError.self) { try record.value(as: Session.self) }
  }

  /// One session for each standing, with everything filled in.
  enum Form: String, CaseIterable {
    case open, revoked, claimed

    var session: Session {
      get throws {
        let start = Date(timeIntervalSince1970: 1_800_000_000)
        let command = CommandID(bits: Bits128(high: 0x017f_22e2_79b0_7000, low: 0x8000_0000_0000_0001))
        var session = Session(
          id: Session.ID(bits: Bits128(high: 0x017f_22e2_79b0_7000, low: 0x8000_0000_0000_0002)), token: digest(1),
          at: start, lifetime: .days(30), command: command)
        session.rotate(to: digest(2), at: start.addingTimeInterval(0.25), policy: SessionPolicy(), command: command)
        let patch = try JSONText.read(
          """
          {"currentQuestionIndex": 3, "phase": "roi", "answers": {"facilityType": "warehouse"},
           "roiInputs": {"utilization": "0.5"}, "selectedProductIds": ["p-1"], "timeframe": "soon",
           "metadata": {"campaign": {"name": "spring", "weight": 1.5}}}
          """, as: SessionPatch.self)
        _ = try session.apply(
          patch, at: start.addingTimeInterval(1), catalogue: .standard, limits: SessionLimits(), command: command)
        switch self {
        case .open: break
        case .revoked: session.revoke(at: start.addingTimeInterval(2), command: command)
        case .claimed:
          session.standing = .claimed(
            Session.Claim(
              account: try Account.ID("auth0|42"), at: start.addingTimeInterval(2),
              receipt: ClaimReceipt.ID(bits: Bits128(high: 0x017f_22e2_79b0_7000, low: 0x8000_0000_0000_0003)),
              reversibleUntil: start.addingTimeInterval(86_402), proof: digest(1)))
        }
        return session
      }
    }
  }
}

private func digest(_ number: UInt64) -> TokenDigest { TokenDigest(bits: Bits256(number, 0, 0, number)) }
