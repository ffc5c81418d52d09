import Carryover
import FoundationEssentials
import Testing

/// A file that fails a test when a wire form changes. After a change that is meant, `CARRYOVER_WRITE_GOLDEN=1 swift test` writes
/// the files anew; the difference is then for a person to judge.
enum Golden {
  /// Holds a value against its file: it is written as the file says, and the file reads back as the value.
  static func expect<Value: Codable & Equatable>(
    _ value: Value, _ name: String, isStored: Bool = true, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let written = try JSONText.pretty(value)
    if ProcessInfo.processInfo.environment["CARRYOVER_WRITE_GOLDEN"] != nil {
      try Data(written.utf8).write(to: file(name))
    }
    let golden = try text(name)
    #expect(written == golden, "the wire form of \(name) has changed", sourceLocation: sourceLocation)
    #expect(try JSONText.read(golden) == value, sourceLocation: sourceLocation)
    guard isStored else { return }
    // A body is written by the library's own coder: the same text, and read back as the same value.
    #expect(try WireBody.text(of: value, for: name) == JSONText.of(value), sourceLocation: sourceLocation)
    #expect(try WireBody.value(Value.self, from: golden, for: name) == value, sourceLocation: sourceLocation)
  }

  static func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: file(name)), as: UTF8.self)
  }

  private static func file(_ name: String) -> URL {
    let folder = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
    return URL(filePath: "/\(folder)/Golden/\(name).json")
  }
}

extension JSONText {
  static func pretty(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
  }
}
