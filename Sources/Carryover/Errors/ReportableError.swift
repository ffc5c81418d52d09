/// An error that knows how to speak to three listeners: a program, a stranger and a log.
///
/// All errors of the library conform, so a host needs one error handler. No text is meant to be parsed: programs use
/// ``code``.
public protocol ReportableError: Error, Sendable {
  /// A stable name for programs, such as `session-not-found`.
  var code: String { get }

  /// One sentence that is safe to show to a stranger.
  var message: String { get }

  /// The HTTP status that usually fits. Advice: the core knows no HTTP.
  var status: Int { get }

  /// What a log should say. May name identifiers, never a secret.
  var detail: String { get }
}

extension ReportableError {
  /// The error as an RFC 9457 problem document, with what a stranger may know and nothing else.
  public var problem: ProblemDetails {
    ProblemDetails(
      type: "urn:carryover:problem:\(code)", title: ProblemDetails.title(of: code), status: status, code: code,
      detail: message)
  }
}

/// An RFC 9457 problem document, sent as `application/problem+json`.
public struct ProblemDetails: Codable, Hashable, Sendable {
  /// Identifies the kind of problem: a URN that ends in the error's code.
  public let type: String

  /// What kind of problem it is, for people: the same for every problem of a type.
  public let title: String

  /// The HTTP status that goes with the document.
  public let status: Int

  /// The error's stable code, repeated as an extension member for programs.
  public let code: String

  /// One sentence about this very problem, safe to show to a stranger.
  public let detail: String?

  /// Puts a problem together from its members.
  public init(type: String, title: String, status: Int, code: String, detail: String? = nil) {
    self.type = type
    self.title = title
    self.status = status
    self.code = code
    self.detail = detail
  }

  enum CodingKeys: String, CodingKey {
    case type, title, status, code, detail
  }

  /// The words of a code: `field-too-long` is "Field too long".
  static func title(of code: String) -> String {
    code.prefix(1).uppercased() + code.dropFirst().replacing("-", with: " ")
  }
}
