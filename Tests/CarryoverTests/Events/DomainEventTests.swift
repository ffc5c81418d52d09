import Carryover
import FoundationEssentials
import Testing

@Suite("EV-1, WI-1 events on the wire")
struct DomainEventTests {
  static let session = "0190a1b2-c3d4-7e5f-8a6b-000000000001"
  static let command = "0190a1b2-c3d4-7e5f-8a6b-0000000000ff"

  /// Each actor with its text form.
  static let actors = ["session/\(session)", "account/user@example.com", "account/a/b", "provider/pro-7", "system"]

  private func event(
    kind: DomainEvent.Kind = .sessionUpdated, actor: String = "system", facts: [String: String] = [:]
  ) throws -> DomainEvent {
    DomainEvent(
      id: try #require(DomainEvent.ID("\(Self.command).2")),
      kind: kind,
      subject: .session(try #require(Session.ID(Self.session))),
      actor: try #require(DomainEvent.Actor(actor)),
      time: Date(timeIntervalSince1970: 1_770_091_506.7899),
      facts: facts
    )
  }

  private func golden(type: String = "carryover.session.updated", actor: String = "system", data: String = "{}")
    -> String
  {
    #"{"actor":"\#(actor)","data":\#(data),"datacontenttype":"application/json","id":"\#(Self.command).2","#
      + #""source":"urn:carryover","specversion":"1.0","subject":"session/\#(Self.session)","#
      + #""time":"2026-02-03T04:05:06.789Z","type":"\#(type)"}"#
  }

  @Test(arguments: actors)
  func `an event is a CloudEvents object, whoever acted`(actor: String) throws {
    let event = try event(actor: actor)

    #expect(try event.body == golden(actor: actor))
    #expect(try DomainEvent(body: golden(actor: actor)) == event)
  }

  @Test func `its facts are the data, in the order of their names`() throws {
    let event = try event(facts: ["parts": "discovery,metadata", "count": "3", "a\nb": "\"quoted\"\u{2028}"])
    let data = #"{"a\nb":"\"quoted\"\#u{2028}","count":"3","parts":"discovery,metadata"}"#

    #expect(try event.body == golden(data: data))
    #expect(try DomainEvent(body: event.body) == event)
  }

  @Test func `a host names its own source, and nothing else changes`() throws {
    let event = try event()

    let text = try WireBody.text(of: event.cloudEvent(source: "https://example.com/visits"), for: "event")

    #expect(text == golden().replacing("urn:carryover", with: "https://example.com/visits"))
    #expect(try DomainEvent(body: text) == event)
  }

  @Test(arguments: ["conversation.begun", "of.the.future", "x"])
  func `a kind that nobody knows yet is kept`(name: String) throws {
    let event = try DomainEvent(body: golden(type: "carryover.\(name)"))

    #expect(event.kind == DomainEvent.Kind(rawValue: name))
    #expect(try event.body == golden(type: "carryover.\(name)"))
  }

  @Test func `members of other extensions and missing data are no harm`() throws {
    let extended = golden().replacing(#""actor":"#, with: #""traceparent":"00-ab","actor":"#)
    let bare = golden().replacing(#""data":{},"#, with: "")

    #expect(try DomainEvent(body: extended) == event())
    #expect(try DomainEvent(body: bare) == event())
  }

  /// A wrong value for each member, and what it replaces.
  static let wrong: [(member: String, right: String, values: [String])] = [
    ("specversion", #""1.0""#, [#""0.3""#, #""2.0""#, #""""#, "1.0", "null"]),
    (
      "type", #""carryover.session.updated""#,
      [
        #""session.updated""#, #""com.example.session""#, #""Carryover.x""#, #""carryover.""#, #""carryover.a\nb""#,
        "7", "null",
      ]
    ),
    (
      "subject", #""session/0190a1b2-c3d4-7e5f-8a6b-000000000001""#,
      [#""session""#, #""unknown/x""#, #""session/0190A1B2-C3D4-7E5F-8A6B-000000000001""#, #""""#, "null"]
    ),
    (
      "actor", #""system""#,
      [
        #""System""#, #""system/""#, #""account/""#, #""account/guest""#, #""session/x""#, #""robot/1""#, #""""#,
        "null",
      ]
    ),
    (
      "time", #""2026-02-03T04:05:06.789Z""#,
      [#""2026-02-03T04:05:06Z""#, #""2026-02-30T04:05:06.789Z""#, #""""#, "1770091506", "null"]
    ),
    (
      "id", #""0190a1b2-c3d4-7e5f-8a6b-0000000000ff.2""#,
      [
        #""0190a1b2-c3d4-7e5f-8a6b-0000000000ff""#, #""0190a1b2-c3d4-7e5f-8a6b-0000000000ff.-1""#,
        #""0190a1b2-c3d4-7e5f-8a6b-0000000000ff.+2""#, #""0190a1b2-c3d4-7e5f-8a6b-0000000000ff.02""#, #""""#, "null",
      ]
    ),
    ("data", "{}", [#"{"a":1}"#, "[]", #""text""#]),
  ]

  @Test(arguments: wrong)
  func `a wrong value is refused, naming its member`(member: String, right: String, values: [String]) throws {
    for value in values {
      let json = golden().replacing("\"\(member)\":\(right)", with: "\"\(member)\":\(value)")
      #expect(json != golden())
      let error = #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(DomainEvent.self, from: Data(json.utf8))
      }
      #expect(error?.path.first == member, "\(value)")
    }
  }

  @Test(arguments: ["specversion", "type", "subject", "actor", "time", "id"])
  func `a member that is missing is refused by name`(member: String) throws {
    let json = golden().replacing("\"\(member)\":", with: "\"no\(member)\":")

    let error = #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(DomainEvent.self, from: Data(json.utf8))
    }

    guard case .keyNotFound(let key, _)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(key.stringValue == member)
  }

  @Test func `an identity's text reads back, and only that text`() throws {
    let id = try #require(DomainEvent.ID("\(Self.command).0"))

    #expect(id.description == "\(Self.command).0")
    #expect(DomainEvent.ID(try #require(UUID(uuidString: Self.command)), ordinal: 0) == id)
    for wrong in [
      "", ".", Self.command, "\(Self.command).", "\(Self.command).00", "\(Self.command).+0", "\(Self.command).-0",
      "\(Self.command).1 ", "\(Self.command)-1", "\(Self.command.uppercased()).1",
      "\(Self.command).99999999999999999999",
    ] {
      #expect(DomainEvent.ID(wrong) == nil, "\(wrong)")
    }
  }

  @Test func `a caller becomes an actor without the digest`() throws {
    let digest = try #require(TokenDigest(String(repeating: "ab", count: 32)))
    let caller = Caller.session(try #require(Session.ID(Self.session)), by: digest)

    #expect(caller.actor.description == "session/\(Self.session)")
    #expect(Caller.account(try Account.ID("u")).actor.description == "account/u")
    #expect(Caller.provider(try Provider.ID("p")).actor.description == "provider/p")
    #expect(Caller.system.actor.description == "system")
  }
}

extension DecodingError {
  /// The members that lead to what was refused.
  var path: [String] {
    switch self {
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
      context.codingPath.map(\.stringValue)
    case .keyNotFound(let key, let context): context.codingPath.map(\.stringValue) + [key.stringValue]
    @unknown default: []
    }
  }
}
