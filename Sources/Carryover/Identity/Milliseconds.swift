package import FoundationEssentials

extension Date {
  /// The moment cut to whole milliseconds, the precision of everything the library stores (ID-2), within the years 1 to 9999 that
  /// the wire form can say.
  package var wholeMilliseconds: Date { Date(milliseconds: milliseconds) }

  /// Milliseconds since 1970, rounded down. A date outside the years 1 to 9999 stops at their beginning or end; what is no
  /// number counts as the beginning.
  package var milliseconds: Int64 {
    let seconds = timeIntervalSince1970
    guard seconds > Double(WireDate.range.lowerBound) / 1000 else { return WireDate.range.lowerBound }
    guard seconds < Double(WireDate.range.upperBound) / 1000 else { return WireDate.range.upperBound }
    let value = seconds * 1000
    // Rounded by conversion: `rounded()` is a call into the system's library, and an update comes here six times.
    let nearest = Int64(value < 0 ? value - 0.5 : value + 0.5)
    let distance = value - Double(nearest)
    if distance == 0 { return nearest }
    // Few whole milliseconds are exact in a double. What lies within its precision beside one is meant to be that one.
    let precision = 2000 * max(seconds.ulp, timeIntervalSinceReferenceDate.ulp)
    return distance < -precision ? nearest - 1 : nearest
  }

  package init(milliseconds: Int64) {
    self.init(timeIntervalSince1970: Double(milliseconds) / 1000)
  }

  package func adding(_ duration: Duration) -> Date {
    let (sum, overflow) = milliseconds.addingReportingOverflow(duration.milliseconds)
    let unbounded = overflow ? (duration < .zero ? .min : .max) : sum
    return Date(milliseconds: min(max(unbounded, WireDate.range.lowerBound), WireDate.range.upperBound))
  }
}

extension Duration {
  /// Whole milliseconds, rounded down. What is beyond an integer stops at its end.
  package var milliseconds: Int64 {
    let (seconds, attoseconds) = components
    let below = attoseconds / 1_000_000_000_000_000 - (attoseconds % 1_000_000_000_000_000 < 0 ? 1 : 0)
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1000)
    let (sum, overflowToo) = product.addingReportingOverflow(below)
    return overflow || overflowToo ? (seconds < 0 ? .min : .max) : sum
  }

  /// Whole seconds, rounded down.
  package var wholeSeconds: Int64 {
    let (seconds, attoseconds) = components
    return attoseconds < 0 && seconds > .min ? seconds - 1 : seconds
  }
}
