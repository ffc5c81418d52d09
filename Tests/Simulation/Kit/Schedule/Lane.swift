package import CarryoverTesting
internal import Synchronization

/// The executor of one task of a simulated world. What it enqueues runs when the scheduler says so.
package final class Lane: TaskExecutor {
  private struct Delays {
    var generator: SeededGenerator
    var next: UInt64?
    var isIdle = false
    var isFresh = true
  }

  /// The lane's number.
  package let number: Int

  private let scheduler: Scheduler
  private let delays: Mutex<Delays>

  init(number: Int, seed: UInt64, scheduler: Scheduler) {
    self.number = number
    self.scheduler = scheduler
    delays = Mutex(Delays(generator: SeededGenerator(seed: seed, number)))
  }

  /// Hands a job to the scheduler.
  package func enqueue(_ job: consuming ExecutorJob) {
    scheduler.enqueue(UnownedJob(job), on: self)
  }

  /// Suspends the lane's task, for a drawn time or for a given one. Where it will surely change nothing next, it may say so.
  package func park(for delay: UInt64? = nil, isIdle: Bool = false) async {
    delays.withLock { delays in
      delays.next = delay
      delays.isIdle = isIdle
    }
    await scheduler.park()
  }

  /// How long the next job waits, and what it is like.
  func drawDelay() -> (UInt64, isFirst: Bool, isIdle: Bool) {
    delays.withLock { delays in
      defer {
        delays.next = nil
        delays.isIdle = false
        delays.isFresh = false
      }
      return (delays.next ?? delays.generator.next() % 16 + 1, delays.isFresh, delays.isIdle)
    }
  }
}

extension SeededGenerator {
  /// A sequence of its own for each number, under one seed.
  package init(seed: UInt64, _ number: Int, _ other: Int = 0) {
    var numbers = SeededGenerator(seed: UInt64(truncatingIfNeeded: number))
    var others = SeededGenerator(seed: UInt64(truncatingIfNeeded: other) ^ numbers.next())
    self.init(seed: seed ^ others.next())
  }
}
