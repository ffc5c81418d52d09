public import FoundationEssentials

/// A clock that stands still until a test moves it.
///
/// It can be set to any moment, an earlier one too: servers' clocks do go backwards, and rules must survive it.
public final class ManualClock: Sendable {
  private let moment: Locked<Date>

  /// A clock that shows the given moment.
  public init(_ start: Date) {
    moment = Locked(start)
  }

  /// What the clock shows.
  public var now: Date { moment.with { $0 } }

  /// Moves the clock on, or back when the duration is negative.
  public func advance(by duration: Duration) {
    let (seconds, attoseconds) = duration.components
    moment.with { $0 += Double(seconds) + Double(attoseconds) * 1e-18 }
  }

  /// Sets the clock to a moment, be it earlier or later.
  public func set(_ now: Date) {
    moment.with { $0 = now }
  }
}
