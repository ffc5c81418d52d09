/// A generator that gives the same numbers for the same seed, on every machine: SplitMix64.
///
/// For tests only. Whoever sees one number knows all that follow.
public struct SeededGenerator: RandomNumberGenerator, Hashable, Sendable {
  private var state: UInt64

  /// Starts the sequence of a seed; every seed is a good one.
  public init(seed: UInt64) {
    state = seed
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    return word ^ word >> 31
  }
}

/// One sequence of numbers that many tasks draw from.
///
/// Which task gets which number depends on who comes first, so a test that must replay exactly also decides on the order.
public final class SeededRandomness: Sendable {
  private let generator: Locked<SeededGenerator>

  /// Starts the sequence of a seed.
  public init(seed: UInt64) {
    generator = Locked(SeededGenerator(seed: seed))
  }

  /// The next 64 bits.
  public func word() -> UInt64 {
    generator.with { $0.next() }
  }
}
