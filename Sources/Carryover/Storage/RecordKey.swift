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
    case (.text(let one), .text(let other)): return one.utf8.elementsEqual(other.utf8)
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
