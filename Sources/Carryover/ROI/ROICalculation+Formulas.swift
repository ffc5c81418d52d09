import FoundationEssentials

/// What a year brings and costs. The formulas stand in ``ROIResult``, and each runs here for one corner of the ranges.
extension ROICalculation {
  func baseline(_ corner: ROICorner) -> Knowable<Fraction> {
    12 * manualSpend[corner.saving].or(manualHours[corner.saving] * laborRate[corner.laborRate])
  }

  func hoursAutomated(_ corner: ROICorner) -> Knowable<Fraction> {
    12 * (manualHours[corner.saving] * utilization[corner.saving])
  }

  func grossSaving(_ corner: ROICorner) -> Knowable<Fraction> {
    baseline(corner) * utilization[corner.saving]
  }

  func runningCost(_ corner: ROICorner) -> Knowable<Fraction> {
    switch scenario.acquisition {
    case .purchase: payment[corner.cost] * maintenanceFactor[corner.cost] + supervision(corner)
    case .lease: 12 * payment[corner.cost] + supervision(corner)
    }
  }

  func netSaving(_ corner: ROICorner) -> Knowable<Fraction> {
    grossSaving(corner) - runningCost(corner)
  }

  private func supervision(_ corner: ROICorner) -> Knowable<Fraction> {
    let hours = supervisionHours[corner.cost]
    // Nobody needs to know what an hour costs of which there is none.
    if let figure = scenario.monthlySupervisionHours, figure.high == 0 { return hours }
    return 12 * (hours * laborRate[corner.laborRate])
  }
}

/// What the whole of it comes to.
extension ROICalculation {
  func investment(_ corner: ROICorner) -> Knowable<Fraction> {
    switch scenario.acquisition {
    case .purchase: payment[corner.cost] + setUpCost[corner.cost]
    case .lease: setUpCost[corner.cost]
    }
  }

  /// Nil for never.
  func payback(_ corner: ROICorner) -> Knowable<Fraction?> {
    investment(corner).with(netSaving(corner)) { investment, net in
      net > 0 ? investment.divided(by: net) : nil
    }
  }

  /// Nil if nothing is spent.
  func returnOnInvestment(_ corner: ROICorner) -> Knowable<Fraction?> {
    let years = months.map { Fraction($0) * .twelfth }
    let totalCost = investment(corner) + years * runningCost(corner)
    return (years * grossSaving(corner) - totalCost).with(totalCost) { gain, cost in gain.divided(by: cost) }
  }

  func netPresentValue(_ corner: ROICorner) -> Knowable<Fraction> {
    netSaving(corner) * discountFactor[corner.discountRate] - investment(corner)
  }
}
