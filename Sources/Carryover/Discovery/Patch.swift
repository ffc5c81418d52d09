/// What a partial update says about one field: nothing, a new value, or that the value goes.
///
/// In JSON this is a member that is absent, present, or `null` (JSON Merge Patch, RFC 7396).
public enum Patch<Value: Sendable>: Sendable {
  /// Leaves the field as it is.
  case keep
  /// Gives the field this value.
  case set(Value)
  /// Takes the field's value away.
  case clear
}

extension Patch: Equatable where Value: Equatable {}

extension Patch: Hashable where Value: Hashable {}

extension Patch {
  /// The value that the patch sets, if it sets one.
  var newValue: Value? {
    if case .set(let value) = self { value } else { nil }
  }
}

extension KeyedDecodingContainer {
  /// Reads a field of a merge patch: absent keeps, null clears, anything else sets.
  package func decodePatch<Value: Decodable>(
    _ type: Value.Type = Value.self, forKey key: Key
  ) throws -> Patch<Value> {
    guard contains(key) else { return .keep }
    return try decodeNil(forKey: key) ? .clear : .set(decode(Value.self, forKey: key))
  }
}

extension KeyedEncodingContainer {
  /// Writes a field of a merge patch; one that keeps is left out.
  package mutating func encode<Value: Encodable>(patch: Patch<Value>, forKey key: Key) throws {
    switch patch {
    case .keep: break
    case .set(let value): try encode(value, forKey: key)
    case .clear: try encodeNil(forKey: key)
    }
  }
}

extension Decoder {
  /// Refuses an object that has other members than these, and names the first.
  package func refuseMembers(except known: [String], of subject: String) throws {
    let members = try container(keyedBy: TextKey.self)
    guard let stranger = members.allKeys.first(where: { !known.contains($0.stringValue) }) else { return }
    throw DecodingError.dataCorruptedError(
      forKey: stranger, in: members, debugDescription: "\(subject) has no such field")
  }
}
