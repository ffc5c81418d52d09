/// A JSON text taken apart: which values it has, and where each of them stands.
///
/// Strict: nothing but RFC 8259 is read, no object may name a member twice, and nesting ends at ``maximumDepth``. A malformed text is
/// refused as a whole, whether or not anybody asks for the part that is.
final class JSONDocument: Sendable {
  /// The deepest nesting that is read, so that no text decides how deep the library recurses.
  static let maximumDepth = 512

  /// What a value is.
  enum Kind: UInt8 {
    case null, no, yes, number, list, object
    /// A text that stands as it is meant, and one with escapes in it.
    case text, escapedText
  }

  /// A value, or the name of a member. A list is followed by its elements, an object by its members, each a name and a value.
  struct Node {
    let kind: Kind
    /// The bytes of a number, or those of a text between its quotes.
    let start: Int32
    let end: Int32
    /// The first node that does not belong to this value any more.
    var next: Int32
  }

  let bytes: [UInt8]

  /// The whole value first.
  let nodes: [Node]

  init(_ text: String) throws(JSONFault) {
    guard text.utf8.count < Int32.max else { throw JSONFault("too long", at: 0) }
    var parser = JSONParser(text)
    nodes = try parser.parse()
    bytes = parser.bytes
  }
}

/// Why a text is no JSON, and after how many bytes.
struct JSONFault: Error, CustomStringConvertible {
  let description: String

  init(_ what: String, at position: Int) { description = "\(what) after \(position) bytes" }
}

extension JSONDocument {
  /// A text or a name.
  func text(_ node: Node) -> String { Self.text(node, in: bytes) }

  static func text(_ node: Node, in bytes: [UInt8]) -> String {
    let slice = bytes[Int(node.start)..<Int(node.end)]
    return node.kind == .text ? String(decoding: slice, as: UTF8.self) : unescaped(slice)
  }

  /// What a text with escapes means. The parser has let only whole ones through.
  private static func unescaped(_ slice: ArraySlice<UInt8>) -> String {
    var units: [UInt16] = []
    var result = ""
    var rest = slice
    while let escape = rest.firstIndex(of: 0x5C) {
      result += String(decoding: rest[..<escape], as: UTF8.self)
      rest = rest[(escape + 2)...]
      switch slice[escape + 1] {
      case UInt8(ascii: "b"): result += "\u{8}"
      case UInt8(ascii: "t"): result += "\t"
      case UInt8(ascii: "n"): result += "\n"
      case UInt8(ascii: "f"): result += "\u{C}"
      case UInt8(ascii: "r"): result += "\r"
      case UInt8(ascii: "u"):
        units.append(rest.prefix(4).reduce(0) { $0 << 4 | UInt16(Hex.value($1 | 0x20) ?? 0) })
        rest = rest.dropFirst(4)
        // The second half of a pair is an escape of its own, and follows at once.
        guard !(0xD800..<0xDC00).contains(units.last ?? 0) else { continue }
        result += String(decoding: units, as: UTF16.self)
        units = []
      case let mark: result.unicodeScalars.append(Unicode.Scalar(mark))
      }
    }
    return result + String(decoding: rest, as: UTF8.self)
  }
}
