import Carryover
import CarryoverTesting
import FoundationEssentials
import Testing

@Suite("SE-3, SE-5, ID-3: updating a session")
struct SessionUpdateTests {
  @Test("ID-3: a real change moves revision and time and writes one event")
  func change() async throws {
    let scene = SessionScene()
    let new = try await scene.sessions.create()
    scene.clock.advance(by: .seconds(1))
    let session = try await scene.sessions.update(.timeframe("this quarter"), by: new.visitor.caller)
    #expect(session.discovery.timeframe == "this quarter")
    #expect(session.times.revision == 2)
    #expect(session.times.updatedAt == scene.clock.now)
    #expect(session.times.createdAt == new.visitor.session.times.createdAt)
    #expect(try await scene.sessions.find(new.token).session == session)
    let event = try #require(try await scene.events().last)
    #expect(event.kind == .sessionUpdated)
    #expect(event.actor == .session(session.id))
    #expect(event.facts == ["parts": "discovery"])
  }

  @Test("ID-3: a change that changes nothing moves nothing and writes nothing")
  func noChange() async throws {
    let scene = SessionScene()
    let new = try await scene.sessions.create()
    let first = try await scene.sessions.update(.timeframe("soon"), by: new.visitor.caller)
    let commits = scene.store.count(of: .commit)
    scene.clock.advance(by: .seconds(60))
    #expect(try await scene.sessions.update(.timeframe("soon"), by: new.visitor.caller) == first)
    #expect(try await scene.sessions.update(SessionPatch(), by: new.visitor.caller) == first)
    #expect(scene.store.count(of: .commit) == commits)
  }

  @Test("ID-3: times never go backwards, even if the clock does")
  func backwards() async throws {
    let scene = SessionScene()
    let new = try await scene.sessions.create()
    scene.clock.advance(by: .seconds(-3_600))
    let session = try await scene.sessions.update(.timeframe("soon"), by: new.visitor.caller)
    #expect(session.times.updatedAt == new.visitor.session.times.updatedAt)
    #expect(session.lastActivityAt == new.visitor.session.lastActivityAt)
    #expect(session.times.revision == 2)
  }

  @Test("SE-3: each field is kept, set or cleared, as a JSON merge patch says")
  func mergePatch() async throws {
    let scene = SessionScene()
    let caller = try await scene.sessions.create().visitor.caller
    let key = try #require(DiscoveryCatalogue.standard.questions.first?.key)
    let set = """
      {"currentQuestionIndex": 3, "phase": "roi", "timeframe": "soon", "answers": {"\(key)": "yes"},
       "selectedProductIds": ["b", "a"], "metadata": {"campaign": "spring"},
       "roiInputs": {"utilization": 0.5}}
      """
    var session = try await scene.sessions.update(patch(set), by: caller)
    #expect(session.discovery.questionIndex == 3)
    #expect(session.discovery.phase == .roi)
    #expect(session.discovery.answers[key]?.value == "yes")
    #expect(session.discovery.selectedProducts.map(\.text) == ["a", "b"])
    #expect(session.metadata.entries == ["campaign": .text("spring")])

    session = try await scene.sessions.update(patch(#"{"phase": null, "currentQuestionIndex": null}"#), by: caller)
    #expect(session.discovery.questionIndex == 0)
    #expect(session.discovery.phase == .discovery)
    #expect(session.discovery.timeframe == "soon")

    let clear =
      #"{"answers": null, "timeframe": null, "selectedProductIds": null, "metadata": null, "roiInputs": null}"#
    session = try await scene.sessions.update(patch(clear), by: caller)
    #expect(session.discovery.answers.isEmpty)
    #expect(session.discovery.timeframe == nil)
    #expect(session.discovery.selectedProducts.isEmpty)
    #expect(session.discovery.roiInputs.utilization == nil)
    #expect(session.metadata.entries.isEmpty)
  }

  @Test("SE-3: a member that a session does not have is refused by name")
  func misspelt() throws {
    let error = #expect(throws: DecodingError.self) { try patch(#"{"timeFrame": "soon"}"#) }
    guard case .dataCorrupted(let context) = error else {
      Issue.record("expected a decoding error that names the member")
      return
    }
    #expect(context.codingPath.map(\.stringValue) == ["timeFrame"])
  }

  @Test("WI-1: a patch survives its own JSON")
  func patchRoundTrip() throws {
    var original = SessionPatch.timeframe("soon")
    original.metadata = MetadataPatch(nil)
    original.discovery.phase = .set(.greenlight)
    original.discovery.questionIndex = .clear
    let data = try JSONEncoder().encode(original)
    #expect(try JSONDecoder().decode(SessionPatch.self, from: data) == original)
  }

  @Test("SE-3: an edit that rests on an older revision is refused with the current session")
  func stale() async throws {
    let scene = SessionScene()
    let caller = try await scene.sessions.create().visitor.caller
    let current = try await scene.sessions.update(.timeframe("soon"), by: caller, expecting: 1)
    await #expect(throws: UpdateSessionError.stale(current: current)) {
      try await scene.sessions.update(.timeframe("later"), by: caller, expecting: 1)
    }
    #expect(try await scene.sessions.update(.timeframe("later"), by: caller, expecting: 2).times.revision == 3)
    let problem = UpdateSessionError.stale(current: current).problem
    #expect(problem.code == "session-stale" && problem.status == 409)
  }

  @Test("SE-5: over a limit nothing is stored, and the error names field and limit")
  func limits() async throws {
    let scene = SessionScene()
    let new = try await scene.sessions.create()
    let key = try #require(DiscoveryCatalogue.standard.questions.first?.key)
    let products = try (0...100).map { try Product.ID("p\($0)") }
    let entries = Dictionary(uniqueKeysWithValues: (0...32).map { ("k\($0)", MetadataPatch.Change.flag(true)) })
    let cases: [(SessionPatch, FieldError)] = [
      (
        SessionPatch(
          discovery: DiscoveryPatch(
            answers: .set([key: .set(String(repeating: "x", count: 4_097))]), timeframe: .set("t"))),
        FieldError("answers.\(key)", .tooLong(maximumBytes: 4_096))
      ),
      (SessionPatch.timeframe(String(repeating: "x", count: 65)), FieldError("timeframe", .tooLong(maximumBytes: 64))),
      (
        SessionPatch(discovery: DiscoveryPatch(selectedProducts: .set(products))),
        FieldError("selectedProductIds", .tooMany(maximum: 100))
      ),
      (SessionPatch(metadata: MetadataPatch(entries)), FieldError("metadata", .tooMany(maximum: 32))),
      (
        SessionPatch(discovery: DiscoveryPatch(questionIndex: .set(26))),
        FieldError("currentQuestionIndex", .outOfRange(lower: "0", upper: "25", hint: nil))
      ),
    ]
    for (patch, error) in cases {
      await #expect(throws: UpdateSessionError.invalid(error)) {
        try await scene.sessions.update(patch, by: new.visitor.caller)
      }
    }
    #expect(try await scene.sessions.find(new.token) == new.visitor)
    #expect(scene.store.count(of: .commit) == 1)
  }

