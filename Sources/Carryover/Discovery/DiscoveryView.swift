/// Discovery content as its owner may see it: the live values, without provenance. Part of larger views, flat beside their
/// own members.
public struct DiscoveryView: Hashable, Sendable {
  /// The question to ask next, within the catalogue.
  public let questionIndex: Int

  /// How far the owner has come.
  public let phase: DiscoveryPhase

  /// The answers by key.
  public let answers: [String: DiscoveryAnswer]

  /// What is known of the costs.
  public let roiInputs: ROIInputs

  /// The selected products in the order of selection.
  public let selectedProducts: [Product.ID]

  /// When the owner means to buy.
  public let timeframe: String?

  /// What an owner sees of content. Where the catalogue has shrunk, the question index is clamped to it.
  public init(_ content: DiscoveryContent, catalogue: DiscoveryCatalogue) {
    questionIndex = min(content.questionIndex, catalogue.count)
    phase = content.phase
    answers = content.answers
    roiInputs = content.roiInputs
    selectedProducts = content.selectedProducts
    timeframe = content.timeframe
  }
}

extension DiscoveryView: Codable {
  enum CodingKeys: String, CodingKey {
    case questionIndex = "currentQuestionIndex"
    case phase, answers, roiInputs
    case selectedProducts = "selectedProductIds"
    case timeframe
  }

  /// Reads the wire form, and refuses an index that no catalogue has.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    questionIndex = try container.decode(Int.self, forKey: .questionIndex)
    phase = try container.decode(DiscoveryPhase.self, forKey: .phase)
    answers = try container.decode([String: DiscoveryAnswer].self, forKey: .answers)
    roiInputs = try container.decode(ROIInputs.self, forKey: .roiInputs)
    selectedProducts = try container.decode([Product.ID].self, forKey: .selectedProducts)
    timeframe = try container.decodeIfPresent(String.self, forKey: .timeframe)
    guard questionIndex >= 0 else {
      throw DecodingError.dataCorruptedError(
        forKey: .questionIndex, in: container, debugDescription: "an index below 0")
    }
  }
}
