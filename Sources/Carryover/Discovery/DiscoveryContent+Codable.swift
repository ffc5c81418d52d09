/// The stored form: under each field's wire name its value with provenance; what was never set is left out.
extension DiscoveryContent: Codable {
  /// Reads the wire form, and refuses what construction refuses.
  public init(from decoder: any Decoder) throws {
    self.init(try Fields(from: decoder))
  }

  /// Writes the wire form.
  public func encode(to encoder: any Encoder) throws {
    try fields.encode(to: encoder)
  }
}

extension DiscoveryContent.Fields: Codable {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case questionIndex = "currentQuestionIndex"
    case phase, answers, roiInputs
    case products = "selectedProductIds"
    case timeframe
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    questionIndex = try container.decodeIfPresent(Sourced<Int>.self, forKey: .questionIndex)
    phase = try container.decodeIfPresent(Sourced<DiscoveryPhase>.self, forKey: .phase)
    answers = try container.decodeIfPresent([String: Sourced<DiscoveryAnswer>].self, forKey: .answers) ?? [:]
    roiInputs = try container.decodeIfPresent(SourcedROIInputs.self, forKey: .roiInputs) ?? SourcedROIInputs()
    timeframe = try container.decodeIfPresent(Sourced<String>.self, forKey: .timeframe)
    for product in try container.decodeIfPresent([Sourced<Product.ID>].self, forKey: .products) ?? [] {
      guard let id = product.value ?? product.replaced, products.updateValue(product, forKey: id) == nil else {
        throw DecodingError.dataCorruptedError(
          forKey: .products, in: container, debugDescription: "a product that is nameless or listed twice")
      }
    }
    do { try checkStored() } catch { throw DecodingError.refused(error, at: decoder.codingPath) }
  }

  /// The rules of construction that hold whatever catalogue and limits a host has today.
  private func checkStored() throws(FieldError) {
    for index in [questionIndex?.value, questionIndex?.replaced].compactMap(\.self) where index < 0 {
      throw FieldError("currentQuestionIndex", .outOfRange(lower: "0", upper: nil, hint: nil))
    }
    for (key, answer) in answers where (answer.value?.key ?? key) != key || (answer.replaced?.key ?? key) != key {
      throw FieldError("answers", entry: key, .malformed(expected: "an answer with the key it is stored under"))
    }
    for text in [timeframe?.value, timeframe?.replaced].compactMap(\.self) {
      if let fault = text.writableFault(maximumBytes: .max) { throw FieldError("timeframe", fault) }
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(questionIndex, forKey: .questionIndex)
    try container.encodeIfPresent(phase, forKey: .phase)
    try container.encodeIfPresent(timeframe, forKey: .timeframe)
    if !answers.isEmpty { try container.encode(answers, forKey: .answers) }
    if roiInputs != SourcedROIInputs() { try container.encode(roiInputs, forKey: .roiInputs) }
    if !products.isEmpty { try container.encode(productsInOrder, forKey: .products) }
  }
}
