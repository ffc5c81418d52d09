/// The questions that a visitor may answer, in the order in which they are asked (EX-1).
///
/// Keys are unique without regard to case, so that a model that writes `FacilitySize` can mean one question only, and
/// the keys of the ROI inputs are reserved. Looking a key up is exact.
public struct DiscoveryCatalogue: Sendable {
  /// The questions, in order.
  public let questions: [DiscoveryQuestion]

  private let positions: [String: Int]

  /// Accepts questions whose keys and identifiers are all different and none of whose keys is reserved.
  public init(_ questions: [DiscoveryQuestion]) throws(FieldError) {
    var ids: Set<String> = []
    var keys = Set(ROIInput.allCases.map { $0.rawValue.lowercased() })
    for question in questions {
      guard ids.insert(question.id).inserted else {
        throw FieldError("questions", entry: question.key, .malformed(expected: "a question with an id of its own"))
      }
      guard keys.insert(question.key.lowercased()).inserted else {
        throw FieldError(
          "questions", entry: question.key,
          .malformed(expected: "a key that no other question and no ROI input has in any case"))
      }
    }
    self.init(unchecked: questions)
  }

  /// For questions that are known to be in order.
  package init(unchecked questions: [DiscoveryQuestion]) {
    self.questions = questions
    positions = Dictionary(questions.indices.map { (questions[$0].key, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The number of questions.
  public var count: Int { questions.count }

  /// The question with this key, spelled exactly so.
  public subscript(key: String) -> DiscoveryQuestion? {
    positions[key].map { questions[$0] }
  }
}

extension DiscoveryCatalogue: Hashable {
  /// Two catalogues are equal if they ask the same questions in the same order.
  public static func == (a: Self, b: Self) -> Bool { a.questions == b.questions }

  /// Hashes the questions.
  public func hash(into hasher: inout Hasher) { hasher.combine(questions) }
}

extension DiscoveryCatalogue: Codable {
  enum CodingKeys: String, CodingKey {
    case questions
  }

  /// Reads the wire form, and refuses what construction refuses.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    do {
      try self.init(try container.decode([DiscoveryQuestion].self, forKey: .questions))
    } catch let error as FieldError {
      throw DecodingError.refused(error, at: decoder.codingPath)
    }
  }

  /// Writes the wire form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(questions, forKey: .questions)
  }
}
