import FoundationEssentials
import Testing

@testable import Carryover

@Suite("RO-1 inputs")
struct ROIInputsTests {
  private let golden = #"""
    {"laborRate":{"amount":"42.5","currency":"USD"},"maintenanceFactor":"0.1","manualMonthlyHours":{"high":"120","low":"100"},\#
    "manualMonthlySpend":{"currency":"EUR","high":"5000","low":"4000.25"},"utilization":{"high":"1","low":"0"}}
    """#

  @Test func `WI-1 inputs have their golden form and read back the same`() throws {
    let inputs: ROIInputs = try JSONText.read(golden)

    #expect(try JSONText.of(inputs) == golden)
    #expect(inputs.laborRate?.currency == (try CurrencyCode("USD")))
    #expect(inputs.utilization == (try Figure(low: 0, high: 1)))
    #expect(try JSONText.of(ROIInputs()) == "{}")
    #expect(try JSONText.read("{}") == ROIInputs())
  }

  @Test(arguments: [ROIInput.utilization, .maintenanceFactor])
  func `a share lies between 0 and 1, and a percentage is refused with a hint`(input: ROIInput) throws {
    for (low, high) in [(0, 0), (0, 1), (1, 1)] as [(Decimal, Decimal)] {
      try input.check(Figure(low: low, high: high))
    }
    for (low, high) in [(85, 85), (-1, 0), (0, 2)] as [(Decimal, Decimal)] {
      let error = #expect(throws: FieldError.self) { try input.check(Figure(low: low, high: high)) }
      #expect(error?.field == "roiInputs.\(input.rawValue)")
      #expect(error?.message.contains("0.85") == true)
    }
  }

  @Test(arguments: [ROIInput.laborRate, .manualMonthlySpend, .manualMonthlyHours])
  func `every other input is at least 0`(input: ROIInput) throws {
    try input.check(Figure(0))
    try input.check(Figure(1_000_000))
    #expect(throws: FieldError("roiInputs.\(input.rawValue)", .outOfRange(lower: "0", upper: nil, hint: nil))) {
      try input.check(Figure(low: -1, high: 5))
    }
  }

  @Test func `construction, patch and decoding go through one door`() throws {
    let share = try Figure(85)
    let error = try #require(#expect(throws: FieldError.self) { try ROIInputs(utilization: share) })

    #expect(throws: error) { try ROIPatch(utilization: .set(share)).check() }
    let decoding = #expect(throws: DecodingError.self) {
      try JSONText.read(#"{"utilization":85}"#, as: ROIInputs.self)
    }
    if case .dataCorrupted(let context) = decoding {
      #expect(context.underlyingError as? FieldError == error)
    } else {
      Issue.record("not corrupted data: \(String(describing: decoding))")
    }
  }

  @Test func `currencies may differ: mixing them is for the calculation to judge`() throws {
    let inputs = try ROIInputs(
      laborRate: MoneyFigure(Figure(40), CurrencyCode("USD")),
      manualMonthlySpend: MoneyFigure(Figure(4000), CurrencyCode("EUR")))

    #expect(inputs.laborRate?.currency != inputs.manualMonthlySpend?.currency)
  }
}
