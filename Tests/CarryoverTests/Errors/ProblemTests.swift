import FoundationEssentials
import Testing

@testable import Carryover

@Suite("ER-1 errors as problem details")
struct ProblemTests {
  /// An error, the problem that it renders as, and a detail that must stay inside.
  struct Example: Sendable, CustomTestStringConvertible {
    let error: any ReportableError
    let code: String
    let status: Int
    let sentence: String

    init(_ error: any ReportableError, _ code: String, _ status: Int, _ sentence: String) {
      self.error = error
      self.code = code
      self.status = status
      self.sentence = sentence
    }

    var testDescription: String { "\(type(of: error)) \(code)" }

    /// The document, member by member in alphabetical order.
    var golden: String {
      let title = code.prefix(1).uppercased() + code.dropFirst().replacing("-", with: " ")
      return
        #"{"code":"\#(code)","detail":"\#(sentence)","status":\#(status),"title":"\#(title)","type":"urn:carryover:problem:\#(code)"}"#
    }
  }

  private static let failed = "no such table: visits at db-7"

  private static let unknown = "It is not certain whether the change was made. Please look before trying again."

  static let troubles: [Example] = [
    Example(
      StoreTrouble.contended(attempts: 20), "store-contended", 503, "Too many changes at once. Please try again."),
    Example(StoreTrouble.unknown, "store-unknown", 500, unknown),
    Example(StoreTrouble.cancelled, "cancelled", 499, "The request was cancelled."),
    Example(
      StoreTrouble.tooLarge(.bytesPerRecord(limit: 400_000)), "store-too-large", 413, "The request is too large."),
    Example(StoreTrouble.gone, "feed-position-gone", 410, "This position in the feed is no longer available."),
    Example(StoreTrouble.failed(failed), "store-failed", 500, "Something went wrong. Please try again later."),
    Example(
      StoreTrouble.unreadable("session/7: not JSON"), "record-unreadable", 500,
      "Something went wrong. Please try again later."),
  ]

  static let refusals: [Example] = SessionRefusal.allCases.map {
    Example($0, "session-invalid", 401, "There is no valid session.")
  }

  static let fields: [Example] = [
    Example(
      FieldError("metadata.a", .tooLong(maximumBytes: 9)), "field-too-long", 422, "metadata.a is longer than 9 bytes."),
    Example(FieldError("answers", .tooMany(maximum: 200)), "field-too-many", 422, "answers has more than 200 entries."),
    Example(
      FieldError("metadata", .tooDeep(maximum: 4)), "field-too-deep", 422, "metadata is nested deeper than 4 levels."),
    Example(
      FieldError("roi.rate", .outOfRange(lower: "0", upper: "1", hint: "Write 5 % as 0.05.")), "field-out-of-range",
      422,
      "roi.rate must be between 0 and 1. Write 5 % as 0.05."),
    Example(
      FieldError("roi.staff", .outOfRange(lower: "0", upper: nil, hint: nil)), "field-out-of-range", 422,
      "roi.staff must be at least 0."),
    Example(FieldError("products", .unknown), "field-unknown", 422, "products is not known."),
    Example(FieldError("token", .malformed(expected: "64 digits")), "field-malformed", 422, "token must be 64 digits."),
  ]

  static var operations: [Example] {
    let id: Session.ID = .init(bits: Bits128(high: 0x7000, low: 1))
    let digest = TokenDigest(String(repeating: "ab", count: 32))
    let session = digest.map { Session(id: id, token: $0, at: .test, lifetime: .seconds(60), command: .test(1)) }
    let stale = session.map {
      Example(UpdateSessionError.stale(current: $0), "session-stale", 409, "The session has changed meanwhile.")
    }
    let wrapped = (troubles + refusals + fields).flatMap { example -> [Example] in
      let errors: [any ReportableError] =
        switch example.error {
        case let trouble as StoreTrouble: [SessionError.trouble(trouble), UpdateSessionError.trouble(trouble)]
        case let refusal as SessionRefusal: [SessionError.refused(refusal), UpdateSessionError.refused(refusal)]
        case let field as FieldError: [UpdateSessionError.invalid(field)]
        default: []
        }
      return errors.map { Example($0, example.code, example.status, example.sentence) }
    }
    return wrapped + [stale].compactMap { $0 }
  }

  static let all =
    troubles + refusals + fields + operations + [
      Example(
        TokenHash.NotSHA256(), "token-hash-not-sha256", 500, "The service is not set up correctly.")
    ]

  @Test(arguments: all)
  func `every error renders as its problem document`(example: Example) throws {
    let json = try WireBody.text(of: example.error.problem, for: "problem")

    #expect(json == example.golden)
    #expect(try WireBody.value(ProblemDetails.self, from: json, for: "problem") == example.error.problem)
  }

  @Test(arguments: all)
  func `codes are made for programs and messages for people`(example: Example) {
    #expect(example.code.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D })
    #expect((400...599).contains(example.error.status))
    #expect(example.error.message.hasSuffix("."))
    #expect(!example.error.detail.isEmpty)
  }

  /// A field's error is made to be shown: its detail holds nothing that its message does not.
  @Test(arguments: all.filter { !($0.code.hasPrefix("field-")) })
  func `the detail is for the log and shows nowhere in the problem`(example: Example) throws {
    let json = try WireBody.text(of: example.error.problem, for: "problem")

    #expect(!example.error.message.contains(example.error.detail))
    #expect(!json.contains(example.error.detail))
  }

  @Test func `towards a stranger all refusals of a session are one`() throws {
    let faces = Set(SessionRefusal.allCases.map(\.problem))
    let wrapped = Set(SessionRefusal.allCases.map { SessionError.refused($0).problem })
    let details = Set(SessionRefusal.allCases.map(\.detail))

    #expect(faces.count == 1)
    #expect(wrapped == faces)
    #expect(details.count == SessionRefusal.allCases.count)
  }

  @Test func `one code has one title, whatever happened`() {
    for (code, examples) in Dictionary(grouping: Self.all, by: \.code) {
      #expect(Set(examples.map(\.error.problem.title)).count == 1, "\(code)")
    }
    let problem = FieldError("metadata.a", .tooLong(maximumBytes: 9)).problem
    #expect(problem.title == "Field too long" && problem.detail == "metadata.a is longer than 9 bytes.")
  }

  @Test func `one code has one face`() {
    let faces = Dictionary(grouping: Self.all.filter { !$0.code.hasPrefix("field-") }, by: \.code)

    for (code, examples) in faces { #expect(Set(examples.map(\.error.problem)).count == 1, "\(code)") }
  }

  @Test func `reading without another try tells what the store told`() {
    let expected: [(StoreError, StoreTrouble)] = [
      (.busy, .contended(attempts: 1)), (.conflict([]), .contended(attempts: 1)), (.unknown, .contended(attempts: 1)),
      (.cancelled, .cancelled), (.gone, .gone), (.failed("x"), .failed("x")),
      (.tooLarge(.keysPerLoad(limit: 3)), .tooLarge(.keysPerLoad(limit: 3))),
    ]

    for (error, trouble) in expected { #expect(StoreTrouble(reading: error) == trouble) }
  }
}
