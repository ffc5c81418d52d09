/// One question of a discovery catalogue. All of it is opaque text that the product's people choose.
public struct DiscoveryQuestion: Hashable, Sendable {
  /// Identifies the question in the host's own system.
  public let id: String

  /// The key under which an answer is stored, such as `facilitySize`.
  public let key: String

  /// What a person reads beside the answer.
  public let label: String

  /// The heading under which the question stands.
  public let group: String

  /// Accepts a question whose texts are neither blank nor too long and hold no control characters: 64 bytes for the
  /// key, 128 for identifier and group, 256 for the label.
  public init(id: String, key: String, label: String, group: String) throws(FieldError) {
    try Self.check(id, "id", maximumBytes: 128)
    try Self.check(key, "key", maximumBytes: 64)
    try Self.check(label, "label", maximumBytes: 256)
    try Self.check(group, "group", maximumBytes: 128)
    self.init(unchecked: id, key: key, label: label, group: group)
  }

  /// For questions written in this library's own source, which a test proves to pass the checks.
  package init(unchecked id: String, key: String, label: String, group: String) {
    self.id = id
    self.key = key
    self.label = label
    self.group = group
  }

  private static func check(_ text: String, _ field: String, maximumBytes: Int) throws(FieldError) {
    if let fault = text.nameFault(maximumBytes: maximumBytes) { throw FieldError("question." + field, fault) }
  }
}

extension DiscoveryQuestion: Codable {
  enum CodingKeys: String, CodingKey {
    case id, key, label, group
  }

  /// Reads the wire form, and refuses what construction refuses.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    do {
      try self.init(
        id: try container.decode(String.self, forKey: .id),
        key: try container.decode(String.self, forKey: .key),
        label: try container.decode(String.self, forKey: .label),
        group: try container.decode(String.self, forKey: .group)
      )
    } catch let error as FieldError {
      throw DecodingError.refused(error, at: decoder.codingPath)
    }
  }
}
