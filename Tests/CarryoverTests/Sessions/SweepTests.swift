import Carryover
import CarryoverTesting
import FoundationEssentials
import Testing

@Suite("SE-6: cleaning up")
struct SweepTests {
  @Test("SE-6: expired sessions go with their slots, in bounded batches, and the others stay")
  func batches() async throws {
    let scene = SessionScene()
    for _ in 0..<25 { _ = try await scene.sessions.create() }
    scene.clock.advance(by: .days(1))
    let young = try await scene.sessions.create()
    scene.clock.advance(by: .days(29))

    var total = 0
    var place: Place?
    var batches = 0
    repeat {
      let report = try await scene.sessions.sweep(limit: 10, from: place)
      #expect(report.examined <= 10)
      #expect(report.tokenSlots == report.sessions)
      total += report.sessions
      place = report.resume
      batches += 1
    } while place != nil
    #expect(total == 25)
    #expect(batches == 3)
    #expect(try await scene.refusal(of: young.token) == nil)
    #expect(
      try await scene.store.sessions.sessions(expiringBy: .distantFuture, limit: 100).values.map(\.id) == [
        young.visitor.session.id
      ])
    #expect(try await scene.events().filter { $0.kind == .sessionRemoved }.count == 25)
    #expect(try await scene.sessions.sweep().examined == 0)
  }

  @Test("SE-6: a session that cannot be read is passed over and counted, and those beyond it go")
  func unreadable() async throws {
    let scene = SessionScene()
    let key = RecordKey.session(try await scene.sessions.create().visitor.session.id)
    let found = try #require(try await scene.store.load([key]).items.first?.found)
    let broken = Record(key: key, body: #"{"id":7}"#, entries: found.record.entries)
    try await scene.store.commit(Commit([.replace(broken, found.version)]))
    for _ in 0..<3 {
      scene.clock.advance(by: .seconds(1))
      _ = try await scene.sessions.create()
    }
    scene.clock.advance(by: .days(30))

    let first = try await scene.sessions.sweep(limit: 2)
    #expect(first.examined == 2 && first.unreadable == 1 && first.sessions == 1)
    let second = try await scene.sessions.sweep(limit: 2, from: first.resume)
    #expect(second.examined == 2 && second.unreadable == 0 && second.sessions == 2)
    #expect(try await scene.sessions.sweep().unreadable == 1)
    let error = StoreTrouble.unreadable("x")
    #expect(error.problem.detail == StoreTrouble.failed("x").problem.detail && error.detail == "x")
  }

  @Test("SE-6: a rotated session goes with both of its slots")
  func rotated() async throws {
    let scene = SessionScene()
    let new = try await scene.sessions.create()
    _ = try await scene.sessions.rotate(new.visitor.caller)
    scene.clock.advance(by: .days(30))
    let report = try await scene.sessions.sweep()
    #expect(report.sessions == 1 && report.tokenSlots == 2)
    #expect(try await scene.refusal(of: new.token) == .unknown)
  }

  @Test("SE-6: a session that was renewed after it was listed is not deleted")
  func renewed() async throws {
    let scene = SessionScene()
    let new = try await scene.sessions.create()
    let lifetime = Duration.days(30)
    // The sweep's clock is ahead; the visitor renews between its listing and its commit.
    let ahead = ManualClock(scene.clock.now)
    ahead.advance(by: lifetime)
    let store = InterruptedStore(scene.store) {
      scene.clock.advance(by: .days(1))
      _ = try? await scene.sessions.renew(new.visitor.caller)
    }
    let sweeper = Sessions(store: store, surroundings: .manual(clock: ahead))
    let report = try await sweeper.sweep()
    #expect(report.examined == 1 && report.sessions == 0)
    #expect(try await scene.refusal(of: new.token) == nil)
  }

  @Test("SE-6: revoked sessions are cleaned up once their life is over, not before")
  func revoked() async throws {
    let scene = SessionScene()
    let new = try await scene.sessions.create()
    try await scene.sessions.revoke(new.visitor.session.id, by: .system)
    #expect(try await scene.sessions.sweep().examined == 0)
    scene.clock.advance(by: .days(30))
    #expect(try await scene.sessions.sweep().sessions == 1)
  }

  @Test("SE-6: two sweeps at once delete each session once")
  func parallel() async throws {
    let scene = SessionScene()
    for _ in 0..<40 { _ = try await scene.sessions.create() }
    scene.clock.advance(by: .days(31))
    async let one = scene.sessions.sweep(limit: 100)
    async let other = scene.sessions.sweep(limit: 100)
    let reports = try await [one, other]
    #expect(reports.map(\.sessions).reduce(0, +) == 40)
    #expect(try await scene.events().filter { $0.kind == .sessionRemoved }.count == 40)
  }

  @Test("SE-6: a sweep that is broken off reports what it deleted, and where to go on")
  func brokenOff() async throws {
    let scene = SessionScene()
    for _ in 0..<5 { _ = try await scene.sessions.create() }
    scene.clock.advance(by: .days(30))
    // Calls: the listing, then a load and a commit for each session; the second session's load fails for good.
    let store = FaultyStore(scene.store, Faults(script: [4: .crash]))
    let report = try await scene.sessions(over: store).sweep()
    #expect(report.sessions == 1 && report.examined == 1)
    let rest = try await scene.sessions.sweep(from: report.resume)
    #expect(rest.sessions == 4 && rest.resume == nil)
    let broken = FaultyStore(scene.store, Faults(script: [1: .crash]))
    await #expect(throws: StoreTrouble.self) { try await scene.sessions(over: broken).sweep() }
  }

  @Test("SE-6: a deletion whose answer was lost is not reported as none")
  func lostDeletion() async throws {
    let scene = SessionScene()
    for _ in 0..<2 { _ = try await scene.sessions.create() }
    scene.clock.advance(by: .days(30))
    // Calls: the listing, then a load and a commit for each session.
    let first = FaultyStore(scene.store, Faults(script: [3: .lostAcknowledgement]))
    await #expect(throws: StoreTrouble.unknown) { try await scene.sessions(over: first).sweep() }
    #expect(try await scene.sessions.sweep().sessions == 1)

    for _ in 0..<3 { _ = try await scene.sessions.create() }
    scene.clock.advance(by: .days(30))
    let second = FaultyStore(scene.store, Faults(script: [5: .lostAcknowledgement]))
    let report = try await scene.sessions(over: second).sweep()
    #expect(report.sessions == 1 && report.examined == 1)
    let rest = try await scene.sessions.sweep(from: report.resume)
    #expect(rest.sessions == 1 && rest.resume == nil)
  }

  @Test("ST-4: a sweep rides out a store in trouble, and gives up when it stays so")
  func trouble() async throws {
    let scene = SessionScene()
    _ = try await scene.sessions.create()
    scene.clock.advance(by: .days(30))
    func sweep(_ script: [Int: Fault]) async throws -> Int {
      let store = FaultyStore(scene.store, Faults(script: script))
      let sessions = Sessions(
        store: store, surroundings: .manual(clock: scene.clock), patience: Patience(attempts: 3))
      return try await sessions.sweep().sessions
    }
    let busy = Dictionary(uniqueKeysWithValues: (1...3).map { ($0, Fault.busy) })
    await #expect(throws: StoreTrouble.contended(attempts: 3)) { try await sweep(busy) }
    #expect(try await sweep([1: .busy, 2: .lostRequest, 4: .busy, 6: .lostRequest]) == 1)
  }
}

/// A store between whose listing and whose next commit something happens.
private struct InterruptedStore: Store {
  let wrapped: any Store
  let interruption: @Sendable () async -> Void

  init(_ wrapped: any Store, _ interruption: @escaping @Sendable () async -> Void) {
    self.wrapped = wrapped
    self.interruption = interruption
  }

  var limits: StoreLimits { wrapped.limits }

  func load(_ keys: [RecordKey]) async throws(StoreError) -> Loaded { try await wrapped.load(keys) }

  func commit(_ commit: Commit) async throws(StoreError) { try await wrapped.commit(commit) }

  func list(_ query: ShelfQuery, after place: Place?, limit: Int) async throws(StoreError) -> ShelfPage {
    let page = try await wrapped.list(query, after: place, limit: limit)
    await interruption()
    return page
  }

  func feed(after position: FeedPosition, limit: Int) async throws(StoreError) -> FeedPage {
    try await wrapped.feed(after: position, limit: limit)
  }
}
