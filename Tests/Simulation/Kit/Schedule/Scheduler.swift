internal import Synchronization

/// The one thread on which a simulated world runs, and the order of everything that happens on it.
///
/// Each task of the world runs on a ``Lane``, a task executor whose jobs end up here. A job that is ready gets a moment in
/// virtual time, drawn from the seed, the lane and the job's number on the lane; the earliest comes next. So the order is
/// a function of the seed, and taking one task away hardly changes the order of the others, which is what lets a failure
/// shrink. For exhaustive search a ``Script`` takes the place of virtual time.
package final class Scheduler: Sendable {
  private struct Job: Sendable {
    let time: UInt64
    let lane: Lane
    let isFirst: Bool
    let isIdle: Bool
    let job: UnownedJob
  }

  private struct State {
    var ready: [Job] = []
    var parked: [UnsafeContinuation<Void, Never>] = []
    var time: UInt64 = 0
    var steps = 0
  }

  private let seed: UInt64
  private let script: Script?
  private let state = Mutex(State())

  package init(seed: UInt64, script: Script? = nil) {
    self.seed = seed
    self.script = script
  }

  /// A new lane. Its number tells it from the others, and must stay the same from run to run.
  package func lane(_ number: Int) -> Lane { Lane(number: number, seed: seed, scheduler: self) }

  /// How many jobs have run. The unit in which invocations and responses are ordered.
  package var step: Int { state.withLock { $0.steps } }

  /// The present moment of virtual time.
  package var time: UInt64 { state.withLock { $0.time } }

  /// Whether a script decides, so that nothing else should add moments to choose between.
  package var isScripted: Bool { script != nil }

  /// Whether the script leaves nothing to see that another schedule does not show.
  var isRedundant: Bool { script?.isRedundant ?? false }

  /// The job that is running changes what is stored.
  func noteChange() { script?.noteChange() }

  func enqueue(_ job: UnownedJob, on lane: Lane) {
    let (delay, isFirst, isIdle) = lane.drawDelay()
    state.withLock { state in
      state.ready.append(
        Job(time: state.time + delay, lane: lane, isFirst: isFirst, isIdle: isIdle, job: job))
    }
  }

  /// Lets other tasks run, and comes back when this one's next moment has come.
  func park() async {
    await withUnsafeContinuation { continuation in
      state.withLock { $0.parked.append(continuation) }
    }
  }
}

extension Scheduler {
  /// Runs jobs until none is left. Answers whether that was so within the limit.
  package func run(atMost limit: Int) -> Bool {
    while true {
      for continuation in state.withLock({ state in
        defer { state.parked.removeAll(keepingCapacity: true) }
        return state.parked
      }) {
        continuation.resume()
      }
      guard let next = take() else { return true }
      guard step <= limit else { return false }
      next.job.runSynchronously(on: next.lane.asUnownedTaskExecutor())
    }
  }

  private func take() -> Job? {
    state.withLock { state in
      guard !state.ready.isEmpty else { return nil }
      // A task's first job only brings it to where it parks first: nothing to choose.
      let index =
        state.ready.firstIndex(where: \.isFirst)
        ?? script.map { script in
          script.choose(among: state.ready.map { Script.Option(lane: $0.lane.number, isIdle: $0.isIdle) })
        }
        ?? Self.earliest(in: state.ready)
      let job = state.ready.remove(at: index)
      state.time = max(state.time, job.time)
      state.steps += 1
      return job
    }
  }

  private static func earliest(in ready: [Job]) -> Int {
    var best = 0
    for index in ready.indices.dropFirst()
    where (ready[index].time, ready[index].lane.number) < (ready[best].time, ready[best].lane.number) {
      best = index
    }
    return best
  }
}
