/// Which point of each range a calculation takes: one corner of all that the ranges leave open, or the middle of it (RO-3).
///
/// What saves is worse at its low end and what costs at its high end, in every figure. The labor rate does both, for it values the
/// hours that are saved and the hours of supervision; and a high discount rate makes a gain worse but a loss better. For these two
/// both ends are tried, and the one that is worse for the figure, or better, counts. Every figure moves one way, or not at all,
/// along each input alone, so nothing between the ends lies beyond them.
struct ROICorner: Hashable, Sendable {
  enum Point: Hashable, Sendable, CaseIterable {
    case low, middle, high
  }

  /// For the manual spend, the manual hours and the utilization.
  let saving: Point

  /// For the price, the payment, the maintenance factor, the set-up cost and the hours of supervision.
  let cost: Point

  let laborRate: Point

  let discountRate: Point

  static let expected = ROICorner(saving: .middle, cost: .middle, laborRate: .middle, discountRate: .middle)
}
