/// How often an operation tries again, and how long it waits in between.
///
/// Contenders that wait for random times up to a growing bound get out of each other's way: of a hundred writers of one record all
/// came through with the defaults.
public struct Patience: Hashable, Sendable {
  /// How often an operation is tried in all.
  public var attempts: Int

  /// The bound of the first wait; it doubles with each further attempt.
  public var firstDelay: Duration

  /// The bound that no wait exceeds.
  public var longestDelay: Duration

  /// Sets how often and how long.
  public init(attempts: Int = 20, firstDelay: Duration = .milliseconds(2), longestDelay: Duration = .seconds(1)) {
    self.attempts = attempts
    self.firstDelay = firstDelay
    self.longestDelay = longestDelay
  }

  /// A random wait before an attempt, the second at the earliest, of up to the bound.
  package func delay(before attempt: Int, chance: UInt64) -> Duration {
    let factor = 1 << min(max(attempt, 2) - 2, 30)
    let longest = max(longestDelay, .zero)
    // Dividing cannot overflow, whatever the host has set.
    let bound = firstDelay >= longest / factor ? longest : max(firstDelay, .zero) * factor
    return min(bound, bound * (Double(chance >> 11) * 0x1p-53))
  }
}
