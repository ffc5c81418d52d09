/// The plain letters behind Latin letters with accents, by which words are compared: `é` is `e`, `ß` is `ss`.
enum LatinFold {
  /// The letters from U+00C0 to U+00DF; those from U+00E0 on are the same in small. An asterisk is none, or stands for two.
  private static let latin1 = Array("aaaaaa*ceeeeiiiidnooooo*ouuuuy**".utf8)

  /// Small letters of ASCII for a letter, or nil if it is none of the Latin script. A letter without a plain one gives an
  /// asterisk, so that its word is like no other.
  static func letters(of scalar: Unicode.Scalar) -> [UInt8]? {
    switch scalar.value {
    case 0x41...0x5A, 0x61...0x7A: return [UInt8(truncatingIfNeeded: scalar.value) | 0x20]
    case 0xD7, 0xF7: return nil
    case 0xDF: return Array("ss".utf8)
    case 0xC6, 0xE6: return Array("ae".utf8)
    case 0xC0...0xFF: return [latin1[Int(scalar.value & 0x1F)]]
    case 0x106...0x10D: return Array("c".utf8)
    case 0x118...0x11B: return Array("e".utf8)
    case 0x141, 0x142: return Array("l".utf8)
    case 0x143...0x148: return Array("n".utf8)
    case 0x152, 0x153: return Array("oe".utf8)
    case 0x158, 0x159: return Array("r".utf8)
    case 0x15A...0x161: return Array("s".utf8)
    case 0x179...0x17E: return Array("z".utf8)
    case 0x100...0x24F, 0x1E00...0x1EFF, 0x1E9E: return Array("*".utf8)
    default: return nil
    }
  }
}
