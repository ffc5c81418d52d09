import CarryoverTesting
import FoundationEssentials
import Synchronization
import Testing

@testable import Carryover

@Suite("ID-1 minted identifiers are UUIDv7")
struct MintingTests {
  private let now = Date(milliseconds: 1_770_091_506_789)

  private func surroundings(_ chances: UInt64...) -> Surroundings {
    let left = Mutex(chances)
    return Surroundings(random: { left.withLock { $0.isEmpty ? 0 : $0.removeFirst() } })
  }

  @Test func `the layout is that of RFC 9562`() {
    let least: Session.ID = surroundings(0).mint(at: now)
    let greatest: Session.ID = surroundings(.max).mint(at: now)

    #expect(least.description == "019c21ac-ec65-7000-8000-000000000000")
    #expect(greatest.description == "019c21ac-ec65-7000-bfff-ffffffffffff")
  }

  @Test func `the fraction of the millisecond stands where the standard allows it, so identifiers sort more finely`() {
    let half: Session.ID = surroundings(0).mint(at: now.addingTimeInterval(0.0005))
    let ids: [Session.ID] = (0..<2_000).map {
      surroundings(.max).mint(at: now.addingTimeInterval(Double($0) / 100_000))
    }

    #expect(half.description.hasPrefix("019c21ac-ec65-77f") || half.description.hasPrefix("019c21ac-ec65-780"))
    #expect(ids == ids.sorted())
    #expect(Set(ids).count == ids.count)
  }

  @Test func `version, variant and time hold for any chance`() {
    var chance = SeededGenerator(seed: 4)
    for _ in 0..<2_000 {
      let moment = Date(milliseconds: Int64.random(in: 0..<(1 << 47), using: &chance))
      let id: Session.ID = surroundings(chance.next(), chance.next()).mint(at: moment)
      #expect(id.bits.high &>> 12 & 0xF == 7)
      #expect(id.bits.low &>> 62 == 0b10)
      #expect(id.bits.high &>> 16 == UInt64(moment.milliseconds))
    }
  }

  @Test func `identifiers of later milliseconds sort later, as values and as texts`() {
    let ids: [Session.ID] = (0..<200).map { Surroundings.live.mint(at: now.adding(.milliseconds($0))) }

    #expect(ids.shuffled().sorted() == ids)
    #expect(ids.map(\.description).sorted() == ids.map(\.description))
  }

  @Test func `no two of many of the same moment are the same`() {
    let ids: [Session.ID] = (0..<50_000).map { _ in Surroundings.live.mint(at: now) }

    #expect(Set(ids).count == ids.count)
  }

  @Test(arguments: [-1e12, -1, .nan])
  func `a clock before 1970 mints with time zero`(seconds: Double) {
    let id: Session.ID = surroundings(0, 0).mint(at: Date(timeIntervalSince1970: seconds))

    #expect(id.description == "00000000-0000-7000-8000-000000000000")
  }

  @Test func `a token is four chances, in their order`() {
    let token = surroundings(1, 2, 3, 4).makeToken()

    #expect(TokenHash.builtIn.digest(of: token) == SessionToken(bits: Bits256(1, 2, 3, 4)).digest)
  }
}

extension SessionToken {
  fileprivate var digest: TokenDigest { TokenHash.builtIn.digest(of: self) }
}

@Suite("ID-1 minted identifiers as text")
struct MintedIDTests {
  private let text = "0190a1b2-c3d4-7e5f-8a6b-000000000001"

  @Test func `the text reads back, from a UUID too`() throws {
    let id = try #require(Session.ID(text))
    let uuid = try #require(UUID(uuidString: text))

    #expect(id.description == text)
    #expect(Session.ID(uuid) == id)
    #expect(uuid.uuidString.lowercased() == id.description)
  }

