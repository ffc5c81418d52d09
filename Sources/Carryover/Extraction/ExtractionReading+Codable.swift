extension ExtractionReading: Codable {
  enum CodingKeys: String, CodingKey {
    case items, dropped
  }

  /// Reads the wire form, and refuses two items about one field.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let items = try container.decode([ExtractedItem].self, forKey: .items).sorted { $0.field < $1.field }
    guard Set(items.map(\.field)).count == items.count else {
      throw DecodingError.dataCorruptedError(
        forKey: .items, in: container, debugDescription: "two items about one field")
    }
    self.init(items: items, dropped: try container.decode([DroppedItem].self, forKey: .dropped))
  }

  /// Writes the wire form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(items, forKey: .items)
    try container.encode(dropped, forKey: .dropped)
  }
}

extension ExtractedItem: Codable {
  enum CodingKeys: String, CodingKey {
    case field, op, statement, evidence
  }

  /// Reads the wire form, and refuses what no reading comes to.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      field: try container.decode(DiscoveryField.self, forKey: .field),
      op: try container.decode(Op.self, forKey: .op),
      statement: try container.decode(Sourced<DiscoveryFieldValue>.self, forKey: .statement),
      evidence: try container.decode(String.self, forKey: .evidence))
    do {
      try field.check(statement)
    } catch {
      throw DecodingError.refused(error, at: decoder.codingPath)
    }
    guard field.takes(op), statement.source.kind == .model, (statement.value == nil) == (op == .retract) else {
      throw DecodingError.dataCorruptedError(
        forKey: .op, in: container, debugDescription: "not an operation of this field and statement")
    }
  }

  /// Writes the wire form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(field, forKey: .field)
    try container.encode(op, forKey: .op)
    try container.encode(statement, forKey: .statement)
    try container.encode(evidence, forKey: .evidence)
  }
}

extension DroppedItem: Codable {
  enum CodingKeys: String, CodingKey {
    case index, key, messageRef, reason
  }

  /// Reads the wire form. Texts are made safe to log here too.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      index: try container.decode(Int.self, forKey: .index),
      key: try container.decode(String.self, forKey: .key),
      messageRef: try container.decode(String.self, forKey: .messageRef),
      reason: try container.decode(Reason.self, forKey: .reason))
  }

  /// Writes the wire form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(index, forKey: .index)
    try container.encode(key, forKey: .key)
    try container.encode(messageRef, forKey: .messageRef)
    try container.encode(reason, forKey: .reason)
  }
}

extension ExtractionPlan: Codable {
  enum CodingKeys: String, CodingKey {
    case content, decisions
  }

  /// Reads the wire form, and refuses decisions that do not lead to the content.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    content = try container.decode(DiscoveryContent.self, forKey: .content)
    decisions = try container.decode([MergeDecision].self, forKey: .decisions)
    let fields = content.fields
    let isOrdered = zip(decisions, decisions.dropFirst()).allSatisfy { $0.field < $1.field }
    guard isOrdered, decisions.allSatisfy({ $0.session != nil && $0.after == fields[$0.field] }) else {
      throw DecodingError.dataCorruptedError(
        forKey: .decisions, in: container, debugDescription: "not what became of the content")
    }
  }

  /// Writes the wire form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(content, forKey: .content)
    try container.encode(decisions, forKey: .decisions)
  }
}
