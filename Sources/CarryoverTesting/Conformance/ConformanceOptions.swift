public import Carryover

/// How hard the contracts try. The defaults suit a store in memory and a database on the same network.
public struct ConformanceOptions: Sendable {
  /// How many compete in a race. Each race is run once for each number.
  public var contenders: [Int]

  /// How often a contract repeats what it must catch by chance.
  public var rounds: Int

  /// What generated cases are made from. A violation names the seed; the same seed makes the same cases again.
  public var seed: UInt64

  /// How often, and how far apart, a contract tries again where the store is busy, and looks again for an event.
  public var patience: Patience

  /// Waits.
  public var pause: @Sendable (Duration) async throws -> Void

  /// Sets how hard the contracts try.
  public init(
    contenders: [Int] = [16, 64],
    rounds: Int = 20,
    seed: UInt64 = .random(in: .min ... .max),
    patience: Patience = Patience(attempts: 100, firstDelay: .milliseconds(1), longestDelay: .milliseconds(100)),
    pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
  ) {
    self.contenders = contenders.map { max(2, $0) }
    self.rounds = max(2, rounds)
    self.seed = seed
    self.patience = patience
    self.pause = pause
  }
}