  @Test("SE-5: the whole session has a limit; what is over it already may shrink")
  func wholeSession() async throws {
    let questions = DiscoveryCatalogue.standard.questions
    func answers(_ count: Int, of length: Int = 4_000) -> SessionPatch {
      let texts = questions.prefix(count).map { ($0.key, Patch.set(String(repeating: "x", count: length))) }
      return SessionPatch(discovery: DiscoveryPatch(answers: .set(Dictionary(uniqueKeysWithValues: texts))))
    }
    let scene = SessionScene()
    let caller = try await scene.sessions.create().visitor.caller
    await #expect(throws: UpdateSessionError.invalid(FieldError("session", .tooLong(maximumBytes: 65_536)))) {
      try await scene.sessions.update(answers(17), by: caller)
    }
    _ = try await scene.sessions.update(answers(15, of: 4_090), by: caller)
    let shorter = questions.prefix(15).map { ($0.key, Patch.set(String(repeating: "y", count: 100))) }
    for (key, answer) in shorter {
      _ = try await scene.sessions.update(
        SessionPatch(discovery: DiscoveryPatch(answers: .set([key: answer]))), by: caller)
    }
    let cleared = try await scene.sessions.update(SessionPatch(discovery: DiscoveryPatch(answers: .clear)), by: caller)
    #expect(cleared.discovery.size < 5_000)
    _ = try await scene.sessions.update(answers(12), by: caller)

    var stricter = scene.sessions.policy
    stricter.limits.bytes = 1_000
    let strict = Sessions(store: scene.store, policy: stricter, surroundings: .manual(clock: scene.clock, seed: 9))
    await #expect(throws: UpdateSessionError.invalid(FieldError("session", .tooLong(maximumBytes: 1_000)))) {
      try await strict.update(.timeframe("soon"), by: caller)
    }
  }

  @Test("ID-4: a caller is checked again at each operation, by digest and by time")
  func callers() async throws {
    let scene = SessionScene()
    let new = try await scene.sessions.create()
    let other = try await scene.sessions.create()
    let forged = Caller.session(new.visitor.session.id, by: other.visitor.digest)
    for caller in [forged, .account(try Account.ID("a")), .system, .provider(try Provider.ID("p"))] {
      await #expect(throws: UpdateSessionError.refused(.unknown)) {
        try await scene.sessions.update(.timeframe("soon"), by: caller)
      }
    }
    scene.clock.advance(by: .days(30))
    await #expect(throws: UpdateSessionError.refused(.expired)) {
      try await scene.sessions.update(.timeframe("soon"), by: new.visitor.caller)
    }
  }

  @Test("SE-3: 50 visitors' tabs update one session at once and nothing is lost")
  func concurrent() async throws {
    let scene = SessionScene()
    let caller = try await scene.sessions.create().visitor.caller
    let keys = DiscoveryCatalogue.standard.questions.map(\.key)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for key in keys {
        group.addTask {
          _ = try await scene.sessions.update(
            SessionPatch(discovery: DiscoveryPatch(answers: .set([key: .set("answer to \(key)")]))), by: caller)
        }
      }
      try await group.waitForAll()
    }
    let session = try #require(
      try await scene.store.sessions.sessions(expiringBy: .distantFuture, limit: 1).values.first)
    #expect(
      session.discovery.answers.mapValues(\.value)
        == Dictionary(uniqueKeysWithValues: keys.map { ($0, "answer to \($0)") }))
    #expect(session.times.revision == 1 + keys.count)
  }

  private func patch(_ json: String) throws -> SessionPatch {
    try JSONDecoder().decode(SessionPatch.self, from: Data(json.utf8))
  }
}
