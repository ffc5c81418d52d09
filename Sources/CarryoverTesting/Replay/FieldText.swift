public import Carryover

/// What stands in a field, as a script writes it: a text, or that there is nothing any more.
///
/// An answer is its value, a figure its number or both ends with a dash between, as in `160–180`, and money has its currency behind it,
/// as in `25.5 EUR`. In JSON a tombstone is `null`.
public enum FieldText: Hashable, Sendable {
  /// A value, as text.
  case text(String)
  /// The tombstone of a value that was taken back.
  case tombstone
}

extension FieldText {
  /// What a statement says.
  public init(_ statement: Sourced<DiscoveryFieldValue>) {
    switch statement.value {
    case nil: self = .tombstone
    case .answer(let answer): self = .text(answer.value)
    case .money(let money): self = .text("\(money.figure) \(money.currency)")
    case .figure(let figure): self = .text("\(figure)")
    case .text(let text): self = .text(text)
    case .index(let index): self = .text("\(index)")
    case .phase(let phase): self = .text(phase.rawValue)
    case .product(let id): self = .text("\(id)")
    }
  }

  /// Whether both say the same in other words: the same figures, and one has all the words of the other.
  ///
  /// This is how ``ExtractionReplay/ask(_:policy:catalogue:limits:agreeing:)`` compares a model's words with a script's, since `A hospital`
  /// and `hospital` are the same answer. Letter case, punctuation and the marks inside a figure do not count.
  public func agrees(with other: FieldText) -> Bool {
    switch (self, other) {
    case (.tombstone, .tombstone): true
    case (.text(let a), .text(let b)):
      a.figures == b.figures && (a.words.isSubset(of: b.words) || b.words.isSubset(of: a.words))
    case (.tombstone, .text), (.text, .tombstone): false
    }
  }
}

extension FieldText: CustomStringConvertible {
  /// The text, or a word for the tombstone that no text is confused with.
  public var description: String {
    switch self {
    case .text(let text): "“\(text)”"
    case .tombstone: "a tombstone"
    }
  }
}

extension FieldText: Codable {
  /// Reads a text or null.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    self = container.decodeNil() ? .tombstone : .text(try container.decode(String.self))
  }

  /// Writes a text or null.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .tombstone: try container.encodeNil()
    }
  }
}

extension String {
  /// The runs of letters, in small letters.
  fileprivate var words: Set<String> {
    Set(lowercased().split { !$0.isLetter }.map(String.init))
  }

  /// The runs of digits, without the marks that group them.
  fileprivate var figures: [String] {
    split { !$0.isDigit && !",.'’ \u{A0}\u{202F}".contains($0) }.flatMap { run in
      run.contains(where: \.isDigit) ? [run.filter(\.isDigit)] : []
    }
  }
}

extension Character {
  fileprivate var isDigit: Bool { isASCII && isNumber }
}
