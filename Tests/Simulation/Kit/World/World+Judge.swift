internal import Carryover
internal import FoundationEssentials
internal import Synchronization

/// What a run came to.
package struct Run: Sendable {
  package var scenario: Scenario
  package var figures: Figures
  /// The faults that were really met.
  package var faults: [CallPoint: CallFault]
  package var violations: [String]
  package var trace: [String]
  /// How many calls each operation made.
  package var calls: [Int: Int]
}

extension World {
  /// What is there before anything begins.
  func prepare() {
    switch scenario.subject {
    case .sessions: prepareSessions()
    case .claims:
      for planned in scenario.prelude {
        alone { [self] lane in await perform(planned, on: lane) }
        watch.startOver()
      }
    }
    ledger.withLock { ledger in
      ledger.clock += scenario.age
      ledger.opening = scheduler.time
    }
  }

  private func prepareSessions() {
    alone { [self] _ in
      let times = AuditTimes(createdAt: Date(milliseconds: now(skew: 0)), by: CommandID(bits: Bits128(high: 0, low: 0)))
      let posts = Post.allCases.map { Change.insert(Record(PostRecord(post: $0, times: times))) }
      try? await watch.commit(Commit(posts))
    }
    for visitor in 0..<scenario.visitors {
      prepare(-1 - 2 * visitor, .create)
      if scenario.hasRotated { prepare(-2 - 2 * visitor, .rotate(Holder(visitor))) }
    }
  }

  func prepare(_ number: Int, _ operation: Operation) {
    alone { [self] lane in
      await perform(Scenario.Planned(number: number, operation: operation), on: lane)
    }
  }

  /// Faults have stopped, what was on its way has arrived, and everything works at once.
  func finish() {
    switch scenario.subject {
    case .sessions: finishSessions()
    case .claims: finishClaims()
    }
  }

  /// Whoever holds a valid token can write.
  private func finishSessions() {
    for (index, held) in ledger.withLock({ $0.held }).enumerated() {
      guard let digest = held.visitors.last?.digest, isValid(held.id, digest) else { continue }
      let answered = ledger.withLock { $0.history.count }
      let edit = Edit(notes: ["last": "\(index)"])
      prepare(-100 - index, .update(Holder(index), edit, expecting: false))
      let outcome = ledger.withLock { $0.history.dropFirst(answered).first?.outcome }
      guard case .changed = outcome else {
        blame("liveness: a valid visitor cannot write any more: \(String(describing: outcome))")
        continue
      }
    }
  }

  private func isValid(_ id: Session.ID, _ digest: TokenDigest) -> Bool {
    guard let session = try? ending().sessions[id] else { return false }
    var model = Model(rules: scenario.rules)
    model.sessions[id] = session
    return model.step(.find(digest), at: now(skew: 0)).admits(.found(session))
  }

  private func ending() throws(StoreError) -> Linearization.Ending {
    try reading { [self] () async throws(StoreError) in try await watch.ending() }
  }

  /// Looks at the store with nothing else under way.
  func reading<Answer: Sendable>(
    _ body: @escaping @Sendable () async throws(StoreError) -> Answer
  ) throws(StoreError) -> Answer {
    let answer = alone { _ -> Result<Answer, StoreError> in
      do throws(StoreError) {
        return .success(try await body())
      } catch {
        return .failure(error)
      }
    }
    return try (answer ?? .failure(.failed("no answer"))).get()
  }

  /// What the run has come to so far.
  var report: Run {
    var run = Run(scenario: scenario, ledger.withLock { $0 })
    run.violations = watch.violations + run.violations
    run.figures.answers = watch.currentBooks.answers
    run.figures.commits = watch.commits
    return run
  }

  /// Judges all that was answered, once all is over.
  func judge() -> Run {
    do {
      switch scenario.subject {
      case .sessions:
        let (history, ending) = (ledger.withLock { $0.history }, try ending())
        var run = report
        // What is broken already needs no search, which is long where nothing is found.
        if run.violations.isEmpty { run.search(history, for: ending) }
        return run
      case .claims:
        try reading { [self] () async throws(StoreError) in try await watch.audit() }
        return report
      }
    } catch {
      blame("the store cannot be read any more: \(error)")
      return report
    }
  }
}

extension Run {
  fileprivate init(scenario: Scenario, _ ledger: World.Ledger) {
    self.init(
      scenario: scenario, figures: ledger.figures, faults: ledger.faults, violations: ledger.violations,
      trace: ledger.trace ?? [], calls: ledger.calls)
    figures.seeds = 1
    figures.leastAtOnce = figures.mostAtOnce
  }

  fileprivate mutating func search(_ history: [Entry], for ending: Linearization.Ending) {
    var search = Linearization(history, from: Model(rules: scenario.rules), to: ending)
    switch search.check() {
    case .linearizable: break
    case .impossible(let explanation):
      violations.append("linearizability: no order explains the answers\n\(explanation)")
    case .undecided: figures.undecided += 1
    }
  }
}
