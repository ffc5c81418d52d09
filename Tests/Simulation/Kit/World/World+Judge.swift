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
  /// The sessions and posts that are there before anything begins.
  func prepare() {
    alone { [self] _ in
      let times = AuditTimes(createdAt: Date(milliseconds: now(skew: 0)), by: CommandID(bits: Bits128(high: 0, low: 0)))
      let posts = Post.allCases.map { Change.insert(Record(PostRecord(post: $0, times: times))) }
      try? await watch.commit(Commit(posts))
    }
    for visitor in 0..<scenario.visitors {
      prepare(-1 - 2 * visitor, .create)
      if scenario.hasRotated { prepare(-2 - 2 * visitor, .rotate(Holder(visitor))) }
    }
    ledger.withLock { $0.clock += scenario.age }
  }

  private func prepare(_ number: Int, _ operation: Operation) {
    alone { [self] lane in
      await perform(Scenario.Planned(number: number, operation: operation), on: lane)
    }
  }

  /// Faults have stopped: what is on its way arrives, and whoever holds a valid token can write at once.
  func finish() {
    alone { [self] _ in await land() }
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
    let ending = alone { [self] _ -> Result<Linearization.Ending, StoreError> in
      do throws(StoreError) {
        return .success(try await watch.ending())
      } catch {
        return .failure(error)
      }
    }
    return try (ending ?? .failure(.failed("no answer"))).get()
  }

  /// Checks the history, once all is over.
  func judge() -> Run {
    let ledger = ledger.withLock { $0 }
    var (figures, violations) = (ledger.figures, ledger.violations)
    figures.seeds = 1
    figures.leastAtOnce = figures.mostAtOnce
    do {
      let ending = try ending()
      violations = watch.violations + violations
      figures.commits = watch.commits
      // What is broken already needs no search, which is long where nothing is found.
      if violations.isEmpty {
        var search = Linearization(ledger.history, from: Model(rules: scenario.rules), to: ending)
        switch search.check() {
        case .linearizable: break
        case .impossible(let explanation):
          violations.append("linearizability: no order explains the answers\n\(explanation)")
        case .undecided: figures.undecided += 1
        }
      }
    } catch {
      violations.append("the store cannot be read any more: \(error)")
    }
    return Run(
      scenario: scenario, figures: figures, faults: ledger.faults, violations: violations, trace: ledger.trace ?? [],
      calls: ledger.calls)
  }
}
