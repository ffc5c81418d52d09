/// The JSON text that a writer has written so far.
struct JSONOutput {
  private(set) var bytes: [UInt8] = []

  /// The members of the objects that are not complete yet, the innermost object's last.
  private var members: [Member] = []

  private struct Member {
    let name: String
    let start: Int
    var end: Int
  }

  init() { bytes.reserveCapacity(2_048) }
}

// MARK: - Scalars

extension JSONOutput {
  /// Writes what stands for itself.
  mutating func write(plain text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func write(text: String) {
    var text = text
    text.withUTF8 { utf8 in
      bytes.append(0x22)
      var plain = 0
      for index in utf8.indices where utf8[index] < 0x20 || utf8[index] == 0x22 || utf8[index] == 0x5C {
        bytes.append(contentsOf: utf8[plain..<index])
        escape(utf8[index])
        plain = index + 1
      }
      bytes.append(contentsOf: utf8[plain...])
      bytes.append(0x22)
    }
  }

  private mutating func escape(_ byte: UInt8) {
    bytes.append(0x5C)
    switch byte {
    case 0x08: bytes.append(UInt8(ascii: "b"))
    case 0x09: bytes.append(UInt8(ascii: "t"))
    case 0x0A: bytes.append(UInt8(ascii: "n"))
    case 0x0C: bytes.append(UInt8(ascii: "f"))
    case 0x0D: bytes.append(UInt8(ascii: "r"))
    case 0x22, 0x5C: bytes.append(byte)
    default:
      bytes.append(UInt8(ascii: "u"))
      Hex.append(UInt64(byte), digits: 4, to: &bytes)
    }
  }
}

// MARK: - Containers

extension JSONOutput {
  /// Begins an object, and answers what it will be closed by: how many members are open before its own.
  mutating func beginObject() -> Int {
    bytes.append(UInt8(ascii: "{"))
    return members.count
  }

  mutating func beginList() { bytes.append(UInt8(ascii: "[")) }

  mutating func beginMember(_ name: String) {
    members.append(Member(name: name, start: bytes.count, end: bytes.count))
    write(text: name)
    bytes.append(UInt8(ascii: ":"))
  }

  /// Every member and every element ends in a comma. What closes the object or the list takes the place of the last one.
  mutating func endMember() {
    endElement()
    members[members.count - 1].end = bytes.count
  }

  mutating func endElement() { bytes.append(UInt8(ascii: ",")) }

  mutating func closeList() { close(UInt8(ascii: "]"), isEmpty: bytes.last == UInt8(ascii: "[")) }

  /// Puts the members of an object in the order of their names. Answers whether they are different.
  mutating func closeObject(from first: Int) -> Bool {
    let isEmpty = members.count == first
    defer {
      members.removeSubrange(first...)
      close(UInt8(ascii: "}"), isEmpty: isEmpty)
    }
    return isRising(from: first) || sort(from: first)
  }

  private mutating func close(_ mark: UInt8, isEmpty: Bool) {
    if isEmpty { bytes.append(mark) } else { bytes[bytes.count - 1] = mark }
  }

  private func isRising(from first: Int) -> Bool {
    members[first...].indices.dropFirst().allSatisfy { members[$0 - 1].name < members[$0].name }
  }

  private mutating func sort(from first: Int) -> Bool {
    let start = members[first].start
    members[first...].sort { $0.name < $1.name }
    var sorted: [UInt8] = []
    sorted.reserveCapacity(bytes.count - start)
    for member in members[first...] { sorted.append(contentsOf: bytes[member.start..<member.end]) }
    bytes.replaceSubrange(start..., with: sorted)
    return isRising(from: first)
  }
}
