public import Carryover

/// Counts over many scripts, by key: figures to compare from one day to the next, not a verdict on a model.
public struct ReplayTally: Hashable, Sendable {
  /// What happened to the items about one key.
  public struct Counts: Hashable, Sendable {
    /// Items that passed every check.
    public var kept = 0

    /// Items that did not.
    public var dropped = 0

    /// Things that should not be so, or not at all.
    public var wrong = 0

    /// Things that should be and are not.
    public var missed = 0

    /// Nothing yet.
    public init() {}
  }

  /// How many scripts were run.
  public private(set) var replays = 0

  /// How many of them came out as expected.
  public private(set) var asExpected = 0

  /// How many replies were refused as a whole, by the kind of failure.
  public private(set) var failures: [ExtractionReplay.FailureKind: Int] = [:]

  /// The counts by key. Keys that neither the catalogue nor the ROI inputs have are counted as ``noSuchKey``, and what is wrong with a
  /// reply as a whole as ``wholeReply``.
  public private(set) var keys: [String: Counts] = [:]

  /// Counts nothing yet.
  public init() {}
}

extension ReplayTally {
  /// Where items are counted whose key nothing has.
  public static let noSuchKey = "(no such key)"

  /// Where it is counted that a reply failed and should not have, or the other way round.
  public static let wholeReply = "(the reply)"

  /// Counts one outcome.
  public mutating func add(_ outcome: ExtractionReplay.Outcome, catalogue: DiscoveryCatalogue = .standard) {
    replays += 1
    if outcome.isAsExpected { asExpected += 1 }
    switch outcome.end {
    case .failed(let failure): failures[ExtractionReplay.FailureKind(failure), default: 0] += 1
    case .read(let reading, _):
      for item in reading.items { keys[Self.row(of: item.field), default: Counts()].kept += 1 }
      for item in reading.dropped { keys[Self.row(of: item.key, in: catalogue), default: Counts()].dropped += 1 }
    }
    for difference in outcome.differences {
      keys[Self.row(of: difference.subject), default: Counts()].count(difference)
    }
  }

  /// The sum over all keys.
  public var total: Counts {
    keys.values.reduce(into: Counts()) { sum, counts in
      sum.kept += counts.kept
      sum.dropped += counts.dropped
      sum.wrong += counts.wrong
      sum.missed += counts.missed
    }
  }

  /// The row for a key as a reply spells it.
  static func row(of key: String, in catalogue: DiscoveryCatalogue) -> String {
    let names = catalogue.questions.map(\.key) + ROIInput.allCases.map(\.rawValue)
    return names.first { $0.lowercased() == key.lowercased() } ?? noSuchKey
  }

  private static func row(of field: DiscoveryField) -> String {
    switch field {
    case .answer(let key): key
    case .roiInput(let input): input.rawValue
    case .questionIndex, .phase, .timeframe, .product: field.description
    }
  }

  private static func row(of subject: ExtractionReplay.Difference.Subject) -> String {
    switch subject {
    case .reply: wholeReply
    case .field(let field): row(of: field)
    case .item(let key): key
    }
  }
}

extension ReplayTally.Counts {
  fileprivate mutating func count(_ difference: ExtractionReplay.Difference) {
    if difference.actual == nil { missed += 1 } else { wrong += 1 }
  }
}

extension ReplayTally: CustomStringConvertible {
  /// A table with a line for each key, the sum, and the number of scripts.
  public var description: String {
    let rows = keys.sorted { $0.key < $1.key } + [(key: "all", value: total)]
    let width = rows.map(\.key.count).max() ?? 0
    let lines = rows.map { key, counts in
      key.padded(to: width) + "\(counts.kept)".pushed(to: 8) + "\(counts.dropped)".pushed(to: 9)
        + "\(counts.wrong)".pushed(to: 7) + "\(counts.missed)".pushed(to: 8)
    }
    let head = "key".padded(to: width) + "    kept  dropped  wrong  missed"
    let kinds = failures.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.value) \($0.key.rawValue)" }
    let failed = kinds.isEmpty ? "" : "; replies that failed: " + kinds.joined(separator: ", ")
    return ([head] + lines + ["\(asExpected) of \(replays) as expected\(failed)"]).joined(separator: "\n")
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String { self + spaces(width) }

  fileprivate func pushed(to width: Int) -> String { spaces(width) + self }

  private func spaces(_ width: Int) -> String { String(repeating: " ", count: max(0, width - count)) }
}

extension ReplayTally.Counts: Codable {
  enum CodingKeys: String, CodingKey {
    case kept, dropped, wrong, missed
  }
}

/// An object with the counts under each key, for a program to read.
extension ReplayTally: Codable {
  enum CodingKeys: String, CodingKey {
    case replays, asExpected, failures, keys
  }

  /// Reads what was written.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    replays = try container.decode(Int.self, forKey: .replays)
    asExpected = try container.decode(Int.self, forKey: .asExpected)
    keys = try container.decode([String: Counts].self, forKey: .keys)
    for (name, count) in try container.decode([String: Int].self, forKey: .failures) {
      guard let kind = ExtractionReplay.FailureKind(rawValue: name) else {
        throw DecodingError.dataCorruptedError(forKey: .failures, in: container, debugDescription: "no kind \(name)")
      }
      failures[kind] = count
    }
  }

  /// Writes the counts.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(replays, forKey: .replays)
    try container.encode(asExpected, forKey: .asExpected)
    try container.encode(keys, forKey: .keys)
    let named = Dictionary(uniqueKeysWithValues: failures.map { ($0.key.rawValue, $0.value) })
    try container.encode(named, forKey: .failures)
  }
}
