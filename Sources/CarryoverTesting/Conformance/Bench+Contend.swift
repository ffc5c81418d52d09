internal import Carryover
internal import Synchronization

extension Bench {
  /// Lets many start at the same moment. Answers what each came to, in their order.
  func contend<Answer: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (Int) async throws -> Answer
  ) async throws -> [Answer] {
    let line = StartingLine(awaiting: count)
    return try await withThrowingTaskGroup(of: (Int, Answer).self) { group in
      for index in 0..<count {
        group.addTask {
          await line.wait()
          return (index, try await body(index))
        }
      }
      var answers: [(Int, Answer)] = []
      for try await answer in group { answers.append(answer) }
      return answers.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }

  /// Runs `watch` while others do `step` again and again.
  func whileRepeating<Answer: Sendable>(
    _ count: Int = 2, _ step: @escaping @Sendable (Int) async throws -> Void,
    watch: @escaping @Sendable () async throws -> Answer
  ) async throws -> Answer {
    let isOver = Flag()
    return try await withThrowingTaskGroup(of: Answer?.self) { group in
      for index in 0..<count {
        group.addTask {
          while !isOver.isRaised, !Task.isCancelled {
            try await step(index)
            await Task.yield()
          }
          return nil
        }
      }
      group.addTask {
        defer { isOver.raise() }
        return try await watch()
      }
      var answer: Answer?
      for try await one in group { answer = one ?? answer }
      guard let answer else { throw CancellationError() }
      return answer
    }
  }

  /// Runs something in a task that is cancelled after so many turns of others: with none, before it begins; with nil, never.
  func cancelling<Answer: Sendable>(
    afterTurns turns: Int?, _ body: @escaping @Sendable () async throws -> Answer
  ) async throws -> Answer {
    try await withThrowingTaskGroup(of: Answer.self) { group in
      group.addTask {
        while turns == 0, !Task.isCancelled { await Task.yield() }
        return try await body()
      }
      if let turns {
        for _ in 0..<turns { await Task.yield() }
        group.cancelAll()
      }
      guard let answer = try await group.next() else { throw CancellationError() }
      return answer
    }
  }

  /// Reads a record and writes what follows from it, as often as it takes.
  func update(
    _ keys: [RecordKey], _ change: @Sendable ([Loaded.Found]) throws -> Commit
  ) async throws -> Attempt {
    // Of those who contend somebody always gets through, so nobody needs more tries than there are others' changes.
    for _ in 0..<1_000 {
      let found = try await load(keys).prefix(keys.count).map { item in
        guard let found = item.found else { throw violation(expected: "a record under \(item.key)", actual: "nothing") }
        return found
      }
      await Task.yield()
      switch try await attempt(try change(found)) {
      case .applied: return .applied
      case .lost: return .lost
      case .refused: try Task.checkCancellation()
      }
    }
    throw violation(expected: "an update gets through sooner or later", actual: "1,000 conflicts")
  }

  /// Demands that one of several attempts was applied, or that an answer was lost.
  func demandOneWinner(of attempts: [Attempt]) throws {
    let applied = attempts.count { $0 == .applied }
    let lost = attempts.count { $0 == .lost }
    try demand(
      applied == 1 || (applied == 0 && lost > 0), "exactly one of \(attempts.count) commits is applied",
      actual: "\(applied) applied, \(attempts.count - applied - lost) refused, \(lost) unknown")
  }
}

/// Where contenders wait for the last of them.
private actor StartingLine {
  private var missing: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(awaiting count: Int) {
    missing = count
  }

  func wait() async {
    missing -= 1
    guard missing == 0 else { return await withCheckedContinuation { waiting.append($0) } }
    let all = waiting
    waiting = []
    for one in all { one.resume() }
  }
}

/// Something that is over once it is said to be.
final class Flag: Sendable {
  private let state = Atomic(false)

  var isRaised: Bool { state.load(ordering: .acquiring) }

  func raise() { state.store(true, ordering: .releasing) }
}
