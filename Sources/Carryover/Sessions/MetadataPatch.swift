public import FoundationEssentials

/// A merge patch for a session's metadata (RFC 7396): what happens to the entries it names; the others stay.
public struct MetadataPatch: Hashable, Sendable {
  /// What happens to an entry, or to a member of an object within one.
  public indirect enum Change: Hashable, Sendable {
    /// Removes it.
    case remove
    /// Replaces it by a text.
    case text(String)
    /// Replaces it by a number.
    case number(Decimal)
    /// Replaces it by true or false.
    case flag(Bool)
    /// Replaces it by a list; lists are never merged.
    case list([MetadataValue])
    /// Changes members of the object, which first becomes one if it is something else.
    case merge([String: Change])
  }

  /// The changes by key; nil removes every entry, as null in place of the whole does.
  public var entries: [String: Change]?

  /// A patch that makes these changes. Limits are checked when it is applied.
  public init(_ entries: [String: Change]? = [:]) {
    self.entries = entries
  }
}

extension MetadataPatch.Change {
  /// The change that writes a value: an object is merged, everything else replaces.
  public init(_ value: MetadataValue) {
    switch value {
    case .text(let text): self = .text(text)
    case .number(let number): self = .number(number)
    case .flag(let flag): self = .flag(flag)
    case .list(let values): self = .list(values)
    case .object(let members): self = .merge(members.mapValues { MetadataPatch.Change($0) })
    }
  }
}

extension MetadataPatch.Change {
  /// Why a change cannot be made.
  struct Refusal: Error {
    let fault: FieldError.Fault
  }

  /// What becomes of a value. It never recurses deeper than the limit.
  func applied(to value: MetadataValue?, _ limits: MetadataLimits, level: Int = 1) throws(Refusal) -> MetadataValue? {
    switch self {
    case .remove: return nil
    case .text(let text): return .text(text)
    case .number(let number): return .number(number)
    case .flag(let flag): return .flag(flag)
    case .list(let values): return .list(values)
    case .merge(let changes):
      let maximum = min(limits.depth, MetadataValue.maximumDepth)
      guard level <= maximum else { throw Refusal(fault: .tooDeep(maximum: maximum)) }
      var members: [String: MetadataValue] = [:]
      if case .object(let existing) = value { members = existing }
      for (key, change) in changes {
        members[key] = try change.applied(to: members[key], limits, level: level + 1)
      }
      return .object(members)
    }
  }
}

extension MetadataPatch: Codable {
  /// Reads a merge patch.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    entries = container.decodeNil() ? nil : try container.decode([String: Change].self)
  }

  /// Writes a merge patch.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let entries { try container.encode(entries) } else { try container.encodeNil() }
  }
}

extension KeyedDecodingContainer {
  /// Reads the patch of a field that is metadata: absent keeps every entry, null removes every one.
  package func decodePatch(_ type: MetadataPatch.Type, forKey key: Key) throws -> MetadataPatch {
    contains(key) ? try decode(MetadataPatch.self, forKey: key) : MetadataPatch()
  }
}

extension MetadataPatch.Change: Codable {
  /// Reads a merge patch.
  public init(from decoder: any Decoder) throws {
    try decoder.checkMetadataDepth()
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .remove
    } else if (try? decoder.container(keyedBy: TextKey.self)) != nil {
      self = .merge(try container.decode([String: Self].self))
    } else {
      self.init(try MetadataValue(from: decoder))
    }
  }

  /// Writes a merge patch.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .remove: try container.encodeNil()
    case .text(let text): try container.encode(text)
    case .number(let number): try MetadataValue.number(number).encode(to: encoder)
    case .flag(let flag): try container.encode(flag)
    case .list(let values): try container.encode(values)
    case .merge(let changes): try container.encode(changes)
    }
  }
}
