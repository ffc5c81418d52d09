import CarryoverTesting
import FoundationEssentials
import Testing

@testable import Carryover

@Suite("CL-8: the digest of what a claim rested on")
struct ReceiptDigestTests {
  private func receipt(
    _ account: DiscoveryContent, _ session: DiscoveryContent, _ metadata: SessionMetadata = SessionMetadata()
  ) throws -> ClaimReceipt {
    let command = CommandID(bits: MergeScene.session.bits)
    var visit = Session(
      id: MergeScene.session, token: TokenDigest(bits: Bits256(1, 2, 3, 4)), at: MergeScene.start, lifetime: .days(1),
      command: command)
    (visit.discovery, visit.metadata, visit.conversations) = (session, metadata, 3)
    let profile = DiscoveryProfile(of: try Account.ID("ann"), account, at: MergeScene.start, by: command)
    return ClaimReceipt(
      id: ClaimReceipt.ID(bits: command.bits), session: visit, account: profile.account,
      basis: ClaimPlan.Basis(visit, account.isEmpty ? nil : profile, .standard), account.merging(session),
      claimedAt: MergeScene.at(9), reversibleUntil: MergeScene.at(99))
  }

  private func full() throws -> ClaimReceipt {
    let all = try DiscoveryFieldTests.one(of: .allCases)
    var other = DiscoveryContent.timeframe(.model("café\u{301}", 1))
    other.edit {
      $0.phase = Sourced(value: nil, source: .account, at: MergeScene.at(-1), replaced: .roi)
      $0.roiInputs.maintenanceFactor = Sourced(
        value: try? Figure(low: 0, high: 1), source: .imported, at: MergeScene.at(2))
    }
    return try receipt(
      other, .with { fields in for (field, statement) in all { fields[field] = statement } },
      SessionMetadata([
        "b": .object(["y": .list([.flag(true), .number(Decimal(string: "-1.50") ?? 0)]), "x": .text("")]),
        "a": .text("\u{1F600}"), "e\u{301}": .flag(false),
      ]))
  }

  @Test func `an auditor who has nothing but the receipt's JSON and the page about it comes to the same digest`() throws
  {
    for receipt in [try full(), try receipt(DiscoveryContent(), DiscoveryContent())] {
      let audited = try JSONText.read(JSONText.of(receipt), as: AuditedReceipt.self)
      #expect(SHA2.digest(audited.bytes).hex == receipt.inputs.description)
    }
  }

  @Test func `a receipt is intact until something of what it says about both sides is changed`() throws {
    let receipt = try full()
    let text = try JSONText.of(receipt)
    #expect(receipt.isIntact)
    #expect(try JSONText.read(text, as: ClaimReceipt.self).isIntact)

    for (part, other) in [
      ("\"ann\"", "\"bob\""), ("8000-000000000001\"}", "8000-000000000002\"}"),
      ("\"sessionRevision\":1", "\"sessionRevision\":2"), ("\"profileRevision\":1", "\"profileRevision\":2"),
      ("\"profileRevision\":1,", ""), ("\"sessionClaims\":0", "\"sessionClaims\":1"),
      ("\"conversations\":3", "\"conversations\":4"), ("\"Airport\"", "\"Airports\""),
      ("\"Airport\"", "\"airport\""), ("2026-02-02T02:39:59.000Z", "2026-02-02T02:39:59.001Z"),
      ("\"kind\":\"imported\"", "\"kind\":\"visitor\""), ("\"low\":\"0\"", "\"low\":\"0.1\""), ("EUR", "USD"),
      ("\"x\":\"\"", "\"x\":\" \""), ("true", "false"), ("-1.5", "-1.6"), ("\"a\":\"", "\"c\":\""),
      // Two spellings of one letter.
      ("\"e\u{301}\":", "\"\u{E9}\":"),
    ] {
      let changed = text.replacing(part, with: other)
      #expect(!changed.utf8.elementsEqual(text.utf8), "\(part) is not there")
      #expect(try !JSONText.read(changed, as: ClaimReceipt.self).isIntact, "\(part) may become \(other)")
    }
  }

  @Test func `no two inputs share their bytes`() throws {
    func answers(_ texts: [String: String]) throws -> DiscoveryContent {
      try .with {
        for (key, text) in texts {
          $0.answers[key] = Sourced(
            value: try MergeScene.answer(text, to: key), source: .visitor, at: MergeScene.at(1))
        }
      }
    }
    let nothing = DiscoveryContent()
    let (one, other) = (try answers(["a": "bc"]), try answers(["ab": "c"]))
    let named = DiscoveryContent.timeframe(.visitor("a", 1))
    let receipts = try [
      receipt(nothing, nothing), receipt(nothing, one), receipt(one, nothing), receipt(one, one),
      receipt(nothing, other),
      receipt(one, other), receipt(other, one), receipt(nothing, named),
      receipt(nothing, .timeframe(.visitor(nil, 1))), receipt(nothing, .timeframe(Said.visitor("a", 1).replacing("a"))),
      receipt(nothing, .timeframe(Said.visitor(nil, 1).replacing("a"))), receipt(nothing, .timeframe(.account("a", 1))),
      receipt(nothing, .timeframe(.model("a", 1))), receipt(nothing, .timeframe(.visitor("a", 2))),
      receipt(nothing, named, SessionMetadata(["a": .text("bc")])),
      receipt(nothing, named, SessionMetadata(["ab": .text("c")])),
      receipt(nothing, named, SessionMetadata(["a": .object([:])])),
      receipt(nothing, named, SessionMetadata(["a": .list([])])),
      receipt(nothing, named, SessionMetadata(["a": .text("1")])),
      receipt(nothing, named, SessionMetadata(["a": .number(1)])),
      receipt(nothing, named, SessionMetadata(["a": .flag(true)])),
      receipt(nothing, named, SessionMetadata(["a": .list([.list([.flag(true)]), .flag(true)])])),
      receipt(nothing, named, SessionMetadata(["a": .list([.list([.flag(true), .flag(true)])])])),
    ]
    #expect(Set(receipts.map(\.inputs)).count == receipts.count)
  }

