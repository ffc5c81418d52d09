public import Carryover

extension Surroundings {
  /// Surroundings in which everything is decided by the test: time stands still until the clock is moved, chance follows from the
  /// seed, and a pause is over at once.
  ///
  /// A pause lets other tasks run and leaves the clock alone. Like a real one it throws when the task is cancelled.
  public static func manual(
    clock: ManualClock, seed: UInt64 = 0, tokenHash: TokenHash = .builtIn
  ) -> Surroundings {
    let randomness = SeededRandomness(seed: seed)
    return Surroundings(
      now: { clock.now },
      random: { randomness.word() },
      pause: { _ in
        try Task.checkCancellation()
        await Task.yield()
        try Task.checkCancellation()
      },
      tokenHash: tokenHash
    )
  }
}
