import Synchronization

/// The wall time of some operations done on several threads at once, for each operation.
func timed(
  _ operations: Int, threads: Int, _ work: @escaping @Sendable (Range<Int>) async throws -> Void
) async throws -> Duration {
  let share = operations / threads
  let gate = Gate(threads)
  let times = try await withThrowingTaskGroup { group in
    for thread in 0..<threads {
      group.addTask {
        gate.pass()
        let start = ContinuousClock.now
        try await work(thread * share..<(thread + 1) * share)
        return (start: start, end: ContinuousClock.now)
      }
    }
    return try await group.reduce(into: []) { $0.append($1) }
  }
  guard let start = times.map(\.start).min(), let end = times.map(\.end).max() else { return .zero }
  return (end - start) / (share * threads)
}

/// Opens when all have arrived, so that a short turn on several threads does not run on one of them alone.
private final class Gate: Sendable {
  private let missing: Atomic<Int>

  init(_ count: Int) { missing = Atomic(count) }

  func pass() {
    missing.subtract(1, ordering: .acquiringAndReleasing)
    while missing.load(ordering: .acquiring) > 0 {}
  }
}
