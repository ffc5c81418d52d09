import Carryover
import CarryoverInMemory
import CarryoverTesting
import FoundationEssentials

/// The whole story, told on the in-memory store: a visitor comes, answers, talks, meets limits, signs up, and everything carries over.
///
/// The clock and all chance are those of a test, so the output is the same each time. A server leaves `surroundings` out.
@main
struct Quickstart {
  let clock: ManualClock
  let store: InMemoryStore
  let sessions: Sessions
  let conversations: Conversations
  let claims: Claims
  let profiles: Profiles
  let extractions: Extractions

  init() {
    clock = ManualClock(Date(timeIntervalSince1970: 1_767_225_600))
    store = InMemoryStore()
    let surroundings = Surroundings.manual(clock: clock, seed: 42)
    sessions = Sessions(store: store, surroundings: surroundings)
    // Three messages instead of ten keep the story short.
    let guests = GuestLimits(perConversation: 3)
    conversations = Conversations(
      store: store, policy: ConversationPolicy(guests: guests), surroundings: surroundings)
    claims = Claims(store: store, surroundings: surroundings)
    profiles = Profiles(store: store, surroundings: surroundings)
    // The pages are English: 12,000 is twelve thousand.
    extractions = Extractions(
      store: store, policy: ExtractionPolicy(numbers: NumberReader(decimalMark: .point)), surroundings: surroundings)
  }

  static func main() async throws {
    let story = Quickstart()
    let new = try await story.arrive()
    let caller = try await story.comeBack(with: new.token)
    try await story.answer(as: caller)
    let conversation = try await story.talk(as: caller)
    try await story.extract(from: conversation, as: caller)
    let back = try await story.signUp(with: new.token)
    try await story.forget(back.token)
    try await story.tellEvents()
  }
}

extension Quickstart {
  func arrive() async throws -> NewSession {
    chapter("A visitor comes")
    let new = try await sessions.create()
    tell("session", "\(new.visitor.session.id)")
    tell("Set-Cookie", masked(sessions.policy.cookie.header(for: new.cookie) ?? "", new.token))
    tell("stored", "only the token's digest, \(new.visitor.digest.description.prefix(16))…")
    return new
  }

  func comeBack(with token: SessionToken) async throws -> Caller {
    chapter("The next request brings the cookie back")
    clock.advance(by: .seconds(90))
    let header = "theme=dark; autopilot_session=\(token.revealed)"
    let token = sessions.policy.cookie.token(inCookieHeader: header)
    let who = try await sessions.resolve(token: token?.revealed, ifAbsent: .begin) { nil }
    tell("caller", "the visitor of session \(who.visitor?.session.id.description ?? "none")")
    return who.caller
  }

  func answer(as caller: Caller) async throws {
    chapter("The visitor answers")
    let patch = SessionPatch(
      discovery: DiscoveryPatch(
        questionIndex: .set(2),
        answers: .set(["facilityType": .set("A distribution centre"), "facilitySize": .set("12,000 square metres")]),
        timeframe: .set("this quarter")
      )
    )
    let updated = try await sessions.update(patch, by: caller, expecting: 1)
    for answer in updated.discovery.answers.values.sorted(by: { $0.key < $1.key }) {
      tell(answer.label, answer.value)
    }
    tell("revision", "\(updated.times.revision)")

    chapter("Too much is refused, and nothing of it is stored")
    do {
      let tooLong = DiscoveryPatch(timeframe: .set(String(repeating: "soon ", count: 20)))
      _ = try await sessions.update(SessionPatch(discovery: tooLong), by: caller)
    } catch {
      tell("refused", error.message)
    }
  }

  func talk(as caller: Caller) async throws -> Conversation.ID {
    chapter("The visitor talks to the assistant, until the guest limit")
    let conversation = try await conversations.begin(by: caller)
    let texts = [
      "Do robots pay off for us?", "Cleaning costs us $12,000 a month, and about 60% of it could be automated.",
      "How long until it pays back?", "Hello?",
    ]
    for text in texts {
      do {
        let place = try await conversations.reserve(in: conversation.id, by: caller)
        // Here a host calls its model; had that failed, it would release the place.
        let message = try await conversations.commit(place, text)
        tell("message \(message.sequence)", message.text)
      } catch {
        tell("refused", (error as? any ReportableError)?.message ?? "\(error)")
      }
    }
    return conversation.id
  }
}

