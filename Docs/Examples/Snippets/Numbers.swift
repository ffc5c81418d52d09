import Carryover

func readQuantity() -> String {
  let reader = NumberReader(decimalMark: .comma)
  switch reader.read("etwa 1.200–1.500 € im Monat") {
  case .one(let quantity):
    return quantity.description  // ~1200–1500 EUR/month
  case .ambiguous(let doubts):
    return doubts.map { "\($0.text): \($0.reason.rawValue)" }.joined(separator: ", ")
  case .none:
    return "no number"
  }
}

func fillInput(_ text: String, reader: NumberReader) throws -> DiscoveryFieldValue {
  let reading = ROIInput.manualMonthlySpend.reading(of: text, by: reader, currency: try CurrencyCode("EUR"))
  return try reading.get().value
}
