/// An object with the kind of failure, and beside it what may be shown of it: never the words for the log, which are empty once it was read.
extension ExtractionFailure: Codable {
  enum CodingKeys: String, CodingKey {
    case kind, maximumBytes, trouble
  }

  private enum Kind: String, Codable {
    case model, truncated, refused, filtered, tooLong, malformed, cancelled, trouble
  }

  /// Reads the wire form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    switch try container.decode(Kind.self, forKey: .kind) {
    case .model: self = .model("")
    case .truncated: self = .truncated
    case .refused: self = .refused
    case .filtered: self = .filtered
    case .tooLong: self = .tooLong(maximumBytes: try container.decode(Int.self, forKey: .maximumBytes))
    case .malformed: self = .malformed("")
    case .cancelled: self = .cancelled
    case .trouble: self = .trouble(try container.decode(StoreTrouble.self, forKey: .trouble))
    }
  }

  /// Writes the wire form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    func write(_ kind: Kind) throws { try container.encode(kind, forKey: .kind) }
    switch self {
    case .model: try write(.model)
    case .truncated: try write(.truncated)
    case .refused: try write(.refused)
    case .filtered: try write(.filtered)
    case .tooLong(let maximumBytes):
      try write(.tooLong)
      try container.encode(maximumBytes, forKey: .maximumBytes)
    case .malformed: try write(.malformed)
    case .cancelled: try write(.cancelled)
    case .trouble(let trouble):
      try write(.trouble)
      try container.encode(trouble.withoutDetail, forKey: .trouble)
    }
  }
}

extension StoreTrouble {
  /// The trouble without the store's own words.
  fileprivate var withoutDetail: StoreTrouble { if case .failed = self { .failed("") } else { self } }
}
