/// A partial update of discovery content: each field kept, set or cleared (SE-3, DP-3).
///
/// In JSON it is a merge patch (RFC 7396): an absent member keeps the field, `null` clears it. Clearing the index or
/// the phase resets it. Rules and limits are checked when the patch is applied.
public struct DiscoveryPatch: Hashable, Sendable {
  /// The question to ask next.
  public var questionIndex: Patch<Int>

  /// How far the visitor has come.
  public var phase: Patch<DiscoveryPhase>

  /// The answers that change, by key; clearing the whole field clears every answer.
  public var answers: Patch<[String: Patch<String>]>

  /// The ROI inputs that change; clearing the whole field clears every input.
  public var roiInputs: Patch<ROIPatch>

  /// All products selected from now on; those that are not listed are no longer selected.
  public var selectedProducts: Patch<[Product.ID]>

  /// When the visitor means to buy.
  public var timeframe: Patch<String>

  /// Keeps every field.
  public init() {
    self.init(questionIndex: .keep)
  }

  /// Keeps every field but those that are given.
  public init(
    questionIndex: Patch<Int> = .keep,
    phase: Patch<DiscoveryPhase> = .keep,
    answers: Patch<[String: Patch<String>]> = .keep,
    roiInputs: Patch<ROIPatch> = .keep,
    selectedProducts: Patch<[Product.ID]> = .keep,
    timeframe: Patch<String> = .keep
  ) {
    self.questionIndex = questionIndex
    self.phase = phase
    self.answers = answers
    self.roiInputs = roiInputs
    self.selectedProducts = selectedProducts
    self.timeframe = timeframe
  }
}

extension DiscoveryPatch: Codable {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case questionIndex = "currentQuestionIndex"
    case phase, answers, roiInputs
    case selectedProducts = "selectedProductIds"
    case timeframe
  }

  /// The members that a patch may have on the wire.
  package static var fieldNames: [String] { CodingKeys.allCases.map(\.stringValue) }

  /// Reads a merge patch. A member that is no field is refused, so that a misspelt one is not lost in silence.
  public init(from decoder: any Decoder) throws {
    try decoder.refuseMembers(except: Self.fieldNames, of: "discovery content")
    try self.init(fieldsOf: decoder)
  }

  /// Reads the fields of a merge patch that may have other members as well.
  init(fieldsOf decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    questionIndex = try container.decodePatch(forKey: .questionIndex)
    phase = try container.decodePatch(forKey: .phase)
    roiInputs = try container.decodePatch(forKey: .roiInputs)
    selectedProducts = try container.decodePatch(forKey: .selectedProducts)
    timeframe = try container.decodePatch(forKey: .timeframe)
    switch try container.decodePatch([String: AnswerMember].self, forKey: .answers) {
    case .keep: answers = .keep
    case .set(let members): answers = .set(members.mapValues(\.patch))
    case .clear: answers = .clear
    }
  }

  /// Writes a merge patch; a field that is kept is left out.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(patch: questionIndex, forKey: .questionIndex)
    try container.encode(patch: phase, forKey: .phase)
    try container.encode(patch: roiInputs, forKey: .roiInputs)
    try container.encode(patch: selectedProducts, forKey: .selectedProducts)
    try container.encode(patch: timeframe, forKey: .timeframe)
    switch answers {
    case .keep: break
    case .set(let patches):
      let members = patches.filter { $0.value != .keep }.mapValues(AnswerMember.init)
      try container.encode(members, forKey: .answers)
    case .clear: try container.encodeNil(forKey: .answers)
    }
  }
}

/// One answer in a merge patch: a text, an object whose `value` is the text, or null.
///
/// Clients that keep whole answers may send them back whole; everything but the value comes from the catalogue.
private struct AnswerMember: Codable {
  let patch: Patch<String>

  enum CodingKeys: String, CodingKey {
    case value
  }

  init(_ patch: Patch<String>) { self.patch = patch }

  init(from decoder: any Decoder) throws {
    let single = try decoder.singleValueContainer()
    if single.decodeNil() {
      patch = .clear
    } else if let text = try? single.decode(String.self) {
      patch = .set(text)
    } else {
      let whole = try decoder.container(keyedBy: CodingKeys.self)
      patch = .set(try whole.decode(String.self, forKey: .value))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let text = patch.newValue { try container.encode(text) } else { try container.encodeNil() }
  }
}
