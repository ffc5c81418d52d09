import FoundationEssentials
import Testing

@testable import Carryover

@Suite("WI-1 results on the wire")
struct ROIWireTests {
  @Test func `a result of single values has its golden form`() throws {
    try Golden.expect(ROIScene.purchase().result(for: ROIScene.inputs()), "roi-result")
  }

  @Test func `a result of ranges, with a warning and gaps, has its golden form`() throws {
    let inputs = try ROIInputs(
      laborRate: MoneyFigure("30"), utilization: Figure("0.2..0.8"), manualMonthlySpend: MoneyFigure("9000..9500"),
      manualMonthlyHours: Figure("500"))
    let scenario = try ROIScenario(
      .lease(monthlyPayment: MoneyFigure("2500")), setUpCost: MoneyFigure("3000"), monthlySupervisionHours: Figure("5"),
      termMonths: 24)
    try Golden.expect(scenario.result(for: inputs), "roi-result-ranges")
  }

  @Test func `a result in two currencies has its golden form`() throws {
    let inputs = try ROIInputs(
      utilization: Figure("0.5"), manualMonthlySpend: MoneyFigure("9000"), manualMonthlyHours: Figure("500"))
    let scenario = try ROIScenario(.purchase(price: MoneyFigure("60000", "EUR")), setUpCost: MoneyFigure("0", "EUR"))
    try Golden.expect(scenario.result(for: inputs), "roi-result-currencies")
  }

  @Test(arguments: [
    (#""12.5""#, #""12.5""#), ("12.5", #""12.5""#),
    (
      #"{"conservative":"1","expected":"2","optimistic":"3"}"#, #"{"conservative":"1","expected":"2","optimistic":"3"}"#
    ),
    (
      #"{"conservative":"3","expected":"3","optimistic":"1"}"#, #"{"conservative":"3","expected":"3","optimistic":"1"}"#
    ),
    (#"{"conservative":"1","expected":"1","optimistic":"1"}"#, #""1""#),
    (#"{"unknown":"outOfRange"}"#, #"{"unknown":"outOfRange"}"#),
    (
      #"{"missing":["roiInputs.laborRate"],"unknown":"insufficient"}"#,
      #"{"missing":["roiInputs.laborRate"],"unknown":"insufficient"}"#
    ),
  ])
  func `a figure is one text, three texts or a gap`(read: String, written: String) throws {
    let figure: ROIFigure<Outlook> = try JSONText.read(read)

    #expect(try JSONText.of(figure) == written)
    #expect(try JSONText.read(written) == figure)
  }

  @Test(arguments: [
    "null", "{}", #""never""#, #"{"conservative":"1","expected":"3","optimistic":"2"}"#,
    #"{"conservative":"1","optimistic":"2"}"#, #"{"unknown":"because"}"#, #"{"unknown":"insufficient"}"#,
    #"{"unknown":"insufficient","missing":[]}"#, #"{"unknown":"insufficient","missing":["roiInputs.mood"]}"#,
  ])
  func `WI-2 a figure of the wrong form is refused`(text: String) {
    #expect(throws: DecodingError.self) { try JSONText.read(text, as: ROIFigure<Outlook>.self) }
  }

  @Test(arguments: [
    (#""never""#, true), (#""1.68""#, true), (#"{"conservative":"never","expected":"2","optimistic":"1"}"#, true),
    (#""-1""#, false), (#""soon""#, false), (#"{"conservative":"1","expected":"2","optimistic":"3"}"#, false),
    (#"{"conservative":"1","expected":"never","optimistic":"1"}"#, false),
  ])
  func `WI-2 a payback is years or never, the longest first`(text: String, isRead: Bool) throws {
    let figure = try? JSONText.read(text, as: ROIFigure<PaybackOutlook>.self)

    #expect((figure != nil) == isRead)
    if let figure { #expect(try JSONText.of(figure) == text) }
  }

  @Test(arguments: [
    (#"null"#, #"null"#), (#""USD""#, #""USD""#),
    (
      #"{"roiInputs.laborRate":"USD","roiScenario.price":"EUR"}"#,
      #"{"roiInputs.laborRate":"USD","roiScenario.price":"EUR"}"#
    ),
    (#"{"roiInputs.laborRate":"USD","roiScenario.price":"USD"}"#, nil), ("{}", nil), (#""usd""#, nil),
    (#"{"roiInputs.mood":"USD","roiScenario.price":"EUR"}"#, nil),
  ])
  func `WI-2 a currency is none, one or several by field`(text: String, written: String?) throws {
    let currency = try? JSONText.read(text, as: ROICurrency.self)

    #expect(try currency.map { try JSONText.of($0) } == written)
  }

  @Test func `WI-2 an amount without its currency is refused`() throws {
    let text = try JSONText.of(ROIScene.purchase().result(for: ROIScene.inputs()))

    #expect(throws: Never.self) { try JSONText.read(text, as: ROIResult.self) }
    #expect(throws: DecodingError.self) {
      try JSONText.read(text.replacing(#""currency":"USD","#, with: ""), as: ROIResult.self)
    }
  }

  @Test func `premises and warnings that a reader does not know are kept`() throws {
    let premise = #"{"code":"moonPhase","sentence":"The moon is full."}"#
    let warning = #"{"code":"tide","fields":["roiScenario.price"],"sentence":"The tide is high."}"#

    #expect(try JSONText.of(JSONText.read(premise, as: ROIPremise.self)) == premise)
    #expect(try JSONText.of(JSONText.read(warning, as: ROIWarning.self)) == warning)
  }

  @Test(arguments: ROIField.allCases)
  func `a field is its path`(field: ROIField) throws {
    #expect(ROIField(field.description) == field)
    #expect(try JSONText.read(JSONText.of(field)) == field)
  }
}
