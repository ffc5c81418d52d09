import Carryover
import CarryoverTesting
import Testing

/// The scripted conversations in the folder beside this file. One that exists is one that runs.
struct Replays: Sendable, CustomTestStringConvertible {
  static let folder = "Tests/CarryoverTests/Extraction/Replays"

  /// One script, by its path in the folder, such as `Hostile/closing-delimiters`.
  let path: String

  var testDescription: String { path }

  /// What the script is about: the folder it is in.
  var kind: String { String(path.prefix { $0 != "/" }) }

  func read() throws -> ExtractionReplay {
    let file = "\(Self.folder)/\(path)"
    return try ExtractionReplay(
      script: try Project.text(of: file + ".json"), reply: try Project.text(of: file + ".reply"))
  }

  static let all: [Replays] = Project.files(below: folder).filter { $0.hasSuffix(".json") }.map {
    Replays(path: String($0.dropFirst(folder.utf8.count + 1).dropLast(5)))
  }

  static func corpus() throws -> ReplayCorpus { try ReplayCorpus(folder: "\(Project.root)/\(folder)") }
}
