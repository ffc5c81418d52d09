/// A place in the bytes of a reply, and the few things that can be read there.
struct ReplyCursor {
  /// The element of the list that is being read, to say where a fault is.
  var item: Int?

  private let bytes: [UInt8]
  private var place = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// Whether nothing but white space is left.
  var isAtEnd: Bool {
    mutating get {
      skipSpace()
      return place == bytes.count
    }
  }

  /// What went wrong here. Names the place and never repeats what stands there, because a log is no place for it.
  func fault(_ what: String) -> ExtractionFailure {
    .malformed((item.map { "items[\($0)], " } ?? "") + "before byte \(place): \(what)")
  }

  /// Takes a mark of punctuation if it stands next.
  mutating func take(_ mark: Unicode.Scalar) -> Bool {
    skipSpace()
    guard place < bytes.count, bytes[place] == UInt8(ascii: mark) else { return false }
    place += 1
    return true
  }

  /// Takes a mark of punctuation that has to stand next.
  mutating func expect(_ mark: Unicode.Scalar) throws(ExtractionFailure) {
    if !take(mark) { throw fault("\(mark) was expected") }
  }

  /// Takes a string that has to stand next.
  mutating func string() throws(ExtractionFailure) -> String {
    skipSpace()
    guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else { throw fault("a string was expected") }
    place += 1
    let start = place
    try skipPlain()
    if bytes[place] == UInt8(ascii: "\"") {
      defer { place += 1 }
      return String(decoding: bytes[start..<place], as: UTF8.self)
    }
    return try unescaped(after: start)
  }

  private mutating func skipSpace() {
    while place < bytes.count {
      switch bytes[place] {
      case 0x20, 0x0A, 0x0D, 0x09: place += 1
      default: return
      }
    }
  }

  /// Goes on to the next quote or backslash of a string, which stands at ``place`` afterwards.
  private mutating func skipPlain() throws(ExtractionFailure) {
    while place < bytes.count {
      let byte = bytes[place]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return }
      guard byte >= 0x20 else { throw fault("a control character in a string") }
      place += 1
    }
    throw fault("a string without an end")
  }
}

extension ReplyCursor {
  /// Reads on in a string that has escapes, from the first of them.
  private mutating func unescaped(after start: Int) throws(ExtractionFailure) -> String {
    var text = Array(bytes[start..<place])
    while bytes[place] == UInt8(ascii: "\\") {
      place += 1
      text += Array(String(Character(try escape())).utf8)
      let plain = place
      try skipPlain()
      text += bytes[plain..<place]
    }
    place += 1
    return String(decoding: text, as: UTF8.self)
  }

  /// Reads an escape behind its backslash.
  private mutating func escape() throws(ExtractionFailure) -> Unicode.Scalar {
    guard place < bytes.count else { throw fault("a string without an end") }
    place += 1
    switch Unicode.Scalar(bytes[place - 1]) {
    case "\"": return "\""
    case "\\": return "\\"
    case "/": return "/"
    case "b": return "\u{8}"
    case "f": return "\u{C}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "u": return try unicodeEscape()
    default: throw fault("an escape that JSON does not have")
    }
  }

  /// Reads one or, where they are halves, two units of UTF-16. Half a pair alone is no character.
  private mutating func unicodeEscape() throws(ExtractionFailure) -> Unicode.Scalar {
    let unit = try hexadecimal()
    if let scalar = Unicode.Scalar(unit) { return scalar }
    guard UTF16.isLeadSurrogate(unit), bytes[place...].starts(with: Array("\\u".utf8)) else {
      throw fault("half of a surrogate pair")
    }
    place += 2
    let other = try hexadecimal()
    let value = 0x10000 + (UInt32(unit) & 0x3FF) << 10 + UInt32(other) & 0x3FF
    guard UTF16.isTrailSurrogate(other), let scalar = Unicode.Scalar(value) else {
      throw fault("half of a surrogate pair")
    }
    return scalar
  }

  private mutating func hexadecimal() throws(ExtractionFailure) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard place < bytes.count, let digit = Character(Unicode.Scalar(bytes[place])).hexDigitValue else {
        throw fault("four hexadecimal digits were expected")
      }
      unit = unit << 4 | UInt16(digit)
      place += 1
    }
    return unit
  }
}
