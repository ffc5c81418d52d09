internal import Carryover
internal import CarryoverInMemory
internal import CarryoverTesting
internal import Synchronization

/// One run of a scenario: a store, servers that call it, a network that fails, and a clock, all on one thread.
package final class World: Sendable {
  package let scenario: Scenario
  package let bug: PlantedBug?

  let scheduler: Scheduler
  let watch: WatchedStore
  let ledger: Mutex<Ledger>

  /// What is known of a session to those who hold its tokens.
  struct Held {
    var id: Session.ID
    var tokens: [SessionToken]
    var visitors: [Visitor]
    var revision: Int
  }

  /// What has happened so far.
  struct Ledger {
    var clock: Int64 = 1_800_000_000_000
    /// The moment of virtual time at which the world was prepared.
    var opening: UInt64 = 0
    var held: [Held] = []
    var known = Known()
    var history: [Entry] = []
    var late: [LateCommit] = []
    /// Operations under way whose insert may or may not have been applied.
    var lostInserts: Set<Int> = []
    var figures = Figures()
    var underWay = 0
    var faults: [CallPoint: CallFault] = [:]
    var calls: [Int: Int] = [:]
    var violations: [String] = []
    var trace: [String]?
  }

  /// A commit on its way.
  struct LateCommit {
    var point: CallPoint
    var commit: Commit
    var mark: Books.Mark?
  }

  init(_ scenario: Scenario, bug: PlantedBug?, script: Script?, isTracing: Bool) {
    self.scenario = scenario
    self.bug = bug
    scheduler = Scheduler(seed: scenario.seed, script: script)
    let store = InMemoryStore()
    watch = WatchedStore(bug?.below(store) ?? store, scenario.subject, rules: scenario.rules)
    var ledger = Ledger()
    if isTracing { ledger.trace = [] }
    self.ledger = Mutex(ledger)
  }
}

extension World {
  /// Runs a scenario to its end and judges it.
  package static func run(
    _ scenario: Scenario, bug: PlantedBug? = nil, script: Script? = nil, isTracing: Bool = false,
    on groundwork: Groundwork? = nil
  ) -> Run {
    World(scenario, bug: bug, script: script, isTracing: isTracing).run(on: groundwork)
  }

  /// The most steps that a run may take: twenty attempts of every operation would stay below.
  private static var stepLimit: Int { 10_000 }

  private func run(on groundwork: Groundwork?) -> Run {
    if let opening = groundwork?.opening { begin(at: opening) } else { prepare() }
    for planned in scenario.operations { start(planned) }
    for tick in scenario.ticks { start(tick) }
    if !scheduler.run(atMost: Self.stepLimit) { blame("liveness: some operation never comes to an end") }
    let waiting = ledger.withLock { $0.figures.begun - $0.figures.ended }
    if waiting > 0 { blame("liveness: \(waiting) operations never answered, and nothing is left to run") }
    // What another schedule shows, or an upshot that was gone through already, is judged as far as it has come.
    if scheduler.isRedundant { return report }
    alone { [self] _ in await land() }
    if let groundwork, groundwork.opening != nil, !groundwork.isNew(upshot) { return report }
    finish()
    return judge()
  }

  /// Runs a task by itself, with nothing else under way.
  @discardableResult
  func alone<Answer: Sendable>(_ body: @escaping @Sendable (Lane) async -> Answer) -> Answer? {
    let lane = scheduler.lane(0)
    let answer = Answered<Answer>()
    Task(executorPreference: lane) {
      let value = await body(lane)
      answer.value.withLock { $0 = value }
    }
    if !scheduler.run(atMost: Self.stepLimit) { blame("liveness: an operation by itself never comes to an end") }
    return answer.value.withLock { $0 }
  }

  private final class Answered<Answer: Sendable>: Sendable {
    let value = Mutex<Answer?>(nil)
  }

  private func start(_ planned: Scenario.Planned) {
    ledger.withLock { $0.figures.begun += 1 }
    let lane = scheduler.lane(planned.number)
    Task(executorPreference: lane) { [self] in
      if !scheduler.isScripted { await lane.park(for: planned.start) }
      ledger.withLock { ledger in
        ledger.underWay += 1
        ledger.figures.mostAtOnce = max(ledger.figures.mostAtOnce, ledger.underWay)
      }
      await perform(planned, on: lane)
      // The answer's way back: also what never called the store was under way for a while.
      if !scheduler.isScripted { await lane.park() }
      ledger.withLock { ledger in
        ledger.figures.ended += 1
        ledger.underWay -= 1
        ledger.lostInserts.remove(planned.number)
      }
    }
  }

  private func start(_ tick: Scenario.Tick) {
    let lane = scheduler.lane(2_000 + tick.number)
    Task(executorPreference: lane) { [self] in
      await lane.park(for: tick.start)
      // A request lives for half a minute at most. What inserts a session is under way for less than that session lives:
      // the one reservation that the driver makes.
      if tick.milliseconds > 20_000 {
        while ledger.withLock({ !$0.lostInserts.isEmpty }) { await lane.park() }
        await land()
      }
      ledger.withLock { $0.clock += tick.milliseconds }
      note("the clock moves by \(tick.milliseconds) ms")
    }
  }
}

extension World {
  /// The clock of a server.
  func now(skew: Int64) -> Int64 { ledger.withLock { $0.clock } + skew }

  /// Writes down that a rule was broken.
  func blame(_ text: String) {
    ledger.withLock { $0.violations.append(text) }
    note("VIOLATION \(text)")
  }

  /// Adds a line to the trace, if there is one.
  func note(_ text: @autoclosure () -> String) {
    guard ledger.withLock({ $0.trace != nil }) else { return }
    let line = "\(scheduler.step): \(text())"
    ledger.withLock { $0.trace?.append(line) }
  }
}
