internal import CarryoverTesting

/// Everything that a run of a simulated world follows from. The same scenario always runs the same way.
package struct Scenario: Hashable, Sendable {
  /// An operation and when it begins, in virtual time.
  package struct Planned: Hashable, Sendable {
    package var number: Int
    package var operation: Operation
    package var start: UInt64
    /// How far this server's clock is off, in milliseconds.
    package var skew: Int64

    package init(number: Int, operation: Operation, start: UInt64 = 0, skew: Int64 = 0) {
      self.number = number
      self.operation = operation
      self.start = start
      self.skew = skew
    }
  }

  /// A step of the clock.
  package struct Tick: Hashable, Sendable {
    package var number: Int
    package var start: UInt64
    package var milliseconds: Int64
  }

  package var seed: UInt64
  package var subject = Subject.sessions
  package var rules = Rules.standard
  /// How many sessions there are before anything begins.
  package var visitors = 1
  /// Whether each of them has rotated its token once.
  package var hasRotated = false
  /// How old they are when the operations begin, in milliseconds.
  package var age: Int64 = 0
  /// What was done before, one thing after the other and without faults.
  package var prelude: [Planned] = []
  package var operations: [Planned] = []
  package var ticks: [Tick] = []
  package var faults = CallFaults.none
}

extension Scenario {
  /// The weather of a run.
  package enum Weather: Sendable {
    /// One call in ten goes wrong.
    case rough
    /// Most calls go wrong, until nothing does any more.
    case storm
  }

  /// The scenario of a seed, for a subject.
  package static func of(_ subject: Subject, seed: UInt64, weather: Weather = .rough) -> Scenario {
    switch subject {
    case .sessions: Scenario(seed: seed, weather: weather)
    case .claims: claims(seed: seed, weather: weather)
    }
  }

  init(seed: UInt64, subject: Subject) {
    self.seed = seed
    self.subject = subject
  }

  /// The sessions of a seed: fourteen operations that begin before any of them ends, a few that come later, steps of the
  /// clock in between, and faults.
  package init(seed: UInt64, weather: Weather = .rough) {
    var generator = SeededGenerator(seed: seed)
    self.seed = seed
    rules = [.standard, .tight, .tight, .withoutGrace].randomElement(using: &generator) ?? .standard
    visitors = .random(in: 1...3, using: &generator)
    hasRotated = .random(using: &generator)
    age = [0, 0, rules.grace, rules.interval, rules.lifetime - 1_000].randomElement(using: &generator) ?? 0
    let latecomers = Int.random(in: 1...6, using: &generator)
    operations = (1...14 + latecomers).map { number in
      Planned(
        number: number, operation: .draw(using: &generator),
        start: number <= 14 ? 0 : .random(in: 1...100, using: &generator),
        skew: .random(in: -2_000...2_000, using: &generator))
    }
    ticks = (0..<Int.random(in: 0...5, using: &generator)).map { number in
      Tick(
        number: number, start: .random(in: 1...100, using: &generator),
        milliseconds: rules.drawTick(using: &generator))
    }
    faults = weather.faults
  }
}

extension Rules {
  /// A step of the clock: mostly a small one, sometimes backwards, sometimes exactly across a limit.
  func drawTick(using generator: inout SeededGenerator) -> Int64 {
    switch Int.random(in: 0..<12, using: &generator) {
    case 0...3: .random(in: 1...1_000, using: &generator)
    case 4, 5: -.random(in: 1...5_000, using: &generator)
    case 6, 7: max(1, grace + .random(in: -1...1, using: &generator))
    case 8: interval
    case 9: (idleLimit ?? interval) - 1
    case 10: lifetime / 2
    default: lifetime - .random(in: 0...3_000, using: &generator)
    }
  }
}
