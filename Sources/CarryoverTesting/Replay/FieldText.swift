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

  /// Whether both say the same in other words: the same figures, one has all the words of the other, and either both deny or neither does.
  ///
  /// This is how ``ExtractionReplay/ask(_:policy:catalogue:limits:agreeing:)`` compares a model's words with a script's, since `A hospital`
  /// and `hospital` are the same answer. Letter case, punctuation and the marks that group the digits of a figure do not count.
  public func agrees(with other: FieldText) -> Bool {
    switch (self, other) {
    case (.tombstone, .tombstone): true
    case (.text(let a), .text(let b)):
      a.figures == b.figures && a.denies == b.denies
        && (a.words.isSubset(of: b.words) || b.words.isSubset(of: a.words))
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

  /// Whether the text denies anything.
  fileprivate var denies: Bool { Negation.stands(in: self) }

  /// The figures, each as its digits with a point before the decimals.
  fileprivate var figures: [String] {
    var figures: [String] = []
    var rest = Array(self)[...]
    while let start = rest.firstIndex(where: \.isDigit) {
      rest = rest[start...]
      var groups = [String(rest.prefix(while: \.isDigit))]
      var marks: [Character] = []
      rest = rest.dropFirst(groups[0].count)
      while let mark = rest.first, let group = rest.group(behind: mark) {
        groups.append(group)
        marks.append(mark)
        rest = rest.dropFirst(1 + group.count)
      }
      figures.append(Self.figure(groups, marks))
    }
    return figures
  }

  /// The last mark begins the decimals if it is another one than before it, or if no thousand can stand behind it.
  private static func figure(_ groups: [String], _ marks: [Character]) -> String {
    guard let mark = marks.last, mark == "." || mark == ",", let last = groups.last else { return groups.joined() }
    let isRepeated = marks.dropLast().contains(mark)
    let canGroup = last.count == 3 && groups[0].count <= 3 && groups[0] != "0"
    guard !isRepeated, marks.count > 1 || !canGroup else { return groups.joined() }
    let decimals = last.reversed().drop { $0 == "0" }.reversed()
    return groups.dropLast().joined() + (decimals.isEmpty ? "" : "." + String(decimals))
  }
}

extension ArraySlice<Character> {
  /// The digits behind a mark that holds a figure together; nil if it does not. A space does so before three of them alone.
  fileprivate func group(behind mark: Character) -> String? {
    let digits = dropFirst().prefix(while: \.isDigit)
    switch mark {
    case ".", ",", "'", "’": return digits.isEmpty ? nil : String(digits)
    case " ", "\u{A0}", "\u{202F}": return digits.count == 3 ? String(digits) : nil
    default: return nil
    }
  }
}

extension Character {
  fileprivate var isDigit: Bool { isASCII && isNumber }
}
