import CarryoverTesting
import FoundationEssentials
import Testing

@testable import Carryover

@Suite("RO-3 laws of the three cases")
struct ROILawTests {
  @Test func `in every figure the expected case is no better than the optimistic and no worse than the conservative`()
    throws
  {
    try Law.holds(over: 2000, { try $0.roiCase() }, smaller: \.smaller) { example in
      let result = try example.result()
      for (name, cases) in result.amounts {
        let isCost = name == "yearlyRunningCost" || name == "investment"
        let (worst, best) = isCost ? (-cases.conservative, -cases.optimistic) : (cases.conservative, cases.optimistic)
        let expected = isCost ? -cases.expected : cases.expected
        if worst > expected || expected > best { return "\(name) is out of order" }
      }
      guard let payback = result.payback.known else { return nil }
      return payback.optimistic <= payback.expected && payback.expected <= payback.conservative
        ? nil : "payback is out of order"
    }
  }

  @Test func `whatever single values the ranges stand for, every figure lies between conservative and optimistic`()
    throws
  {
    try Law.holds(over: 1000, from: 10_001, { try $0.roiCase() }, smaller: \.smaller) { example in
      let result = try example.result()
      let single = try example.somewhere().result()
      for (name, cases) in result.amounts {
        guard let value = single.amounts[name] else { continue }
        if value.expected < min(cases.conservative, cases.optimistic)
          || value.expected > max(cases.conservative, cases.optimistic)
        {
          return "\(name) is \(value.expected) for single values, which the cases leave out"
        }
      }
      guard let payback = result.payback.known, let value = single.payback.known else { return nil }
      return payback.optimistic <= value.expected && value.expected <= payback.conservative
        ? nil : "payback is \(value.expected) for single values, which the cases leave out"
    }
  }

  @Test func `each case is what some ends of the ranges give, and the expected one what their middles give`() throws {
    try Law.holds(over: 30, from: 20_001, { try $0.roiCase() }, smaller: \.smaller) { example in
      let result = try example.result()
      let corners = try example.corners().map { try $0.result() }
      let middle = try example.middle().result()
      for (name, cases) in result.amounts {
        let values = corners.compactMap { $0.amounts[name]?.expected }
        if !values.contains(cases.conservative) { return "no ends give the conservative \(name)" }
        if !values.contains(cases.optimistic) { return "no ends give the optimistic \(name)" }
        if middle.amounts[name]?.expected != cases.expected { return "the middles do not give the expected \(name)" }
      }
      guard let payback = result.payback.known else { return nil }
      let values = corners.compactMap { $0.payback.known?.expected }
      return values.min() == payback.optimistic && values.max() == payback.conservative
        && middle.payback.known?.expected == payback.expected ? nil : "payback is not what the ends give"
    }
  }

  @Test func `a result reads back from the wire as it was`() throws {
    try Law.holds(over: 200, from: 30_001, { try $0.roiCase() }, smaller: \.smaller) { example in
      try JSONText.read(JSONText.of(example.result())) == example.result() ? nil : "it reads back differently"
    }
  }
}

extension ROIResult {
  /// The known figures by name, but the payback.
  fileprivate var amounts: [String: Outlook] {
    [
      "yearlyBaseline": yearlyBaseline, "yearlyHoursAutomated": yearlyHoursAutomated,
      "yearlyGrossSaving": yearlyGrossSaving, "yearlyRunningCost": yearlyRunningCost,
      "yearlyNetSaving": yearlyNetSaving, "investment": investment, "returnOnInvestment": returnOnInvestment,
      "netPresentValue": netPresentValue,
    ].compactMapValues(\.known)
  }
}
