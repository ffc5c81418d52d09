/// Which rule merges which field of discovery content (CL-6).
///
/// There is a rule for each kind of field, and there may be one for a single answer. Answers and products of different keys never
/// compete, so a merge is a union of both sides' entries under every rule.
public struct MergePolicy: Hashable, Sendable {
  /// The rule for the question to ask next.
  public let questionIndex: MergeRule

  /// The rule for the phase.
  public let phase: MergeRule

  /// The rule for the timeframe.
  public let timeframe: MergeRule

  /// The rule for each of the ROI inputs.
  public let roiInputs: MergeRule

  /// The rule for every answer that has none of its own.
  public let answers: MergeRule

  /// The rule for each product.
  public let products: MergeRule

  /// The rules for single answers, by key.
  public let answersByKey: [String: MergeRule]

  /// Every field by ranks.
  public static let standard = MergePolicy()

  private init() {
    questionIndex = .ranked
    phase = .ranked
    timeframe = .ranked
    roiInputs = .ranked
    answers = .ranked
    products = .ranked
    answersByKey = [:]
  }

  /// Chooses rules; what is left out is merged by ranks. A rule that makes no sense for a kind of field is refused.
  public init(
    questionIndex: MergeRule = .ranked,
    phase: MergeRule = .ranked,
    timeframe: MergeRule = .ranked,
    roiInputs: MergeRule = .ranked,
    answers: MergeRule = .ranked,
    products: MergeRule = .ranked,
    answersByKey: [String: MergeRule] = [:]
  ) throws(FieldError) {
    self.questionIndex = questionIndex
    self.phase = phase
    self.timeframe = timeframe
    self.roiInputs = roiInputs
    self.answers = answers
    self.products = products
    self.answersByKey = answersByKey
    for kind in DiscoveryField.Kind.allCases where !kind.rules.contains(rule(for: kind)) {
      throw FieldError("mergePolicy.\(MergePolicy.key(for: kind).rawValue)", kind.rulesFault)
    }
    for (key, rule) in answersByKey.sorted(by: { $0.key < $1.key })
    where !DiscoveryField.Kind.answers.rules.contains(rule) {
      throw FieldError("mergePolicy.answersByKey", entry: key, DiscoveryField.Kind.answers.rulesFault)
    }
  }
}

extension MergePolicy {
  /// The rule that merges this field.
  public func rule(for field: DiscoveryField) -> MergeRule {
    if case .answer(let key) = field, let rule = answersByKey[key] { return rule }
    return rule(for: field.kind)
  }

  private func rule(for kind: DiscoveryField.Kind) -> MergeRule {
    switch kind {
    case .questionIndex: questionIndex
    case .phase: phase
    case .timeframe: timeframe
    case .roiInputs: roiInputs
    case .answers: answers
    case .products: products
    }
  }
}

extension DiscoveryField.Kind {
  /// The rules that make sense for the kind.
  fileprivate var rules: [MergeRule] {
    MergeRule.allCases.filter { rule in
      switch (rule, self) {
      case (.furthest, .questionIndex), (.furthest, .phase), (.union, .answers), (.union, .products): true
      case (.furthest, _), (.union, _): false
      case (.ranked, _), (.keepAccount, _), (.takeSession, _), (.newest, _), (.ask, _): true
      }
    }
  }

  fileprivate var rulesFault: FieldError.Fault {
    .malformed(expected: "one of " + rules.map(\.rawValue).joined(separator: ", "))
  }
}

extension MergePolicy: Codable {
  enum CodingKeys: String, CodingKey {
    case questionIndex = "currentQuestionIndex"
    case phase, timeframe, roiInputs, answers
    case products = "selectedProductIds"
    case answersByKey
  }

  private static func key(for kind: DiscoveryField.Kind) -> CodingKeys {
    switch kind {
    case .questionIndex: .questionIndex
    case .phase: .phase
    case .timeframe: .timeframe
    case .roiInputs: .roiInputs
    case .answers: .answers
    case .products: .products
    }
  }

  /// Reads the wire form, and refuses what construction refuses. A kind of field that is left out is merged by ranks.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func rule(_ key: CodingKeys) throws -> MergeRule {
      try container.decodeIfPresent(MergeRule.self, forKey: key) ?? .ranked
    }
    do {
      try self.init(
        questionIndex: try rule(.questionIndex),
        phase: try rule(.phase),
        timeframe: try rule(.timeframe),
        roiInputs: try rule(.roiInputs),
        answers: try rule(.answers),
        products: try rule(.products),
        answersByKey: try container.decodeIfPresent([String: MergeRule].self, forKey: .answersByKey) ?? [:]
      )
    } catch let error as FieldError {
      throw DecodingError.refused(error, at: decoder.codingPath)
    }
  }

  /// Writes the wire form, with every kind of field named.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    for kind in DiscoveryField.Kind.allCases { try container.encode(rule(for: kind), forKey: Self.key(for: kind)) }
    if !answersByKey.isEmpty { try container.encode(answersByKey, forKey: .answersByKey) }
  }
}
