public import FoundationEssentials

/// All that the library takes from the world around it: time, chance, a pause and a hash.
///
/// No rule reads a clock or a generator by itself, so a test that supplies these four replays exactly. ``live`` is what
/// production uses.
public struct Surroundings: Sendable {
  /// The present moment.
  public var now: @Sendable () -> Date

  /// 64 bits from a secure generator.
  public var random: @Sendable () -> UInt64

  /// Waits before another try. Throws when the task is cancelled.
  public var pause: @Sendable (Duration) async throws -> Void

  /// How a token becomes the digest that is stored.
  public var tokenHash: TokenHash

  /// Supplies the four by hand; those left out are live.
  public init(
    now: @escaping @Sendable () -> Date = Surroundings.live.now,
    random: @escaping @Sendable () -> UInt64 = Surroundings.live.random,
    pause: @escaping @Sendable (Duration) async throws -> Void = Surroundings.live.pause,
    tokenHash: TokenHash = .builtIn
  ) {
    self.now = now
    self.random = random
    self.pause = pause
    self.tokenHash = tokenHash
  }
}

extension Surroundings {
  /// The system's clock and its secure generator.
  public static let live = Surroundings(
    now: { Date.now },
    random: {
      var generator = SystemRandomNumberGenerator()
      return generator.next()
    },
    pause: { try await Task.sleep(for: $0) },
    tokenHash: .builtIn
  )

  /// Mints an identifier: a UUIDv7 of the given moment, with the fraction of the millisecond in place of its first twelve random
  /// bits (RFC 9562, section 6.2, method 3) and 62 random bits after it.
  package func mint<Subject>(at now: Date) -> MintedID<Subject> {
    let milliseconds = max(0, now.milliseconds)
    let fraction = now.timeIntervalSince1970 * 1000 - Double(milliseconds)
    return MintedID(
      bits: Bits128(
        high: (UInt64(milliseconds) & 0xFFFF_FFFF_FFFF) &<< 16 | 0x7000 | UInt64(max(0, min(fraction * 4096, 4095))),
        low: 0x8000_0000_0000_0000 | random() & 0x3FFF_FFFF_FFFF_FFFF
      )
    )
  }

  /// Makes a token: 32 bytes of chance.
  package func makeToken() -> SessionToken {
    SessionToken(bits: Bits256(random(), random(), random(), random()))
  }
}
