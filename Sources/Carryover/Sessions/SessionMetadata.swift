/// What is kept beside a session under any keys, such as a campaign or a referrer (SE-1).
///
/// It comes with a ``SessionPatch``, and so from the visitor wherever a host decodes one from a request's body: untrusted, within limits
/// (SE-5). What a visitor must not be able to set, a host keeps in a record of its own, or takes out of the patch.
public struct SessionMetadata: Hashable, Sendable {
  /// The values by key.
  public private(set) var entries: [String: MetadataValue]

  /// No entries.
  public init() {
    entries = [:]
  }

  /// What the metadata weighs, in bytes, for the limit on a whole session: keys and values as compact JSON.
  package var size: Int {
    entries.reduce(0) { $0 + $1.key.utf8.count + 4 + $1.value.size }
  }
}

extension SessionMetadata {
  /// Applies a merge patch, all of it or nothing, and tells whether anything changed (RFC 7396).
  ///
  /// Objects merge member by member, null removes, everything else replaces. Only entries that the patch changes are
  /// held against the limits, so that metadata from before a limit came down can still be changed.
  package mutating func apply(_ patch: MetadataPatch, limits: MetadataLimits) throws(FieldError) -> Bool {
    if patch.entries?.isEmpty == true { return false }
    var result = entries
    for (key, change) in (patch.entries ?? entries.mapValues { _ in .remove }).sorted(by: { $0.key < $1.key }) {
      let old = entries[key]
      let new: MetadataValue?
      do { new = try change.applied(to: old, limits) } catch { throw FieldError("metadata", entry: key, error.fault) }
      guard new != old else { continue }
      if let new, let fault = limits.fault(ofEntry: new, key: key) { throw FieldError("metadata", entry: key, fault) }
      result[key] = new
    }
    guard result.count <= max(limits.entries, entries.count) else {
      throw FieldError("metadata", .tooMany(maximum: limits.entries))
    }
    defer { entries = result }
    return result != entries
  }
}

extension MetadataLimits {
  /// What is wrong with an entry, or nil if nothing is.
  func fault(ofEntry value: MetadataValue, key: String) -> FieldError.Fault? {
    if let fault = fault(ofKey: key) ?? value.fault(self) { return fault }
    return value.size > entryBytes ? .tooLong(maximumBytes: entryBytes) : nil
  }
}

extension SessionMetadata: Codable {
  /// Reads the wire form, and refuses what construction refuses.
  public init(from decoder: any Decoder) throws {
    entries = try decoder.singleValueContainer().decode([String: MetadataValue].self)
    for (key, value) in entries {
      if let fault = MetadataLimits.ofStoredForm.fault(ofEntry: value, key: key) {
        throw DecodingError.refused(FieldError("metadata", entry: key, fault), at: decoder.codingPath)
      }
    }
  }

  /// Writes the wire form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(entries)
  }
}
