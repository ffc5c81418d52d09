/// Names one field of discovery content: the smallest part that has a source and a date of its own, and therefore the smallest
/// part that a merge decides about.
///
/// The text form is the path on the wire, such as `phase` or `answers.facilitySize`. Fields sort with those first that exist once, so
/// that a limit cuts off answers and products before it cuts off the rest.
public enum DiscoveryField: Hashable, Sendable {
  /// The question to ask next.
  case questionIndex
  /// How far the visitor has come.
  case phase
  /// When the visitor means to buy.
  case timeframe
  /// One of the ROI inputs.
  case roiInput(ROIInput)
  /// The answer with this key.
  case answer(String)
  /// Whether this product is selected.
  case product(Product.ID)
}

extension DiscoveryField {
  /// The stored member that a field belongs to. A member that is added to the stored form does not compile until every switch over
  /// this says how it merges.
  typealias Kind = DiscoveryContent.Fields.CodingKeys

  var kind: Kind {
    switch self {
    case .questionIndex: .questionIndex
    case .phase: .phase
    case .timeframe: .timeframe
    case .roiInput: .roiInputs
    case .answer: .answers
    case .product: .products
    }
  }

  /// The part of the text form behind the kind's name; nil for a field that exists once.
  private var entry: String? {
    switch self {
    case .questionIndex, .phase, .timeframe: nil
    case .roiInput(let input): input.rawValue
    case .answer(let key): key
    case .product(let id): id.text
    }
  }

  private var place: Int {
    switch kind {
    case .questionIndex: 0
    case .phase: 1
    case .timeframe: 2
    case .roiInputs: 3
    case .answers: 4
    case .products: 5
    }
  }
}

extension DiscoveryField: Comparable {
  /// Orders by kind, then by key.
  public static func < (a: Self, b: Self) -> Bool {
    switch (a, b) {
    case (.answer(let a), .answer(let b)): a < b
    case (.roiInput(let a), .roiInput(let b)): a.rawValue < b.rawValue
    case (.product(let a), .product(let b)): a < b
    default: a.place < b.place
    }
  }
}

extension DiscoveryField: LosslessStringConvertible {
  /// Reads a path such as `answers.facilitySize`; nil for any other text.
  ///
  /// The path is taken apart by bytes, because a key may begin with a mark that Unicode would combine with the point.
  public init?(_ description: String) {
    let parts = description.utf8.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard let kind = parts.first.flatMap(Kind.init(rawValue:)) else { return nil }
    switch (kind, parts.dropFirst().first) {
    case (.questionIndex, nil): self = .questionIndex
    case (.phase, nil): self = .phase
    case (.timeframe, nil): self = .timeframe
    case (.answers, let key?): self = .answer(key)
    case (.roiInputs, let name?):
      guard let input = ROIInput(rawValue: name) else { return nil }
      self = .roiInput(input)
    case (.products, let text?):
      guard let id = try? Product.ID(text) else { return nil }
      self = .product(id)
    case (.questionIndex, _?), (.phase, _?), (.timeframe, _?), (.answers, nil), (.roiInputs, nil), (.products, nil):
      return nil
    }
  }

  /// The path on the wire.
  public var description: String { kind.rawValue + (entry.map { "." + $0 } ?? "") }
}

extension DiscoveryField: Codable {
  /// Reads the text form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let field = Self(text) else {
      throw DecodingError.refused(FieldError("discoveryField", entry: text, .unknown), at: decoder.codingPath)
    }
    self = field
  }

  /// Writes the text form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
