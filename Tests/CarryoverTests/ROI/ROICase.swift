import CarryoverTesting
import FoundationEssentials

@testable import Carryover

/// The inputs of one case of a law, and what stands for each range when single values are wanted.
struct ROICase: Encodable {
  /// Every input that is known. Money is in US dollars throughout.
  var figures: [ROIField: Figure]
  var isPurchase: Bool
  var months: Int

  /// For each input a place in its range, in eighths.
  var eighths: [ROIField: Int]

  func result() throws -> ROIResult {
    func money(_ field: ROIField) throws -> MoneyFigure? {
      try figures[field].map { MoneyFigure($0, try CurrencyCode("USD")) }
    }
    let inputs = try ROIInputs(
      laborRate: money(.input(.laborRate)), utilization: figures[.input(.utilization)],
      maintenanceFactor: figures[.input(.maintenanceFactor)],
      manualMonthlySpend: money(.input(.manualMonthlySpend)),
      manualMonthlyHours: figures[.input(.manualMonthlyHours)])
    return try ROIScenario(
      isPurchase
        ? .purchase(price: money(.scenario(.price))) : .lease(monthlyPayment: money(.scenario(.monthlyPayment))),
      setUpCost: money(.scenario(.setUpCost)),
      monthlySupervisionHours: figures[.scenario(.monthlySupervisionHours)], termMonths: months,
      yearlyDiscountRate: figures[.scenario(.yearlyDiscountRate)]
    ).result(for: inputs)
  }
}

/// The same inputs as single values.
extension ROICase {
  /// Each somewhere in its range.
  func somewhere() throws -> ROICase { try single { figure, field in figure.at(eighths: eighths[field] ?? 4) } }

  /// Each in the middle of its range.
  func middle() throws -> ROICase { try single { figure, _ in figure.at(eighths: 4) } }

  /// Each at one end of its range: every choice of ends.
  func corners() throws -> [ROICase] {
    let ranges = figures.filter(\.value.isRange).map(\.key)
    return try (0..<1 << ranges.count).map { bits in
      let high = Set(ranges.indices.filter { bits & 1 << $0 != 0 }.map { ranges[$0] })
      return try single { figure, field in high.contains(field) ? figure.high : figure.low }
    }
  }

  private func single(_ value: (Figure, ROIField) -> Decimal) throws -> ROICase {
    var copy = self
    for (field, figure) in figures { copy.figures[field] = try Figure(value(figure, field)) }
    return copy
  }
}

extension ROICase {
  /// The case with one input less, with a single value for a range, with a plainer number, or with a shorter term.
  var smaller: [ROICase] {
    var cases: [ROICase] = []
    func add(_ change: (inout ROICase) throws -> Void) {
      var copy = self
      if (try? change(&copy)) != nil { cases.append(copy) }
    }
    for field in ROIField.allCases {
      guard let figure = figures[field] else { continue }
      add { $0.figures[field] = nil }
      if figure.isRange {
        add { $0.figures[field] = try Figure(figure.low) }
        add { $0.figures[field] = try Figure(figure.high) }
      } else {
        for plain in [0, 1] as [Decimal] where plain < figure.low { add { $0.figures[field] = try Figure(plain) } }
      }
    }
    if months > 12 { add { $0.months = 12 } }
    if months > 1 { add { $0.months = 1 } }
    return cases
  }
}

extension Figure {
  fileprivate func at(eighths: Int) -> Decimal { low + (high - low) * Decimal(eighths) / 8 }
}

extension SeededGenerator {
  /// A case in which most inputs are known, about half of them as ranges, with zeros and the ends of shares among them.
  mutating func roiCase() throws -> ROICase {
    var example = ROICase(figures: [:], isPurchase: Bool.random(using: &self), months: 1, eighths: [:])
    example.months = Bool.random(using: &self) ? Int.random(in: 1...60, using: &self) : 12
    for field in ROIField.allCases where field != .scenario(.termMonths) && Int.random(in: 0..<20, using: &self) > 0 {
      // Baselines come from the spend and from the hours about equally often.
      if field == .input(.manualMonthlySpend), Bool.random(using: &self) { continue }
      let ends = [number(upTo: field.most), number(upTo: field.most)].sorted()
      let isRange = Bool.random(using: &self)
      example.figures[field] = try Figure(low: ends[0], high: ends[isRange ? 1 : 0])
      example.eighths[field] = Int.random(in: 0...8, using: &self)
    }
    return example
  }

  /// A number of at most four digits after the point.
  private mutating func number(upTo most: Int) -> Decimal {
    switch Int.random(in: 0..<8, using: &self) {
    case 0: 0
    case 1: Decimal(most)
    default: Decimal(Int.random(in: 0...most * 10_000, using: &self)) / 10_000
    }
  }
}

extension ROIField {
  fileprivate var most: Int {
    switch self {
    case .input(.utilization), .input(.maintenanceFactor), .scenario(.yearlyDiscountRate): 1
    case .input(.laborRate), .scenario(.monthlySupervisionHours): 100
    case .input(.manualMonthlyHours): 200
    case .input(.manualMonthlySpend), .scenario(.monthlyPayment): 10_000
    case .scenario(.price), .scenario(.setUpCost): 100_000
    case .scenario(.termMonths): ROIScenario.longestTerm
    }
  }
}
