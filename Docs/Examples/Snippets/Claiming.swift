import Carryover
import FoundationEssentials

/// What a claim route answers, and what becomes of the cookie.
func claim(
  _ request: HostRequest, _ claims: Claims, intent: SessionToken?
) async throws -> HostResponse {
  guard let account = try await request.verifiedAccount() else { return try .problem(ClaimRefusal.unknown.problem) }
  let cookie = claims.sessions.cookie
  guard let token = cookie.token(inCookieHeaders: request.cookies) else {
    return try .problem(ClaimRefusal.unknown.problem)
  }
  switch try await claims.claim(.token(token.revealed, intent: intent), for: account) {
  case .claimed(let result), .alreadyYours(let result):
    var response = try HostResponse.json(200, ClaimView(result, catalogue: claims.sessions.catalogue))
    response.setCookie = cookie.header(for: result.cookie)
    return response
  case .refused(let refusal):
    log(refusal.detail)
    return try .problem(refusal.problem)
  }
}

/// Rules of a host that lets people choose where both sides have a timeframe, and never goes back in a phase.
func mergePolicy() throws -> MergePolicy {
  try MergePolicy(questionIndex: .furthest, phase: .furthest, timeframe: .ask)
}

/// The owner decides what a merge asked.
func resolve(
  _ conflict: DiscoveryConflictView, taking side: DiscoveryConflict.Side, of profiles: Profiles, by caller: Caller
) async throws -> DiscoveryProfile {
  try await profiles.resolve(conflict.field, from: conflict.from, taking: side, by: caller)
}

/// A link for an e-mail, to go on from another device.
func mailLink(for visitor: Visitor, to recipient: String, _ claims: Claims) async throws -> String {
  let secret = try await claims.makeLink(visitor.caller, recipient: recipient)
  return "https://example.com/continue#\(secret.revealed)"
}
