/// A partial update of a session: each field is kept, set or cleared.
///
/// Decodes as a JSON Merge Patch (RFC 7396): a member that is absent keeps its field, null clears it, anything else sets
/// it. A member that a session does not have is refused, so that a misspelt one is not lost in silence.
public struct SessionPatch: Hashable, Sendable {
  /// Changes to answers, ROI inputs, products, timeframe, index and phase.
  public var discovery: DiscoveryPatch

  /// Changes to metadata.
  public var metadata: MetadataPatch

  /// A patch that keeps everything but what is given.
  public init(discovery: DiscoveryPatch = DiscoveryPatch(), metadata: MetadataPatch = MetadataPatch()) {
    self.discovery = discovery
    self.metadata = metadata
  }
}

extension SessionPatch: Codable {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case metadata
  }

  /// Reads the value, checking it as construction does.
  public init(from decoder: any Decoder) throws {
    try decoder.refuseMembers(
      except: CodingKeys.allCases.map(\.stringValue) + DiscoveryPatch.fieldNames, of: "a session")
    discovery = try DiscoveryPatch(fieldsOf: decoder)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    metadata = try container.decodePatch(MetadataPatch.self, forKey: .metadata)
  }

  /// Writes the value in its wire form.
  public func encode(to encoder: any Encoder) throws {
    try discovery.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(metadata, forKey: .metadata)
  }
}