  @Test func `what was written in any order comes to the same digest`() throws {
    let keys = (0..<20).map { "key\($0)" }
    func metadata(_ keys: [String]) -> SessionMetadata {
      SessionMetadata(Dictionary(uniqueKeysWithValues: keys.map { ($0, .text($0)) }))
    }
    let one = try receipt(DiscoveryContent(), .timeframe(.visitor("a", 1)), metadata(keys))
    let other = try receipt(DiscoveryContent(), .timeframe(.visitor("a", 1)), metadata(keys.reversed()))

    #expect(one.inputs == other.inputs)
  }
}

/// A receipt as somebody reads it who has no part of the library, and the bytes that it should have been digested from.
private struct AuditedReceipt: Decodable {
  let session, account: String
  let basis: Basis
  let metadata: [String: Value]
  let decisions: [Decision]

  struct Basis: Decodable {
    let sessionRevision, sessionClaims, conversations: Int
    let profileRevision: Int?
  }

  struct Decision: Decodable {
    let field: String
    let account, session: Side?
  }

  struct Side: Decodable {
    let value, replaced: [String: Spelled]?
    let source: [String: String]
    let at: String
  }

  struct Answer: Decodable {
    let value, questionId, label, group: String
  }

  struct Amount: Decodable {
    let amount, low, high, currency: String?
  }

  enum Spelled: Decodable {
    case text(String), number(Int), answer(Answer), amount(Amount)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let text = try? container.decode(String.self) {
        self = .text(text)
      } else if let number = try? container.decode(Int.self) {
        self = .number(number)
      } else if let answer = try? container.decode(Answer.self) {
        self = .answer(answer)
      } else {
        self = .amount(try container.decode(Amount.self))
      }
    }

    var bytes: [UInt8] {
      switch self {
      case .text(let text): Bytes.of(text)
      case .number(let number): Bytes.of("\(number)")
      case .answer(let answer): [answer.value, answer.questionId, answer.label, answer.group].flatMap { Bytes.of($0) }
      case .amount(let amount):
        Bytes.of(
          [amount.amount ?? [amount.low, amount.high].compactMap(\.self).joined(separator: "–"), amount.currency]
            .compactMap(\.self).joined(separator: " "))
      }
    }
  }

  indirect enum Value: Decodable {
    case text(String), number(Decimal), flag(Bool), list([Value]), object([String: Value])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let flag = try? container.decode(Bool.self) {
        self = .flag(flag)
      } else if let text = try? container.decode(String.self) {
        self = .text(text)
      } else if let number = try? container.decode(Decimal.self) {
        self = .number(number)
      } else if let list = try? container.decode([Value].self) {
        self = .list(list)
      } else {
        self = .object(try container.decode([String: Value].self))
      }
    }

    var bytes: [UInt8] {
      switch self {
      case .text(let text): [1] + Bytes.of(text)
      case .number(let number): [2] + Bytes.of("\(number)")
      case .flag(let flag): [3, flag ? 1 : 0]
      case .list(let values): [4] + Bytes.of(count: values.count) + values.flatMap(\.bytes)
      case .object(let members): [5] + Bytes.of(members)
      }
    }
  }

  enum Bytes {
    static func of(_ number: Int) -> [UInt8] {
      stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> $0) }
    }

    static func of(count: Int) -> [UInt8] { Array(of(count).suffix(4)) }

    static func of(_ text: String) -> [UInt8] { of(count: text.utf8.count) + Array(text.utf8) }

    static func of(_ members: [String: Value]) -> [UInt8] {
      let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      return of(count: members.count) + sorted.flatMap { of($0.key) + $0.value.bytes }
    }

    static func of(_ value: [String: Spelled]?) -> [UInt8] { value?.values.first.map { [1] + $0.bytes } ?? [0] }

    static func of(_ side: Side?) -> [UInt8] {
      guard let side, let date = WireDate.date(side.at) else { return [0] }
      let message = side.source["message"].map { of($0) } ?? []
      let kinds: [String: UInt8] = ["visitor": 1, "account": 2, "imported": 3, "model": 4]
      return [1] + of(side.value) + [kinds[side.source["kind"] ?? ""] ?? 0] + message
        + of(Int(date.timeIntervalSince1970 * 1000)) + of(side.replaced)
    }
  }

  var bytes: [UInt8] {
    Bytes.of("carryover.claim.1") + Bytes.of(session) + Bytes.of(account) + Bytes.of(basis.sessionRevision)
      + Bytes.of(basis.sessionClaims) + Bytes.of(basis.conversations)
      + (basis.profileRevision.map { [1] + Bytes.of($0) } ?? [0]) + Bytes.of(metadata)
      + Bytes.of(count: decisions.count)
      + decisions.flatMap { Bytes.of($0.field) + Bytes.of($0.account) + Bytes.of($0.session) }
  }
}

extension SessionMetadata {
  /// Metadata as it might have been written.
  fileprivate init(_ entries: [String: MetadataValue]) {
    self.init()
    _ = try? apply(MetadataPatch(entries.mapValues { MetadataPatch.Change($0) }), limits: MetadataLimits())
  }
}
