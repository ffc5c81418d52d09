public import FoundationEssentials

/// An identifier that the library mints: a UUIDv7, typed by what it identifies.
///
/// `Session.ID` and `Conversation.ID` are both minted identifiers and cannot be confused. Identifiers sort by the time
/// they were minted. An identifier is public: knowing one authorises nothing.
public struct MintedID<Subject>: Hashable, Sendable {
  package let bits: Bits128

  package init(bits: Bits128) {
    self.bits = bits
  }

  /// Takes over an identifier that exists already, for example one read from a host's own table.
  public init(_ uuid: UUID) {
    let bytes = uuid.uuid
    let high = [bytes.0, bytes.1, bytes.2, bytes.3, bytes.4, bytes.5, bytes.6, bytes.7]
    let low = [bytes.8, bytes.9, bytes.10, bytes.11, bytes.12, bytes.13, bytes.14, bytes.15]
    bits = Bits128(
      high: high.reduce(0) { $0 &<< 8 | UInt64($1) },
      low: low.reduce(0) { $0 &<< 8 | UInt64($1) }
    )
  }

  /// Reads the canonical form, 36 lowercase characters; nil for any other text.
  public init?(_ text: String) {
    guard let bits = Bits128(uuidText: text) else { return nil }
    self.bits = bits
  }
}

extension MintedID: Comparable {
  /// Orders by bytes.
  public static func < (a: Self, b: Self) -> Bool { a.bits < b.bits }
}

extension MintedID: LosslessStringConvertible {
  /// The text form.
  public var description: String { bits.uuidText }
}

extension MintedID: Codable {
  /// Reads the value, checking it as construction does.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let bits = Bits128(uuidText: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a lowercase UUID")
    }
    self.bits = bits
  }

  /// Writes the value in its wire form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(bits.uuidText)
  }
}

extension MintedID: CodingKeyRepresentable {
  /// The text form as the key of a JSON object.
  public var codingKey: any CodingKey { TextKey(description) }

  /// Reads the key of a JSON object; nil when it is none.
  public init?(codingKey: some CodingKey) {
    self.init(codingKey.stringValue)
  }
}

/// A coding key made of any text, for dictionaries whose keys are values of the domain.
package struct TextKey: CodingKey {
  package let stringValue: String
  package var intValue: Int? { nil }

  package init(_ text: String) { stringValue = text }
  package init?(stringValue: String) { self.init(stringValue) }
  package init?(intValue: Int) { nil }
}
