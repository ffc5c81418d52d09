import FoundationEssentials
import Testing

@Suite struct DocumentTests {
  @Test func `every document can be read`() throws {
    for path in Document.paths { #expect(throws: Never.self, "\(path)") { try Document(path: path) } }
    #expect(Document.paths.count { $0.contains(".docc/") } > 6)
  }

  @Test(arguments: Document.all)
  func `every Swift block stands in an example that the build compiles`(_ document: Document) throws {
    for block in document.blocks where block.language == "swift" {
      let isCompiled = try Examples.files().contains { $0.holds(block.lines) }
      #expect(isCompiled, "\(document.path):\(block.number) stands in no file of Docs/Examples")
    }
  }

  @Test(arguments: Document.all)
  func `every JSON block is JSON`(_ document: Document) {
    for block in document.blocks where block.language == "json" {
      let isJSON = (try? JSONText.read(block.lines.joined(separator: "\n"), as: AnyJSON.self)) != nil
      #expect(isJSON, "\(document.path):\(block.number)")
    }
  }

  @Test(arguments: Document.all)
  func `every block says what it is`(_ document: Document) {
    for block in document.blocks {
      #expect(["swift", "sh", "json", "text"].contains(block.language), "\(document.path):\(block.number)")
    }
  }

  @Test(arguments: Document.all)
  func `every command exists`(_ document: Document) throws {
    for block in document.blocks where block.language == "sh" {
      for line in block.lines where !line.isEmpty && !line.hasPrefix("#") {
        #expect(try Command.exists(line), "\(document.path):\(block.number) \(line)")
      }
    }
    for line in document.text {
      for code in line.text.matches(of: /`((swift|\.ci\/)[^`]*)`/) where Command.looksLikeOne(code.1) {
        #expect(try Command.exists(String(code.1)), "\(document.path):\(line.number) \(code.1)")
      }
    }
  }

  @Test(arguments: Document.all)
  func `every relative link leads to a file`(_ document: Document) {
    let folder = document.path.split(separator: "/").dropLast()
    for line in document.text {
      for link in line.text.matches(of: /\]\(([^)\s]+)\)/) {
        let target = link.1.prefix { $0 != "#" }
        guard !target.isEmpty, !target.contains("://") else { continue }
        var path = Array(folder)
        for part in target.split(separator: "/") where part != "." {
          if part == ".." { _ = path.popLast() } else { path.append(part) }
        }
        #expect(Project.exists(path.joined(separator: "/")), "\(document.path):\(line.number) \(link.1)")
      }
    }
  }

  @Test(arguments: Document.all)
  func `no document names a path of somebody's machine`(_ document: Document) {
    let code = document.blocks.flatMap { block in block.lines.map { (block.number, $0) } }
    for (number, line) in document.text.map({ ($0.number, $0.text) }) + code {
      let path = line.firstMatch(of: /(^|[^\w.\/\-])\/(work|opt|home|Users|root|tmp|usr)\b/)
      #expect(path == nil, "\(document.path):\(number)")
    }
  }

  @Test func `every decision is listed, and no number is left out`() throws {
    let files = Project.files(below: "Docs/Decisions").compactMap { $0.split(separator: "/").last }
    let decisions = files.filter { $0 != "README.md" }
    for (index, name) in decisions.enumerated() {
      let digits = "\(index + 1)"
      #expect(name.hasPrefix(String(repeating: "0", count: 4 - digits.count) + digits + "-"), "\(name)")
      #expect(try Project.text(of: "Docs/Decisions/README.md").contains("](\(name))"), "\(name)")
      #expect(try Project.lines(of: "Docs/Decisions/\(name)").count <= 61, "\(name) is longer than a page")
    }
  }
}

/// The examples that the build compiles.
private enum Examples {
  struct File {
    let lines: [String]

    /// Whether these lines stand here, one after the other, whatever their indentation.
    func holds(_ wanted: [String]) -> Bool {
      let wanted = wanted.map(\.trimmed)
      guard !wanted.isEmpty, wanted.count <= lines.count else { return false }
      return (0...lines.count - wanted.count).contains { lines[$0..<$0 + wanted.count].elementsEqual(wanted) }
    }
  }

  static func files() throws -> [File] {
    try Project.files(below: "Docs/Examples").filter { $0.hasSuffix(".swift") }.map { path in
      File(lines: try Project.lines(of: path).map(\.trimmed))
    }
  }
}

/// A command line of a document.
private enum Command {
  static func looksLikeOne(_ text: Substring) -> Bool {
    text.hasPrefix(".ci/") || text.firstMatch(of: /^swift (run|test|build|format|package)\b/) != nil
  }

  static func exists(_ line: String) throws -> Bool {
    let words = line.split(separator: " ").drop { $0.contains("=") }
    guard let command = words.first else { return false }
    guard command == "swift" else { return command.contains("/") && Project.isExecutable(String(command)) }
    let rest = words.dropFirst()
    switch rest.first {
    case "run": return try isTarget(rest.dropFirst().first { !$0.hasPrefix("-") })
    case "test", "build", "format", "package": return true
    default: return false
    }
  }

  private static func isTarget(_ name: Substring?) throws -> Bool {
    guard let name else { return false }
    return try Project.text(of: "Package.swift").contains("name: \"\(name)\"")
  }
}

/// Any JSON.
private struct AnyJSON: Decodable {
  init(from decoder: any Decoder) throws {
    if let members = try? decoder.container(keyedBy: AnyKey.self) {
      for key in members.allKeys { _ = try members.decode(AnyJSON.self, forKey: key) }
    } else if var items = try? decoder.unkeyedContainer() {
      while !items.isAtEnd { _ = try items.decode(AnyJSON.self) }
    }
  }

  private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