extension Quickstart {
  func extract(from conversation: Conversation.ID, as caller: Caller) async throws {
    chapter("A model reads what was said, and the library believes what the visitor's own words bear out")
    // A server asks a real one. This one quotes the second message twice, and invents a budget.
    let model = ScriptedModel([
      ModelReply(
        """
        {"items": [
          {"key": "manualMonthlySpend", "op": "set", "value": "$12,000 a month", "messageRef": "m2",
           "evidence": "Cleaning costs us $12,000 a month"},
          {"key": "utilization", "op": "set", "value": "60%", "messageRef": "m2",
           "evidence": "about 60% of it could be automated"},
          {"key": "budgetRange", "op": "set", "value": "$80,000", "messageRef": "m2",
           "evidence": "our budget is $80,000"}
        ]}
        """)
    ])
    let result = await extractions.extract(from: conversation, by: caller, asking: model)
    for item in result.reading?.items ?? [] {
      tell("\(item.field)", "\(described(item.statement.value)), because of \"\(item.evidence)\"")
    }
    for item in result.dropped { tell("\(item.key)", "dropped, \(item.reason.rawValue)") }
    tell("confidence", "\(result.count) of \(result.count + result.dropped.count)")
    let again = await extractions.extract(from: conversation, by: caller, asking: model)
    tell("once more", "\(again.outcome), \(model.requests.count) call of the model in all")

    chapter("What that returns, if a machine is leased for three years")
    let dollars = try CurrencyCode("USD")
    let lease = try ROIScenario(
      .lease(monthlyPayment: MoneyFigure(Figure(5_000), dollars)),
      setUpCost: MoneyFigure(Figure(30_000), dollars),
      monthlySupervisionHours: Figure(0),
      termMonths: 36,
      yearlyDiscountRate: Figure(Decimal(5) / 100)
    )
    guard case .session(let id, _) = caller, let session = try await store.sessions.session(id) else { return }
    let returns = lease.result(for: session.discovery.roiInputs)
    tell("saved a year", returns.yearlyNetSaving.known.map { "\($0.expected) USD" } ?? "not known")
    if case .years(let years) = returns.payback.known?.expected { tell("payback", "after \(years) years") }
    tell("net present value", returns.netPresentValue.known.map { "\($0.expected) USD" } ?? "not known")
  }
}

extension Quickstart {
  func signUp(with token: SessionToken) async throws -> NewSession {
    let account = try Account.ID("auth0|5f2c")
    let proof = ClaimProof.token(token.revealed)

    chapter("The visitor signs up: first a plan, which writes nothing")
    let plan = try await claims.plan(proof, for: account)
    for decision in plan.decisions {
      tell("\(decision.field)", "\(decision.result.rawValue), \(decision.reason.rawValue)")
    }
    tell("conversations", "\(plan.conversations)")

    chapter("Then the claim, in one commit, and the same answer however often it is repeated")
    let first = try await claims.claim(proof, for: account, as: plan)
    let again = try await claims.claim(proof, for: account)
    guard case .claimed(let claim) = first, case .alreadyYours(let replay) = again else {
      throw ClaimRefusal.unknown
    }
    tell("receipt", "\(claim.receipt.id)")
    tell("replay", replay.receipt == claim.receipt ? "the same receipt" : "another receipt")
    tell("another account", "\(try await claims.claim(proof, for: try Account.ID("auth0|mallory")))")

    chapter("What the account sees")
    let caller = Caller.account(account)
    tell("timeframe", try await profiles.profile(of: caller).discovery.timeframe ?? "none")
    for conversation in try await conversations.list(by: caller).values {
      tell("conversation", "\(conversation.messages) messages, no limit any more")
    }

    chapter("A day is time to change one's mind")
    let undone = try await claims.unclaim(claim.receipt.id, by: caller)
    tell("returned", undone.undoing.returned.map(\.description).joined(separator: ", "))
    tell("the account's timeframe", undone.profile.discovery.timeframe ?? "none")
    tell("the visitor's timeframe", undone.new.visitor.session.discovery.timeframe ?? "none")
    tell("token", undone.new.token == token ? "the old one" : "a new one")
    return undone.new
  }

  func forget(_ token: SessionToken) async throws {
    chapter("A month later")
    clock.advance(by: .seconds(31 * 86_400))
    do {
      _ = try await sessions.find(token)
    } catch {
      tell("to the visitor", error.message)
      tell("in the log", error.detail)
    }
    let report = try await sessions.sweep()
    tell(
      "cleaned up",
      "\(report.sessions) session, \(report.tokenSlots) token slot, \(report.conversations) conversation, "
        + "\(report.messages) messages")
  }

  func tellEvents() async throws {
    chapter("What others may know of it")
    for entry in try await store.feed(after: .start, limit: 100).entries {
      tell(entry.event.kind.rawValue, "by \(entry.event.actor)")
    }
  }
}

extension Quickstart {
  /// A value as a person would write it.
  private func described(_ value: DiscoveryFieldValue?) -> String {
    switch value {
    case .money(let money): "\(money.figure) \(money.currency)"
    case .figure(let figure): "\(figure)"
    case .answer(let answer): answer.value
    case .text(let text): text
    case .index(let index): "\(index)"
    case .phase(let phase): phase.rawValue
    case .product(let id): id.text
    case nil: "taken back"
    }
  }

  private func chapter(_ title: String) {
    print("\n\(title)")
  }

  private func tell(_ name: String, _ value: String) {
    print("  \(name): \(value)")
  }

  /// The header as it may be shown: with most of the token hidden.
  private func masked(_ header: String, _ token: SessionToken) -> String {
    let text = token.revealed
    return header.split(separator: text, omittingEmptySubsequences: false).joined(separator: "\(text.prefix(4))…")
  }
}
