import Carryover
import FoundationEssentials

/// Runs a route with its caller, and carries the cookie and every error out.
func withCaller(
  of request: HostRequest,
  ifAbsent absence: Absence,
  in sessions: Sessions,
  _ route: (Resolution) async throws -> HostResponse
) async throws -> HostResponse {
  let cookie = sessions.policy.cookie
  var instruction = CookieInstruction.leave
  var response: HostResponse
  do {
    let token = cookie.token(inCookieHeaders: request.cookies)
    let who = try await sessions.resolve(token: token?.revealed, ifAbsent: absence) {
      try await request.verifiedAccount()
    }
    instruction = who.cookie
    if let visitor = who.visitor { try await sessions.recordActivity(of: visitor) }
    response = try await route(who)
  } catch {
    if let nobody = error as? NobodyThere { instruction = nobody.cookie }
    response = try .problem(problem(for: error))
  }
  response.setCookie = response.setCookie ?? cookie.header(for: instruction)
  return response
}

/// The one place where errors become answers.
func problem(for error: any Error) -> ProblemDetails {
  if let error = error as? any ReportableError {
    log(error.detail)
    return error.problem
  }
  guard let error = error as? DecodingError else {
    log("\(error)")
    return ProblemDetails(type: "about:blank", title: "Internal Server Error", status: 500, code: "internal")
  }
  // A value that was read, and that a rule of its type refuses, comes wrapped.
  if case .dataCorrupted(let context) = error, let fault = context.underlyingError as? FieldError {
    return fault.problem
  }
  return ProblemDetails(type: "about:blank", title: "Bad Request", status: 400, code: "malformed-body")
}

/// After a sign-in step or on suspicion: a new token, while requests under way may still use the old one.
func rotateToken(of visitor: Visitor, in sessions: Sessions) async throws -> String? {
  switch try await sessions.rotate(visitor.caller) {
  case .rotated(let new): sessions.policy.cookie.header(for: new.cookie)
  case .alreadyRotated: nil
  }
}

/// A longer life for the session and for its cookie.
func renewCookie(of visitor: Visitor, token: SessionToken, in sessions: Sessions) async throws -> String {
  let session = try await sessions.renew(visitor.caller)
  return sessions.policy.cookie.header(setting: token, for: session.remainingLife(at: .now))
}

/// Deletes all that is over. Several servers may do this at the same time.
func sweepOnce(_ sessions: Sessions) async throws(StoreTrouble) -> Int {
  var removed = 0
  var place: Place?
  repeat {
    let report = try await sessions.sweep(limit: 100, from: place)
    removed += report.sessions
    place = report.resume
  } while place != nil
  return removed
}

/// The job itself: it ends when its task is cancelled.
func sweepHourly(_ sessions: Sessions) async throws {
  while true {
    do {
      log("swept \(try await sweepOnce(sessions)) sessions")
    } catch {
      log("sweep: \(error.detail)")
    }
    try await Task.sleep(for: .seconds(3600))
  }
}

/// One page of somebody's conversations, and where the next one begins.
struct ConversationPage: Codable {
  var ids: [Conversation.ID]
  var next: Place?
}

/// Lists page by page: the cursor is the text of a place, checked before it is used.
func listConversations(
  of caller: Caller, after cursor: String?, in conversations: Conversations
) async throws -> HostResponse {
  let place = cursor.flatMap(Place.init)
  guard cursor == nil || place != nil else {
    return try .problem(
      ProblemDetails(type: "about:blank", title: "Bad Request", status: 400, code: "malformed-cursor"))
  }
  let page = try await conversations.list(by: caller, after: place, limit: 20)
  return try .json(200, ConversationPage(ids: page.values.map(\.id), next: page.next))
}

/// Takes an account's name and words out of every receipt, as a part of erasing the account. May be stopped and begun anew.
func anonymiseReceipts(of account: Account.ID, in claims: Claims) async throws(AnonymiseError) {
  var place: Place?
  repeat {
    place = try await claims.anonymise(receiptsOf: account, by: .system, from: place).resume
  } while place != nil
}

/// Sends what one visitor may know of the feed, for as long as the connection lasts.
func stream(
  of visitor: Visitor, lastEventID: String?, from store: any Store, to send: (String) async throws -> Void
) async throws {
  let position = lastEventID.flatMap { ServerSentEvents.position(lastEventID: $0) } ?? .start
  for try await element in store.events(after: position) {
    if case .event(let entry) = element, entry.event.subject != .session(visitor.session.id) {
      try await send(try ServerSentEvents.mark(entry.position))
    } else {
      try await send(try ServerSentEvents.frame(element, source: "https://example.com/sessions"))
    }
  }
}