  @Test func `it is coded as its text, as a key of a dictionary too`() throws {
    let id = try #require(Session.ID(text))

    let json = try JSONEncoder().encode([id: 1])

    #expect(String(decoding: json, as: UTF8.self) == "{\"\(text)\":1}")
    #expect(try JSONDecoder().decode([Session.ID: Int].self, from: json) == [id: 1])
    #expect(try JSONDecoder().decode([Session.ID].self, from: JSONEncoder().encode([id])) == [id])
  }

  @Test(arguments: [
    "", "0190A1B2-C3D4-7E5F-8A6B-000000000001", "0190a1b2c3d47e5f8a6b000000000001",
    "{0190a1b2-c3d4-7e5f-8a6b-000000000001}",
    "0190a1b2-c3d4-7e5f-8a6b-00000000000", "0190a1b2-c3d4-7e5f-8a6b-0000000000011",
    "0190a1b2_c3d4-7e5f-8a6b-000000000001",
    " 0190a1b2-c3d4-7e5f-8a6b-00000000001", "0190a1b2-c3d4-7e5f-8a6b-00000000000\u{0}",
  ])
  func `another text is refused, decoded or not`(wrong: String) throws {
    #expect(Session.ID(wrong) == nil)
    let json = try JSONEncoder().encode([wrong])
    #expect(throws: DecodingError.self) { try JSONDecoder().decode([Session.ID].self, from: json) }
  }
}

@Suite("ID-3 audit times")
struct AuditTimesTests {
  private let start = Date(milliseconds: 1_000_000)

  @Test func `they begin with the creation, in whole milliseconds`() {
    let times = AuditTimes(createdAt: Date(timeIntervalSince1970: 1000.00059), by: .test(1))

    #expect(times.createdAt == start)
    #expect(times.updatedAt == start)
    #expect(times.revision == 1)
    #expect(times.latestCommand == .test(1))
  }

  @Test func `a change moves time, revision and command`() {
    var times = AuditTimes(createdAt: start, by: .test(1))

    times.change(at: start.adding(.milliseconds(5)), by: .test(2))

    #expect(times.createdAt == start)
    #expect(times.updatedAt == start.adding(.milliseconds(5)))
    #expect(times.revision == 2)
    #expect(times.latestCommand == .test(2))
  }

  @Test(arguments: [Int64.min, -1_000_000, -1, 0])
  func `they never go backwards, even if the clock does`(step: Int64) {
    var times = AuditTimes(createdAt: start, by: .test(1))
    times.change(at: start.adding(.seconds(1)), by: .test(2))

    times.change(at: start.adding(.milliseconds(step)), by: .test(3))

    #expect(times.updatedAt == start.adding(.seconds(1)))
    #expect(times.revision == 3)
  }

  @Test func `their form`() throws {
    var times = AuditTimes(createdAt: start, by: .test(1))
    times.change(at: start.adding(.milliseconds(1)), by: .test(2))
    let golden =
      #"{"createdAt":"1970-01-01T00:16:40.000Z","latestCommand":"00000000-0000-7000-8000-000000000002","#
      + #""revision":2,"updatedAt":"1970-01-01T00:16:40.001Z"}"#

    #expect(try WireBody.text(of: times, for: "times") == golden)
    #expect(try WireBody.value(AuditTimes.self, from: golden, for: "times") == times)
  }

  @Test(arguments: [
    #""revision":0,"updatedAt":"1970-01-01T00:16:40.000Z""#, #""revision":1,"updatedAt":"1970-01-01T00:16:39.999Z""#,
    #""revision":1,"updatedAt":"1970-01-01T00:16:40Z""#, #""revision":1.5,"updatedAt":"1970-01-01T00:16:40.000Z""#,
    #""revision":1"#,
  ])
  func `times that no value can have are refused`(members: String) {
    let json =
      #"{"createdAt":"1970-01-01T00:16:40.000Z","latestCommand":"00000000-0000-7000-8000-000000000002",\#(members)}"#

    #expect(throws: DecodingError.self) { try JSONDecoder().decode(AuditTimes.self, from: Data(json.utf8)) }
  }
}
