import FoundationEssentials
import Testing

@testable import Carryover

@Suite("EV-2 server-sent events")
struct ServerSentEventsTests {
  private let event = DomainEvent.test(.test(1), "a")

  @Test func `an entry is position, kind and a CloudEvents object on one line`() throws {
    let frame = try ServerSentEvents.frame(FeedEntry(FeedPosition("e1-7"), event), source: "https://example.com")

    #expect(
      frame == """
        id: e1-7
        event: probe.changed
        data: {"actor":"system","data":{},"datacontenttype":"application/json",\
        "id":"00000000-0000-7000-8000-000000000001.0","source":"https://example.com","specversion":"1.0",\
        "subject":"probe/a","time":"2026-02-03T04:05:06.789Z","type":"carryover.probe.changed"}


        """)
  }

  @Test func `a reader puts together what was sent`() throws {
    let frames = try [
      ServerSentEvents.retry(after: .seconds(3)),
      ServerSentEvents.frame(.event(FeedEntry(FeedPosition("1"), event)), source: "s"),
      ServerSentEvents.keepAlive,
      ServerSentEvents.mark(FeedPosition("5")),
      ServerSentEvents.frame(.missed, source: "s"),
    ].joined()

    var reader = StreamReader()
    reader.read(frames)

    #expect(reader.retry == 3000)
    #expect(reader.dispatched.map(\.name) == ["probe.changed", ServerSentEvents.missedName])
    #expect(reader.dispatched.map(\.id) == ["1", ""])
    #expect(try DomainEvent(body: reader.dispatched[0].data) == event)
    #expect(reader.dispatched[1].data == "{}")
  }

  @Test func `a mark moves the position and dispatches nothing`() throws {
    var reader = StreamReader()

    reader.read(try ServerSentEvents.mark(FeedPosition("42")))

    #expect(reader.lastID == "42")
    #expect(reader.dispatched.isEmpty)
  }

  @Test(arguments: [
    ("one", "one"), ("", ""), ("a\nb", "a\nb"), ("a\r\nb", "a\nb"), ("a\rb", "a\nb"), ("\n", "\n"),
    ("a\n\nb\n", "a\n\nb\n"),
    ("\r\r\n", "\n\n"), ("a\n\u{301}b", "a\n\u{301}b"), ("a\u{2028}b\u{85}c\u{B}d", "a\u{2028}b\u{85}c\u{B}d"),
    ("event: x\nid: 9\n\ndata: y", "event: x\nid: 9\n\ndata: y"), (" a", " a"), (":", ":"),
  ])
  func `data of several lines arrives as one, and breaks out of nothing`(data: String, arrived: String) {
    var reader = StreamReader()

    reader.read(ServerSentEvents.frame(id: "1", name: "n", data: "<\(data)>"))

    #expect(reader.dispatched.map(\.data) == ["<\(arrived)>"])
    #expect(reader.dispatched.map(\.name) == ["n"])
    #expect(reader.lastID == "1")
  }

  @Test(arguments: [
    "a\nid: 9", "a\r", "a\u{0}", "a b", " a", "a ", "é", "\t", "\u{7F}", String(repeating: "x", count: 257),
  ])
  func `a position that would not come back is neither sent nor read`(text: String) {
    #expect(ServerSentEvents.position(lastEventID: text) == nil)
    #expect(throws: StoreTrouble.failed("a position of the feed cannot be sent as an id")) {
      try ServerSentEvents.frame(FeedEntry(FeedPosition(text), event), source: "s")
    }
    #expect(throws: StoreTrouble.self) { try ServerSentEvents.mark(FeedPosition(text)) }
  }

  @Test(arguments: ["", "0", "18446744073709551615", "e1-7", "a:b/c=", "~!", String(repeating: "x", count: 256)])
  func `a position that was sent comes back`(text: String) throws {
    var reader = StreamReader()
    reader.read(try ServerSentEvents.frame(FeedEntry(FeedPosition(text), event), source: "s"))

    #expect(reader.lastID == text)
    #expect(ServerSentEvents.position(lastEventID: reader.lastID) == FeedPosition(text))
  }

  @Test(arguments: ["", "a\nb", "a\rdata: x", "a\u{0}"])
  func `a kind that would break the frame is not sent`(name: String) {
    let event = DomainEvent(
      id: event.id, kind: .init(rawValue: name), subject: event.subject, actor: .system, time: .test)

    #expect(throws: StoreTrouble.self) { try ServerSentEvents.frame(FeedEntry(.start, event), source: "s") }
  }

  @Test func `facts and sources with line ends stay inside the data`() throws {
    let event = DomainEvent(
      id: event.id, kind: event.kind, subject: .probe("a\n\nid: 9"), actor: .system, time: .test,
      facts: ["a\n": "\r\n\r\nevent: x"])
    var reader = StreamReader()

    reader.read(try ServerSentEvents.frame(FeedEntry(FeedPosition("1"), event), source: "s\n\nid: 9"))

    #expect(reader.dispatched.count == 1)
    #expect(reader.lastID == "1")
    #expect(try DomainEvent(body: reader.dispatched[0].data) == event)
  }

  @Test func `waiting is told in whole milliseconds, never negative`() {
    #expect(ServerSentEvents.retry(after: .milliseconds(2_500)) == "retry: 2500\n\n")
    #expect(ServerSentEvents.retry(after: .microseconds(1_999)) == "retry: 1\n\n")
    #expect(ServerSentEvents.retry(after: .seconds(-1)) == "retry: 0\n\n")
  }

  @Test func `a gap sends its reader back to the oldest`() throws {
    var reader = StreamReader()
    reader.read("id: 7\n\n" + (try ServerSentEvents.frame(.missed, source: "s")))

    #expect(ServerSentEvents.position(lastEventID: reader.lastID) == .start)
  }
}

/// A reader of an event stream, written from the standard's rules and from nothing of the library.
struct StreamReader {
  struct Dispatched: Equatable {
    var id: String
    var name: String
    var data: String
  }

  private(set) var dispatched: [Dispatched] = []
  private(set) var lastID = ""
  private(set) var retry: Int?

  private var name = ""
  private var data: [String] = []

  mutating func read(_ stream: String) {
    var line: [UInt8] = []
    var afterReturn = false
    for byte in stream.utf8 {
      defer { afterReturn = byte == 0x0D }
      switch byte {
      case 0x0A where afterReturn: continue
      case 0x0A, 0x0D:
        take(String(decoding: line, as: UTF8.self))
        line = []
      default: line.append(byte)
      }
    }
  }

  private mutating func take(_ line: String) {
    guard !line.isEmpty else {
      if !data.isEmpty, data != [""] {
        dispatched.append(
          Dispatched(id: lastID, name: name.isEmpty ? "message" : name, data: data.joined(separator: "\n")))
      }
      name = ""
      data = []
      return
    }
    let bytes = Array(line.utf8)
    let colon = bytes.firstIndex(of: 0x3A) ?? bytes.count
    var rest = bytes.dropFirst(colon + 1)
    if rest.first == 0x20 { rest = rest.dropFirst() }
    let value = String(decoding: rest, as: UTF8.self)
    switch String(decoding: bytes[..<colon], as: UTF8.self) {
    case "event": name = value
    case "data": data.append(value)
    case "id": if !value.utf8.contains(0) { lastID = value }
    case "retry": if value.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { retry = Int(value) }
    default: break
    }
  }
}
