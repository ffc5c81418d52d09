import Carryover
import CarryoverInMemory
import FoundationEssentials

/// One value, made at start-up and shared by every request.
func makeSessions() -> Sessions {
  let sessions = Sessions(store: InMemoryStore())
  return sessions
}

func patchSession(_ request: HostRequest, _ sessions: Sessions) async throws -> HostResponse {
  let policy = sessions.policy
  let token = policy.cookie.token(inCookieHeaders: request.cookies)
  let who = try await sessions.resolve(token: token?.revealed, ifAbsent: .begin) { try await request.verifiedAccount() }
  var response: HostResponse
  do {
    let patch = try JSONDecoder().decode(SessionPatch.self, from: request.body)
    let session = try await sessions.update(patch, by: who.caller)
    response = try .json(200, SessionView(session, catalogue: policy.catalogue))
  } catch let error as any ReportableError {
    response = try .problem(error.problem)
  }
  response.setCookie = policy.cookie.header(for: who.cookie)
  return response
}

func save(_ patch: SessionPatch, revision: Int, by caller: Caller, in sessions: Sessions) async -> String {
  do {
    let session = try await sessions.update(patch, by: caller, expecting: revision)
    return "saved as revision \(session.times.revision)"
  } catch {
    switch error {
    case .refused: return "please start again"
    case .invalid(let fault): return "\(fault.field): \(fault.message)"
    case .stale(let current): return "somebody else saved revision \(current.times.revision)"
    case .trouble(let trouble): return trouble.message
    }
  }
}
