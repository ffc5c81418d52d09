/// A value of any discovery field. There is one case for each type of value, not for each field.
///
/// Figures lie apart from it: they are long and rare, and a merge copies values many times.
public enum DiscoveryFieldValue: Hashable, Sendable {
  /// A question's place in the catalogue.
  case index(Int)
  /// A phase.
  case phase(DiscoveryPhase)
  /// Text in a person's or the host's own words.
  case text(String)
  /// An answer with what the catalogue said of its question.
  case answer(DiscoveryAnswer)
  /// An amount of money.
  indirect case money(MoneyFigure)
  /// A number without a currency.
  indirect case figure(Figure)
  /// A product.
  case product(Product.ID)
}

extension DiscoveryFieldValue {
  /// The value under its own type, which no other case has.
  var payload: any Codable & Hashable & Sendable {
    switch self {
    case .index(let index): index
    case .phase(let phase): phase
    case .text(let text): text
    case .answer(let answer): answer
    case .money(let money): money
    case .figure(let figure): figure
    case .product(let id): id
    }
  }

  /// The value as one of its type; nil if it is of another. A cast of the payload would look types up for every field of a merge.
  func typed<Typed>(as type: Typed.Type) -> Typed? {
    switch self {
    case .index(let index): index as? Typed
    case .phase(let phase): phase as? Typed
    case .text(let text): text as? Typed
    case .answer(let answer): answer as? Typed
    case .money(let money): money as? Typed
    case .figure(let figure): figure as? Typed
    case .product(let id): id as? Typed
    }
  }

  /// Whether a person would call the two the same. Of an answer only the text counts: the catalogue may have changed its words.
  func agrees(with other: Self) -> Bool {
    if case .answer(let a) = self, case .answer(let b) = other { return a.value == b.value }
    return self == other
  }

  /// One text for each value, by which values are told apart to the byte and put in a fixed order. No text of an answer holds U+0000.
  var spelling: String {
    switch self {
    case .index(let index): "\(index)"
    case .phase(let phase): phase.rawValue
    case .text(let text): text
    case .answer(let answer):
      [answer.value, answer.key, answer.questionID, answer.label, answer.group].joined(separator: "\u{0}")
    case .money(let money): "\(money.figure) \(money.currency)"
    case .figure(let figure): "\(figure)"
    case .product(let id): id.text
    }
  }

  /// How far along the value is, for the fields that have an order of progress.
  var progress: Int {
    switch self {
    case .index(let index): index
    case .phase(.discovery): 0
    case .phase(.roi): 1
    case .phase(.greenlight): 2
    case .text, .answer, .money, .figure, .product: 0
    }
  }

  /// What the value's text weighs in discovery content, in bytes.
  var size: Int {
    switch self {
    case .index, .phase, .money, .figure: 0
    case .text(let text): text.utf8.count
    case .answer(let answer): answer.size
    case .product(let id): id.text.utf8.count
    }
  }
}

extension DiscoveryFieldValue {
  /// How long the text is that somebody wrote, in bytes, for the limits on a single value; 0 for values that are no text.
  var textBytes: Int {
    switch self {
    case .text(let text): text.utf8.count
    case .answer(let answer): answer.value.utf8.count
    case .index, .phase, .money, .figure, .product: 0
    }
  }
}

/// An object with one member, named for the type of value.
extension DiscoveryFieldValue: Codable {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case index, phase, text, answer, money, figure, product
  }

  private var key: CodingKeys {
    switch self {
    case .index: .index
    case .phase: .phase
    case .text: .text
    case .answer: .answer
    case .money: .money
    case .figure: .figure
    case .product: .product
    }
  }

  /// Reads the wire form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    guard let key = container.allKeys.first, container.allKeys.count == 1 else {
      let known = CodingKeys.allCases.map(\.rawValue).joined(separator: ", ")
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "not exactly one of \(known)"))
    }
    switch key {
    case .index: self = .index(try container.decode(Int.self, forKey: key))
    case .phase: self = .phase(try container.decode(DiscoveryPhase.self, forKey: key))
    case .text: self = .text(try container.decode(String.self, forKey: key))
    case .answer: self = .answer(try container.decode(DiscoveryAnswer.self, forKey: key))
    case .money: self = .money(try container.decode(MoneyFigure.self, forKey: key))
    case .figure: self = .figure(try container.decode(Figure.self, forKey: key))
    case .product: self = .product(try container.decode(Product.ID.self, forKey: key))
    }
  }

  /// Writes the wire form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(payload, forKey: key)
  }
}
