public import Carryover
internal import FoundationEssentials

/// Many scripts, run one after the other.
///
/// The library's own are in its tests. A host keeps its own beside its code, made from conversations that really happened, and sees with
/// every new model, and with every change of its prompts, what becomes of them.
public struct ReplayCorpus: Sendable {
  /// The scripts.
  public var replays: [ExtractionReplay]

  /// These scripts.
  public init(_ replays: [ExtractionReplay]) {
    self.replays = replays
  }

  /// Every script in a folder and in the folders below it, in the order of their paths.
  ///
  /// A script is a file whose name ends in `.json`, with its raw reply in a file of the same name that ends in `.reply`. One that cannot be
  /// read is an error that names it; so is a reply without a script.
  public init(folder: String, catalogue: DiscoveryCatalogue = .standard) throws {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
    let names = Set(paths.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) })
    if let orphan = paths.first(where: { $0.hasSuffix(".reply") && !names.contains(String($0.dropLast(6))) }) {
      throw Unreadable(path: orphan, cause: "there is no script beside it")
    }
    replays = try names.sorted().map { name in
      do {
        return try ExtractionReplay(
          script: try Self.text("\(folder)/\(name).json"), reply: try Self.text("\(folder)/\(name).reply"),
          catalogue: catalogue)
      } catch {
        throw Unreadable(path: name, cause: "\(error)")
      }
    }
  }

  /// A file that is no script.
  public struct Unreadable: Error, CustomStringConvertible {
    /// Its path below the folder.
    public let path: String

    /// What is wrong with it.
    public let cause: String

    /// The path and what is wrong.
    public var description: String { "\(path): \(cause)" }
  }

  private static func text(_ path: String) throws -> String {
    let data = try Data(contentsOf: URL(filePath: path))
    guard let text = String(validating: data, as: UTF8.self) else {
      throw CocoaError(.fileReadInapplicableStringEncoding)
    }
    return text
  }
}

extension ReplayCorpus {
  /// Reads the replies that are written down.
  public func run(
    policy: ExtractionPolicy = ExtractionPolicy(), catalogue: DiscoveryCatalogue = .standard,
    limits: SessionLimits = SessionLimits()
  ) -> ReplayReport {
    ReplayReport(replays.map { $0.run(policy: policy, catalogue: catalogue, limits: limits) }, catalogue: catalogue)
  }

  /// Asks a model in place of the replies that are written down, once for each script and one after the other.
  ///
  /// It says how well a model reads these conversations: what it keeps, what the library drops of it, what it gets wrong and what it
  /// misses. No failure ends the run; it is counted.
  public func ask(
    _ model: some ExtractionModel, policy: ExtractionPolicy = ExtractionPolicy(),
    catalogue: DiscoveryCatalogue = .standard, limits: SessionLimits = SessionLimits(),
    agreeing agree: (DiscoveryField, FieldText, FieldText) -> Bool = { $1.agrees(with: $2) }
  ) async -> ReplayReport {
    var outcomes: [ExtractionReplay.Outcome] = []
    for replay in replays {
      outcomes.append(
        await replay.ask(model, policy: policy, catalogue: catalogue, limits: limits, agreeing: agree))
    }
    return ReplayReport(outcomes, catalogue: catalogue)
  }
}

/// What came of each script of a run.
public struct ReplayReport: Sendable {
  /// One outcome for each script, in order.
  public let outcomes: [ExtractionReplay.Outcome]

  /// The counts by key.
  public let tally: ReplayTally

  /// The report of these outcomes.
  public init(_ outcomes: [ExtractionReplay.Outcome], catalogue: DiscoveryCatalogue = .standard) {
    self.outcomes = outcomes
    tally = outcomes.reduce(into: ReplayTally()) { $0.add($1, catalogue: catalogue) }
  }

  /// Whether every script came out as expected.
  public var isAsExpected: Bool { outcomes.allSatisfy(\.isAsExpected) }
}

extension ReplayReport: CustomStringConvertible {
  /// What is not as expected, and the table of counts.
  public var description: String {
    (outcomes.filter { !$0.isAsExpected }.map(\.description) + [tally.description]).joined(separator: "\n")
  }
}
