/// The name of one record: its kind and its identity.
///
/// A key has a fixed size and hashes fast. Its text form, `kind/identity`, is what a database stores: it is compared byte by
/// byte, upper and lower case and Unicode spellings apart, and orders keys in every store alike.
public struct RecordKey: Hashable, Sendable {
  // First, so that a key takes 40 bytes in an array and not 48.
  package let identity: Identity

  /// What the record is.
  public let kind: RecordKind

  package enum Form {
    case minted
    case digest
    case text
  }

  package enum Identity: Sendable {
    case minted(Bits128)
    case digest(Bits256)
    case text(String)
  }

  package init(_ kind: RecordKind, _ identity: Identity) {
    self.identity = identity
    self.kind = kind
  }

  /// The longest identity, in bytes of UTF-8.
  public static var maximumIdentityBytes: Int { 128 }

  /// Reads a key from a database's columns; nil when the text is no identity of that kind.
  public init?(_ kind: RecordKind, identity text: String) {
    switch kind.form {
    case .minted:
      guard let bits = Bits128(uuidText: text) else { return nil }
      self.init(kind, .minted(bits))
    case .digest:
      guard let bits = Bits256(hex: text) else { return nil }
      self.init(kind, .digest(bits))
    case .text:
      guard !text.isEmpty, text.utf8.count <= Self.maximumIdentityBytes, !text.utf8.contains(0) else { return nil }
      self.init(kind, .text(text))
    }
  }

  /// The identity alone, as text.
  public var identityText: String {
    switch identity {
    case .minted(let bits): bits.uuidText
    case .digest(let bits): bits.hex
    case .text(let text): text
    }
  }
}

extension RecordKey {
  /// Compares byte by byte.
  public static func == (a: RecordKey, b: RecordKey) -> Bool {
    guard a.kind == b.kind else { return false }
    switch (a.identity, b.identity) {
    case (.minted(let one), .minted(let other)): return one == other
    case (.digest(let one), .digest(let other)): return one == other
    case (.text(let one), .text(let other)): return one.isSpelled(like: other)
    default: return false
    }
  }

  /// Feeds what equality compares.
  public func hash(into hasher: inout Hasher) {
    switch identity {
    case .minted(let bits):
      hasher.combine(bits.high)
      hasher.combine(bits.low)
    case .digest(let bits):
      // A quarter of a digest is as random as the whole.
      hasher.combine(bits.words.0)
    case .text(let text):
      hasher.combine(bytesOf: text)
    }
  }

  /// A hash for tables that take it as it is, as the in-memory store's does.
  ///
  /// What the library mints is random already, and a seed that no stranger knows spreads what a host took over from its own tables.
  /// With a hasher for each of the two look-ups, finding by token took a twentieth more instructions.
  public var hashValue: Int {
    switch identity {
    case .minted(let bits):
      let product = (bits.low ^ Self.seed.low).multipliedFullWidth(by: bits.high ^ Self.seed.high)
      return Int(truncatingIfNeeded: product.high ^ product.low)
    case .digest(let bits): return Int(truncatingIfNeeded: bits.words.0)
    case .text:
      var hasher = Hasher()
      hash(into: &hasher)
      return hasher.finalize()
    }
  }

  /// Other numbers in each process, as the standard library's hasher has them.
  private static let seed = Bits128(
    high: UInt64(truncatingIfNeeded: 1.hashValue), low: UInt64(truncatingIfNeeded: 2.hashValue))
}

extension RecordKey: Comparable {
  /// The byte order of the text form.
  public static func < (a: RecordKey, b: RecordKey) -> Bool {
    guard a.kind == b.kind else { return a.kind.rawValue.utf8.lexicographicallyPrecedes(b.kind.rawValue.utf8) }
    return switch (a.identity, b.identity) {
    case (.minted(let one), .minted(let other)): one < other
    case (.digest(let one), .digest(let other)): one < other
    default: a.identityText.utf8.lexicographicallyPrecedes(b.identityText.utf8)
    }
  }
}

extension RecordKey: LosslessStringConvertible {
  /// The text form.
  public var description: String { "\(kind.rawValue)/\(identityText)" }

  /// Reads the text form; nil for anything else.
  public init?(_ text: String) {
    guard let slash = text.utf8.firstIndex(of: 0x2F), let kind = RecordKind(rawValue: String(text[..<slash])) else {
      return nil
    }
    self.init(kind, identity: String(text[text.utf8.index(after: slash)...]))
  }
}
