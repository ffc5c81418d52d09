extension String {
  /// Appends an object whose members are all texts, as one line of JSON. The members come in the order given, which is by name.
  mutating func appendLine(_ members: KeyValuePairs<String, String>) {
    if let last = utf8.last, last != UInt8(ascii: "\n") { append("\n") }
    var separator = "{"
    for (name, text) in members {
      append(separator)
      append(quoted: name)
      append(":")
      append(quoted: text)
      separator = ","
    }
    append("}")
  }

  /// Appends a text as a JSON string that can hold no line, no tag and nothing invisible.
  ///
  /// Beyond what JSON demands, everything is escaped that could end a line, open a tag, turn the direction of writing, or carry text
  /// that nobody sees. Whoever reads the JSON gets the text back to the byte.
  mutating func append(quoted text: String) {
    append("\"")
    // Most texts have nothing to escape up to their end, or up to their first special character.
    let plain = text.utf8.prefix { $0.isPlain }
    append(contentsOf: text[..<plain.endIndex])
    for scalar in text.unicodeScalars[plain.endIndex...] {
      switch scalar {
      case "\"": append("\\\"")
      case "\\": append("\\\\")
      case "<", ">", "&": append(escaping: scalar)
      case " "..."~": unicodeScalars.append(scalar)
      default: if scalar.isPlain { unicodeScalars.append(scalar) } else { append(escaping: scalar) }
      }
    }
    append("\"")
  }

  private mutating func append(escaping scalar: Unicode.Scalar) {
    for unit in scalar.utf16 {
      let digits = String(unit, radix: 16)
      append("\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits)
    }
  }
}

extension UInt8 {
  /// Whether it is a visible character of ASCII, or a space, that means nothing to JSON or to a reader of tags.
  fileprivate var isPlain: Bool {
    switch self {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"): false
    default: (0x20...0x7E).contains(self)
    }
  }
}

extension Unicode.Scalar {
  /// Whether a reader sees the character, and sees it where it stands.
  fileprivate var isPlain: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
    default: !properties.isDefaultIgnorableCodePoint
    }
  }
}
