import Carryover
import FoundationEssentials

/// A stored value that means nothing: a name, a number, and perhaps a probe that it leads to.
struct Probe: Stored, Audited, Hashable {
  var name: String
  var number: Int
  var leadsTo: String?
  var times: AuditTimes

  init(_ name: String, _ number: Int = 0, leadsTo: String? = nil, by command: CommandID = .test(0)) {
    self.name = name
    self.number = number
    self.leadsTo = leadsTo
    times = AuditTimes(createdAt: .test, by: command)
  }

  static var kind: RecordKind { .probe }
  var key: RecordKey { .probe(name) }
  var target: RecordKey? { leadsTo.map { .probe($0) } }
  var entries: [ShelfEntry] { [ShelfEntry(Shelf(.probe), order: Int64(number))] }

  enum CodingKeys: String, CodingKey {
    case name, number, leadsTo, times
  }

  mutating func set(_ number: Int, by command: CommandID) {
    self.number = number
    times.change(at: .test, by: command)
  }
}

extension RecordKey {
  static func probe(_ name: String) -> RecordKey { RecordKey(.probe, .text(name)) }
}

extension CommandID {
  static func test(_ number: UInt64) -> CommandID { CommandID(bits: Bits128(high: 0x7000, low: 0x8000 << 48 | number)) }
}

extension Date {
  static let test = Date(milliseconds: 1_770_091_506_789)
}

extension DomainEvent {
  static func test(_ command: CommandID, _ name: String, ordinal: Int = 0) -> DomainEvent {
    DomainEvent(
      id: ID(command: command, ordinal: ordinal), kind: Kind(rawValue: "probe.changed"), subject: .probe(name),
      actor: .system, time: .test)
  }
}

extension Draft {
  mutating func probe(_ name: String) throws(Unread) -> Probe? { try read(Probe.self, .probe(name)) }
}

/// A decision written down where it is tested.
struct Plan<Outcome: Sendable>: Decision {
  var reads: [RecordKey]
  let body: @Sendable (inout Draft) throws(Unread) -> Ruling<Outcome>

  init(
    reading names: [String] = [], _ body: @escaping @Sendable (inout Draft) throws(Unread) -> Ruling<Outcome>
  ) {
    reads = names.map { .probe($0) }
    self.body = body
  }

  func decide(_ draft: inout Draft) throws(Unread) -> Ruling<Outcome> { try body(&draft) }
}

/// Adds to a probe's number once, however often it is decided, and says what the number is then.
struct Add: Decision {
  var amount = 1
  var name = "a"
  var command: CommandID = .test(1)

  var reads: [RecordKey] { [.probe(name)] }

  func decide(_ draft: inout Draft) throws(Unread) -> Ruling<Int?> {
    guard var probe = try draft.probe(name) else { return .stand(nil) }
    switch draft.effect(of: command, on: probe) {
    case .present: return .stand(probe.number)
    case .uncertain: return .uncertain
    case .absent: break
    }
    probe.set(probe.number + amount, by: command)
    draft.put(probe)
    draft.emit(.test(command, name))
    return .write(probe.number)
  }
}
