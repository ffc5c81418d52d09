import FoundationEssentials

/// The exact numbers of one input, or that it is missing.
struct Spread: Sendable {
  /// Whether the numbers differ.
  let isRange: Bool

  private let low: Knowable<Fraction>
  private let middle: Knowable<Fraction>
  private let high: Knowable<Fraction>

  init(_ figure: Figure?, _ field: ROIField) {
    self.init(isRange: figure?.isRange ?? false) { point in
      figure.map { .known($0.number(at: point)) } ?? .missing([field])
    }
  }

  private init(isRange: Bool, _ number: (ROICorner.Point) -> Knowable<Fraction>) {
    self.isRange = isRange
    low = number(.low)
    middle = isRange ? number(.middle) : low
    high = isRange ? number(.high) : low
  }

  subscript(point: ROICorner.Point) -> Knowable<Fraction> {
    switch point {
    case .low: low
    case .middle: middle
    case .high: high
    }
  }

  /// What a function of the input has at each point.
  func map(_ transform: (Knowable<Fraction>) -> Knowable<Fraction>) -> Spread {
    Spread(isRange: isRange) { transform(self[$0]) }
  }
}

extension Figure {
  /// The exact number at one point of the range.
  func number(at point: ROICorner.Point) -> Fraction {
    switch point {
    case .low: Fraction(low)
    case .middle: (Fraction(low) + Fraction(high)) * .half
    case .high: Fraction(high)
    }
  }
}
