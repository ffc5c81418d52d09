import Carryover
import FoundationEssentials

/// What a scenario that the client sends returns for a visitor, on the inputs that the session holds.
func returns(of visitor: Visitor, _ request: HostRequest) throws -> HostResponse {
  let scenario = try JSONDecoder().decode(ROIScenario.self, from: request.body)
  let result = scenario.result(for: visitor.session.discovery.roiInputs)
  return try .json(200, result)
}

/// A machine for 50,000 to 60,000 dollars over three years.
func machine() throws -> ROIScenario {
  let dollars = try CurrencyCode("USD")
  return try ROIScenario(
    .purchase(price: MoneyFigure(Figure(low: 50_000, high: 60_000), dollars)),
    setUpCost: MoneyFigure(Figure(4_000), dollars),
    monthlySupervisionHours: Figure(8),
    termMonths: 36,
    yearlyDiscountRate: Figure(Decimal(8) / 100)
  )
}

/// A sentence for every way in which the payback can come out.
func sentence(about payback: ROIFigure<PaybackOutlook>) -> String {
  switch payback {
  case .known(let cases):
    switch cases.expected {
    case .years(let years): "You have your money back after \(years) years."
    case .never: "It costs more than it saves."
    }
  case .unknown(.insufficient(let fields)): "Please tell us first: \(fields.map(\.description))."
  case .unknown(.mixedCurrencies): "Please state all amounts in one currency."
  case .unknown(.nothingSpent), .unknown(.outOfRange): "That cannot be calculated."
  }
}
