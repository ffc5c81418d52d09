/// A reader of an event stream, written from the standard's rules and from nothing of the library.
struct StreamReader {
  struct Dispatched: Equatable {
    var id: String
    var name: String
    var data: String
  }

  private(set) var dispatched: [Dispatched] = []
  private(set) var lastID = ""
  private(set) var retry: Int?

  private var name = ""
  private var data: [String] = []

  mutating func read(_ stream: String) {
    var line: [UInt8] = []
    var afterReturn = false
    for byte in stream.utf8 {
      defer { afterReturn = byte == 0x0D }
      switch byte {
      case 0x0A where afterReturn: continue
      case 0x0A, 0x0D:
        take(String(decoding: line, as: UTF8.self))
        line = []
      default: line.append(byte)
      }
    }
  }

  private mutating func take(_ line: String) {
    guard !line.isEmpty else {
      if !data.isEmpty, data != [""] {
        dispatched.append(
          Dispatched(id: lastID, name: name.isEmpty ? "message" : name, data: data.joined(separator: "\n")))
      }
      name = ""
      data = []
      return
    }
    let bytes = Array(line.utf8)
    let colon = bytes.firstIndex(of: 0x3A) ?? bytes.count
    var rest = bytes.dropFirst(colon + 1)
    if rest.first == 0x20 { rest = rest.dropFirst() }
    let value = String(decoding: rest, as: UTF8.self)
    switch String(decoding: bytes[..<colon], as: UTF8.self) {
    case "event": name = value
    case "data": data.append(value)
    case "id": if !value.utf8.contains(0) { lastID = value }
    case "retry": if value.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { retry = Int(value) }
    default: break
    }
  }
}
