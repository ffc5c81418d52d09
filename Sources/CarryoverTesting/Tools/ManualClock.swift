public import FoundationEssentials

/// A clock that stands still until a test moves it.
///
/// It can be set to any moment, an earlier one too: servers' clocks do go backwards, and rules must survive it.
public final class ManualClock: Sendable {
  private let reading: Locked<Reading>

  /// Where the clock was set, and how far it was moved since. Steps are summed up before they become a date: summed as dates, each would
  /// be rounded, and small ones would soon be off by a millisecond.
  private struct Reading {
    var start: Date
    var passed = Duration.zero
  }

  /// A clock that shows the given moment.
  public init(_ start: Date) {
    reading = Locked(Reading(start: start))
  }

  /// What the clock shows.
  public var now: Date {
    let reading = reading.with { $0 }
    let (seconds, attoseconds) = reading.passed.components
    return reading.start.addingTimeInterval(Double(seconds) + Double(attoseconds) * 1e-18)
  }

  /// Moves the clock on, or back when the duration is negative.
  public func advance(by duration: Duration) {
    reading.with { $0.passed += duration }
  }

  /// Sets the clock to a moment, be it earlier or later.
  public func set(_ now: Date) {
    reading.with { $0 = Reading(start: now) }
  }
}
