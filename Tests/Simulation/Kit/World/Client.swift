internal import Carryover
internal import CarryoverTesting
internal import FoundationEssentials
internal import Synchronization

/// A server while it carries out one operation.
struct Client: Sendable {
  let world: World
  let number: Int
  let lane: Lane
  let line: Line
  let sessions: Sessions
  let driver: Driver
  let moments: Moments

  init(_ world: World, _ lane: Lane, number: Int, skew: Int64) {
    self.world = world
    self.number = number
    self.lane = lane
    let moments = Moments(isFrozen: world.bug == .mintsAnew)
    let line = Line(world, lane, operation: number) { moments.all.last ?? world.now(skew: skew) }
    let randomness = SeededRandomness(seed: SeededGenerator.word(seed: world.scenario.seed, number))
    let isScripted = world.scheduler.isScripted
    let surroundings = Surroundings(
      now: { Date(milliseconds: moments.take(world.now(skew: skew))) },
      random: { randomness.word() },
      pause: { _ in
        try Task.checkCancellation()
        if !isScripted { await lane.park() }
        try Task.checkCancellation()
      })
    let store = world.bug?.above(line) ?? line
    let patience = world.bug == .mintsAnew ? Patience(attempts: 1) : Patience()
    self.line = line
    self.moments = moments
    sessions = Sessions(
      store: store, policy: world.scenario.rules.policy, surroundings: surroundings, patience: patience)
    driver = Driver(store: store, surroundings: surroundings, patience: patience)
  }

  /// The moment that the operation took for now; for the part that came second, the second.
  func now(_ index: Int = 0) -> Int64 {
    let all = moments.all
    return all.isEmpty ? world.now(skew: 0) : all[min(index, all.count - 1)]
  }

  /// The moments at which an operation looked at the clock.
  final class Moments: Sendable {
    private let list = Mutex<[Int64]>([])
    private let isFrozen: Bool

    /// A frozen list shows its first moment ever after, so that a command that is tried as another is the same but for its name.
    init(isFrozen: Bool) {
      self.isFrozen = isFrozen
    }

    var all: [Int64] { list.withLock { $0 } }

    func take(_ moment: Int64) -> Int64 {
      list.withLock { list in
        if isFrozen, let first = list.first { return first }
        list.append(moment)
        return moment
      }
    }
  }
}

extension SeededGenerator {
  static func word(seed: UInt64, _ number: Int) -> UInt64 {
    var generator = SeededGenerator(seed: seed &+ 0xC11E, number)
    return generator.next()
  }
}

extension Client {
  /// How an operation ended.
  enum End {
    case answered(Outcome)
    /// It says that it changed nothing.
    case withoutEffect(String)
    /// Nobody knows what it changed.
    case unanswered(String)
  }

  /// What trouble with the store means.
  func end(_ trouble: StoreTrouble) -> End {
    switch trouble {
    case .contended: return .withoutEffect("contended")
    case .cancelled: return .withoutEffect("cancelled")
    case .unknown: return .unanswered("unknown")
    case .tooLarge, .gone, .failed, .unreadable:
      if !line.record.isCrashed { world.blame("trouble: operation \(number) ended in \(trouble)") }
      return .unanswered("failed")
    }
  }

  func end(_ error: SessionError) -> End {
    switch error {
    case .refused(let reason): .answered(.refused(reason))
    case .trouble(let trouble): end(trouble)
    }
  }

  func end(_ error: UpdateSessionError) -> End {
    switch error {
    case .refused(let reason): .answered(.refused(reason))
    case .invalid: .answered(.invalid)
    case .stale(let current): .answered(.stale(Seen(current)))
    case .trouble(let trouble): end(trouble)
    }
  }

  /// Writes the operation down. Whatever a dead process answers, nobody hears it.
  func record(_ request: Request?, _ end: End, now index: Int = 0, after: Int? = nil) {
    let record = line.record
    let end = record.isCrashed ? End.unanswered("crashed") : end
    let step = world.scheduler.step
    world.note("operation \(number) ends: \(end)")
    let isCounted = number > 0
    world.ledger.withLock { ledger in
      switch end {
      case .answered: ledger.figures.answered += isCounted ? 1 : 0
      case .withoutEffect(let reason), .unanswered(let reason): ledger.figures.troubles[reason, default: 0] += 1
      }
    }
    guard let request else { return }
    var entry = Entry(
      operation: number, request: request, now: now(index), invoked: record.firstStep ?? step, responded: nil,
      outcome: nil, after: after, hint: record.lastStep)
    switch end {
    case .withoutEffect: return
    case .unanswered: break
    case .answered(let outcome):
      entry.outcome = outcome
      entry.responded = step
    }
    world.ledger.withLock { $0.history.append(entry) }
  }
}
