/// Takes a JSON text apart in one pass.
struct JSONParser {
  /// The text, and a zero behind it: it belongs nowhere, so nothing has to look whether the text goes on.
  private(set) var bytes: [UInt8] = []

  private var position = 0
  private var nodes: [JSONDocument.Node] = []

  init(_ text: String) {
    bytes.reserveCapacity(text.utf8.count + 1)
    bytes.append(contentsOf: text.utf8)
    bytes.append(0)
  }

  mutating func parse() throws(JSONFault) -> [JSONDocument.Node] {
    nodes.reserveCapacity(64)
    skipSpace()
    try parseValue(depth: 1)
    skipSpace()
    guard position == bytes.count - 1 else { throw fault("something behind the value") }
    return nodes
  }

  private func fault(_ what: String) -> JSONFault { JSONFault(what, at: position) }

  private mutating func skipSpace() {
    while true {
      switch bytes[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return
      }
    }
  }

  private mutating func add(_ kind: JSONDocument.Kind, _ range: Range<Int>) {
    nodes.append(
      JSONDocument.Node(
        kind: kind, start: Int32(range.lowerBound), end: Int32(range.upperBound), next: Int32(nodes.count + 1)))
  }

  private mutating func parseValue(depth: Int) throws(JSONFault) {
    switch bytes[position] {
    case UInt8(ascii: "\""): try parseText()
    case UInt8(ascii: "{"): try parseObject(depth: depth)
    case UInt8(ascii: "["): try parseList(depth: depth)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try parseNumber()
    case UInt8(ascii: "t"): try parseWord("true", .yes)
    case UInt8(ascii: "f"): try parseWord("false", .no)
    case UInt8(ascii: "n"): try parseWord("null", .null)
    default: throw fault("no value")
    }
  }
}

// MARK: - Scalars

extension JSONParser {
  private mutating func parseWord(_ word: String, _ kind: JSONDocument.Kind) throws(JSONFault) {
    let start = position
    for byte in word.utf8 {
      guard bytes[position] == byte else { throw fault("no value") }
      position += 1
    }
    add(kind, start..<position)
  }

  private mutating func parseNumber() throws(JSONFault) {
    let start = position
    if bytes[position] == UInt8(ascii: "-") { position += 1 }
    if bytes[position] == UInt8(ascii: "0") { position += 1 } else { try skipDigits() }
    if bytes[position] == UInt8(ascii: ".") {
      position += 1
      try skipDigits()
    }
    if bytes[position] | 0x20 == UInt8(ascii: "e") {
      position += 1
      if [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(bytes[position]) { position += 1 }
      try skipDigits()
    }
    add(.number, start..<position)
  }

  private mutating func skipDigits() throws(JSONFault) {
    let start = position
    while (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) { position += 1 }
    guard position > start else { throw fault("no digit") }
  }

  /// Reads a text, and says whether all of it is ASCII and stands as it is meant.
  @discardableResult
  private mutating func parseText() throws(JSONFault) -> Bool {
    position += 1
    let start = position
    var all: UInt8 = 0
    var isEscaped = false
    while true {
      let byte = bytes[position]
      all |= byte
      guard byte < 0x20 || byte == 0x22 || byte == 0x5C else {
        position += 1
        continue
      }
      guard byte != 0x22 else { break }
      guard byte == 0x5C else { throw fault("a text without an end, or with a control character") }
      try skipEscape()
      isEscaped = true
    }
    add(isEscaped ? .escapedText : .text, start..<position)
    position += 1
    return all < 0x80 && !isEscaped
  }

  private mutating func skipEscape() throws(JSONFault) {
    position += 1
    guard bytes[position] == UInt8(ascii: "u") else {
      guard #""\/bfnrt"#.utf8.contains(bytes[position]) else { throw fault("no escape") }
      return position += 1
    }
    position += 1
    guard let unit = Self.unit(bytes, at: position) else { throw fault("no escape") }
    position += 4
    guard (0xD800..<0xE000).contains(unit) else { return }
    guard unit < 0xDC00, bytes[position] == 0x5C, bytes[position + 1] == UInt8(ascii: "u"),
      let low = Self.unit(bytes, at: position + 2), (0xDC00..<0xE000).contains(low)
    else { throw fault("half of a surrogate pair") }
    position += 6
  }

  /// The four digits of an escape; nil where something else stands.
  static func unit(_ bytes: [UInt8], at start: Int) -> UInt32? {
    var unit: UInt32 = 0
    for position in start..<start + 4 {
      guard position < bytes.count, bytes[position] >= 0x20, let digit = Hex.value(bytes[position] | 0x20) else {
        return nil
      }
      unit = unit << 4 | UInt32(digit)
    }
    return unit
  }
}

// MARK: - Containers

extension JSONParser {
  private mutating func parseList(depth: Int) throws(JSONFault) {
    let list = try enter(.list, depth: depth)
    guard !isOver(UInt8(ascii: "]")) else { return }
    repeat {
      try parseValue(depth: depth + 1)
    } while try goesOn(until: UInt8(ascii: "]"))
    nodes[list].next = Int32(nodes.count)
  }

  private mutating func parseObject(depth: Int) throws(JSONFault) {
    let object = try enter(.object, depth: depth)
    guard !isOver(UInt8(ascii: "}")) else { return }
    // What this library writes has plain names in rising order. Only other names have to be searched for one that comes twice.
    var isRising = true
    var last: Int?
    repeat {
      guard bytes[position] == UInt8(ascii: "\"") else { throw fault("no name") }
      isRising = try parseText() && isRising
      let name = nodes.count - 1
      if let last, isRising { isRising = isName(last, before: name) }
      last = name
      skipSpace()
      guard bytes[position] == UInt8(ascii: ":") else { throw fault("no colon") }
      position += 1
      skipSpace()
      try parseValue(depth: depth + 1)
    } while try goesOn(until: UInt8(ascii: "}"))
    nodes[object].next = Int32(nodes.count)
    guard isRising || areNamesUnique(object) else { throw fault("a name that comes twice") }
  }

  /// Enters an object or a list, and says where its node is.
  private mutating func enter(_ kind: JSONDocument.Kind, depth: Int) throws(JSONFault) -> Int {
    guard depth <= JSONDocument.maximumDepth else { throw fault("too deep") }
    add(kind, position..<position)
    position += 1
    skipSpace()
    return nodes.count - 1
  }

  private mutating func isOver(_ end: UInt8) -> Bool {
    guard bytes[position] == end else { return false }
    position += 1
    return true
  }

  /// Passes a comma, or the mark that ends the container.
  private mutating func goesOn(until end: UInt8) throws(JSONFault) -> Bool {
    skipSpace()
    guard !isOver(end) else { return false }
    guard bytes[position] == UInt8(ascii: ",") else { throw fault("no comma") }
    position += 1
    skipSpace()
    return true
  }

  private func isName(_ one: Int, before other: Int) -> Bool {
    var (a, b) = (Int(nodes[one].start), Int(nodes[other].start))
    // The quote that ends a name is below all but two of the bytes in one, so the shorter of two comes first.
    while bytes[a] == bytes[b] {
      guard a < nodes[one].end else { return false }
      a += 1
      b += 1
    }
    return a == nodes[one].end || b != nodes[other].end && bytes[a] < bytes[b]
  }

  private func areNamesUnique(_ object: Int) -> Bool {
    var names: Set<String> = []
    var index = object + 1
    while index < nodes.count {
      guard names.insert(JSONDocument.text(nodes[index], in: bytes)).inserted else { return false }
      index = Int(nodes[index + 1].next)
    }
    return true
  }
}
