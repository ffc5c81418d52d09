import Carryover
import FoundationEssentials

/// A request as a web framework might hand it over. The library knows no HTTP; every host has a type like this.
struct HostRequest: Sendable {
  var cookies: [String] = []
  var body = Data()

  /// The host's own sign-in: the account, nil without a credential, an error for a credential that is not valid.
  func verifiedAccount() async throws -> Account.ID? { nil }
}

/// A response as a web framework might take it.
struct HostResponse: Sendable {
  var status: Int
  var contentType: String
  var body: Data
  var setCookie: String?

  static func json(_ status: Int, _ value: some Encodable) throws -> HostResponse {
    HostResponse(status: status, contentType: "application/json", body: try JSONEncoder().encode(value))
  }

  static func problem(_ problem: ProblemDetails) throws -> HostResponse {
    HostResponse(
      status: problem.status, contentType: "application/problem+json", body: try JSONEncoder().encode(problem))
  }
}

/// Where a host's log lines go.
func log(_ line: String) {}
