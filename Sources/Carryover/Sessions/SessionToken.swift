/// The secret that a visitor carries: 32 random bytes, written as 64 lowercase hexadecimal digits.
///
/// Only its SHA-256 is ever stored. The value says nothing about itself: `description`, `debugDescription` and `Mirror`
/// are silent and it is not `Codable`. ``revealed`` is the one door, for the cookie that carries it.
public struct SessionToken: Sendable {
  package let bits: Bits256

  package init(bits: Bits256) {
    self.bits = bits
  }

  /// Accepts a text of the right shape; nil for anything else. The shape proves nothing: only a look-up does.
  public init?(_ text: String) {
    guard let bits = Bits256(hex: text) else { return nil }
    self.bits = bits
  }

  /// The secret itself. Put it into the visitor's cookie and nowhere else.
  public var revealed: String { bits.hex }
}

extension SessionToken: Hashable {
  /// Compares in constant time.
  public static func == (a: SessionToken, b: SessionToken) -> Bool { a.bits == b.bits }

  /// Feeds the secret to a hasher, which is seeded anew in each process.
  public func hash(into hasher: inout Hasher) { hasher.combine(bits) }
}

extension SessionToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Always the same words: the secret stays hidden.
  public var description: String { "SessionToken(hidden)" }

  /// Always the same words: the secret stays hidden.
  public var debugDescription: String { description }

  /// A mirror without children.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
