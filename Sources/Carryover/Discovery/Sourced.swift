public import FoundationEssentials

/// A field with its provenance: its value, who wrote it, when, and the value that it replaced (CL-7).
///
/// A field that was cleared stays as a tombstone, a value of nil with a date, so that a merge can tell "cleared" from
/// "never set". A field that was never set has no `Sourced` at all.
public struct Sourced<Value: Hashable & Codable & Sendable>: Hashable, Sendable {
  /// The value, or nil for the tombstone that clearing leaves.
  public let value: Value?

  /// Who wrote or cleared it.
  public let source: FieldSource

  /// When it was written or cleared, in whole milliseconds.
  public let at: Date

  /// The value that stood here before this one, or nil if there was none.
  public let replaced: Value?

  package init(value: Value?, source: FieldSource, at: Date, replaced: Value? = nil) {
    self.value = value
    self.source = source
    self.at = at.wholeMilliseconds
    self.replaced = replaced
  }
}

extension Optional {
  /// Writes a field as a merge patch says, and tells whether that changed it.
  ///
  /// The same value by the same kind of source changes nothing, its date included. The same value by another source is
  /// a confirmation: the provenance is new, and what the first one replaced stays on record. Clearing what was never
  /// set leaves nothing.
  mutating func apply<Value>(_ patch: Patch<Value>, by source: FieldSource, at now: Date) -> Bool
  where Wrapped == Sourced<Value> {
    let new: Value?
    switch patch {
    case .keep: return false
    case .set(let value): new = value
    case .clear where self == nil: return false
    case .clear: new = nil
    }
    let isSame = self != nil && self?.value == new
    if isSame, self?.source.kind == source.kind { return false }
    self = Sourced(value: new, source: source, at: now, replaced: isSame ? self?.replaced : self?.value)
    return true
  }
}

extension Sourced: Codable {
  enum CodingKeys: String, CodingKey {
    case value, source, at, replaced
  }

  /// Reads the wire form, and refuses what construction refuses.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      value: try container.decodeIfPresent(Value.self, forKey: .value),
      source: try container.decode(FieldSource.self, forKey: .source),
      at: try container.decodeDate(forKey: .at),
      replaced: try container.decodeIfPresent(Value.self, forKey: .replaced)
    )
  }

  /// Writes the wire form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(value, forKey: .value)
    try container.encode(source, forKey: .source)
    try container.encode(date: at, forKey: .at)
    try container.encodeIfPresent(replaced, forKey: .replaced)
  }
}
