import FoundationEssentials
import Testing

/// A Markdown file of the project, cut into text and code.
struct Document: Sendable {
  /// The path below the project's folder.
  let path: String

  /// The lines outside of code blocks, with their numbers.
  private(set) var text: [Line] = []

  private(set) var blocks: [Block] = []

  struct Line: Sendable {
    let number: Int
    let text: String
  }

  struct Block: Sendable {
    let language: String
    let number: Int
    var lines: [String] = []
  }

  init(path: String) throws {
    self.path = path
    var open: Block?
    for (index, line) in try Project.lines(of: path).enumerated() {
      let trimmed = line.trimmed
      if var block = open {
        if trimmed == "```" {
          blocks.append(block)
          open = nil
        } else {
          block.lines.append(line)
          open = block
        }
      } else if trimmed.hasPrefix("```") {
        open = Block(language: String(trimmed.dropFirst(3)), number: index + 1)
      } else {
        text.append(Line(number: index + 1, text: line))
      }
    }
    if let open { throw Unclosed(path: path, line: open.number) }
  }

  struct Unclosed: Error {
    let path: String
    let line: Int
  }
}

extension Document: CustomTestStringConvertible {
  var testDescription: String { path }
}

extension Document {
  /// Every Markdown file that a reader of the project is meant to see.
  static let paths: [String] = {
    let found = Project.files(below: "Docs") + Project.files(below: "Sources")
    return ["README.md", "CHANGELOG.md"] + found.filter { $0.hasSuffix(".md") }
  }()

  /// Those of them that can be read.
  static let all: [Document] = paths.compactMap { try? Document(path: $0) }
}

/// The files of the project, found from where this one was compiled.
enum Project {
  static let root: String = {
    let parts = #filePath.split(separator: "/").dropLast(4)
    return "/" + parts.joined(separator: "/")
  }()

  /// Paths below the root, in order.
  static func files(below folder: String) -> [String] {
    let found = (try? FileManager.default.subpathsOfDirectory(atPath: "\(root)/\(folder)")) ?? []
    return found.sorted().map { "\(folder)/\($0)" }
  }

  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(root)/\(path)")
  }

  static func isExecutable(_ path: String) -> Bool {
    FileManager.default.isExecutableFile(atPath: "\(root)/\(path)")
  }

  static func text(of path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: "\(root)/\(path)")), as: UTF8.self)
  }

  static func lines(of path: String) throws -> [String] {
    try text(of: path).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}

extension String {
  /// Without spaces at either end.
  var trimmed: String {
    var text = drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
