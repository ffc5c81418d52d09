public import Carryover

extension ExtractionReplay {
  /// What came of a script, and in what that is not what had to come.
  public struct Outcome: Sendable {
    /// How the reading of a reply ends.
    public enum End: Sendable {
      /// It was read, and this is what would change.
      case read(ExtractionReading, ExtractionPlan)
      /// Nothing of it is believed.
      case failed(ExtractionFailure)
    }

    /// The script.
    public let replay: ExtractionReplay

    /// What the model was, or would have been, asked.
    public let request: ModelRequest

    /// What it replied; nil if it could not be asked. To record it, write its text down as the script's reply.
    public let reply: ModelReply?

    /// How the reading ended.
    public let end: End

    /// Everything that is not as expected.
    public let differences: [Difference]

    /// Whether all is as expected.
    public var isAsExpected: Bool { differences.isEmpty }
  }

  /// One thing that is not as expected.
  public struct Difference: Hashable, Sendable {
    /// What it is about.
    public enum Subject: Hashable, Sendable {
      /// The reply as a whole.
      case reply
      /// A field of the content.
      case field(DiscoveryField)
      /// An item that was dropped, or should have been: its key, or a word for every key that nothing has.
      case item(String)
    }

    /// What it is about.
    public let subject: Subject

    /// What should be; nil if nothing should.
    public let expected: String?

    /// What is; nil if nothing is.
    public let actual: String?

    init(_ subject: Subject, _ expected: String?, _ actual: String?) {
      self.subject = subject
      self.expected = expected
      self.actual = actual
    }
  }
}

extension ExtractionReplay.Outcome.End {
  /// The fields that get a new statement, and what it says.
  public var changes: [DiscoveryField: FieldText] {
    guard case .read(_, let plan) = self else { return [:] }
    let changed = plan.decisions.filter { $0.after != $0.account }
    return Dictionary(
      changed.compactMap { decision in decision.after.map { (decision.field, FieldText($0)) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// The fields that the reply speaks of and that stay as they were.
  public var unchanged: Set<DiscoveryField> {
    guard case .read(let reading, _) = self else { return [] }
    return Set(reading.items.map(\.field)).subtracting(changes.keys)
  }
}

extension ExtractionReplay.Difference.Subject: CustomStringConvertible {
  /// The field's path, the item's key, or a word for the reply.
  public var description: String {
    switch self {
    case .reply: "the reply"
    case .field(let field): field.description
    case .item(let key): "an item about \(key)"
    }
  }
}

extension ExtractionReplay.Difference: CustomStringConvertible {
  /// One line: the subject, what should be, what is.
  public var description: String { "\(subject): expected \(expected ?? "nothing"), got \(actual ?? "nothing")" }
}

extension ExtractionReplay.Outcome: CustomStringConvertible {
  /// One line if all is as expected, and one more for each difference if not.
  public var description: String {
    let lines = [(isAsExpected ? "as expected  " : "DIFFERENT    ") + replay.name]
    return (lines + differences.map { "  \($0)" }).joined(separator: "\n")
  }
}
