import Carryover
import CarryoverInMemory
import CarryoverTesting
import FoundationEssentials

/// The story so far, told on the in-memory store: a visitor comes, is found again, answers, meets a limit, and is forgotten.
///
/// The clock and all chance are those of a test, so the output is the same each time. A server leaves `surroundings` out.
@main
struct Quickstart {
  static func main() async throws {
    let clock = ManualClock(Date(timeIntervalSince1970: 1_767_225_600))
    let store = InMemoryStore()
    let sessions = Sessions(store: store, surroundings: .manual(clock: clock, seed: 42))

    chapter("A visitor comes")
    let new = try await sessions.create()
    let cookie = sessions.policy.cookie
    tell("session", "\(new.visitor.session.id)")
    tell("Set-Cookie", masked(cookie.header(for: new.cookie) ?? "", new.token))
    tell("stored", "only the token's digest, \(new.visitor.digest.description.prefix(16))…")

    chapter("The next request brings the cookie back")
    clock.advance(by: .seconds(90))
    let header = "theme=dark; autopilot_session=\(new.token.revealed)"
    let token = cookie.token(inCookieHeader: header)
    let who = try await sessions.resolve(token: token?.revealed, ifAbsent: .begin) { nil }
    tell("caller", "the visitor of session \(who.visitor?.session.id.description ?? "none")")

    chapter("The visitor answers")
    let patch = SessionPatch(
      discovery: DiscoveryPatch(
        questionIndex: .set(2),
        answers: .set(["facilityType": .set("A distribution centre"), "facilitySize": .set("12,000 square metres")]),
        timeframe: .set("this quarter")
      )
    )
    let updated = try await sessions.update(patch, by: who.caller, expecting: 1)
    for answer in updated.discovery.answers.values.sorted(by: { $0.key < $1.key }) {
      tell(answer.label, answer.value)
    }
    tell("revision", "\(updated.times.revision)")

    chapter("Too much is refused, and nothing of it is stored")
    do {
      let tooLong = DiscoveryPatch(timeframe: .set(String(repeating: "soon ", count: 20)))
      _ = try await sessions.update(SessionPatch(discovery: tooLong), by: who.caller)
    } catch {
      tell("refused", error.message)
    }
    let kept = try await sessions.find(new.token).session
    tell("timeframe", kept.discovery.timeframe ?? "none")

    chapter("Thirty days later")
    clock.advance(by: .days(30))
    do {
      _ = try await sessions.find(new.token)
    } catch {
      tell("to the visitor", error.message)
      tell("in the log", error.detail)
    }
    let report = try await sessions.sweep()
    tell("cleaned up", "\(report.sessions) session, \(report.tokenSlots) token slot")

    chapter("What others may know of it")
    for entry in try await store.feed(after: .start, limit: 100).entries {
      tell(entry.event.kind.rawValue, "by \(entry.event.actor)")
    }
  }

  private static func chapter(_ title: String) {
    print("\n\(title)")
  }

  private static func tell(_ name: String, _ value: String) {
    print("  \(name): \(value)")
  }

  /// The header as it may be shown: with most of the token hidden.
  private static func masked(_ header: String, _ token: SessionToken) -> String {
    let text = token.revealed
    return header.split(separator: text, omittingEmptySubsequences: false).joined(separator: "\(text.prefix(4))…")
  }
}
