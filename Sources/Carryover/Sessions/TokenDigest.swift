/// The SHA-256 of a session token: what is stored in the token's place, and the key by which its session is found.
///
/// It is no secret. A token has 256 random bits, so nobody gets from the digest back to it, and a digest that is sent as
/// if it were a token is hashed once more and finds nothing. Still it points at one visitor: treat it in logs as you
/// would treat an identifier.
public struct TokenDigest: Hashable, Sendable {
  package let bits: Bits256

  package init(bits: Bits256) {
    self.bits = bits
  }

  /// Reads 64 lowercase hexadecimal digits, as ``description`` writes them; nil for anything else.
  public init?(_ text: String) {
    guard let bits = Bits256(hex: text) else { return nil }
    self.bits = bits
  }
}

extension TokenDigest: CustomStringConvertible {
  /// 64 lowercase hexadecimal digits.
  public var description: String { bits.hex }
}

extension TokenDigest: Codable {
  /// Reads the text form, and refuses every other text as corrupted.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let digest = Self(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "A token digest is 64 lowercase hexadecimal digits.")
    }
    self = digest
  }

  /// Writes the text form as a single value.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
