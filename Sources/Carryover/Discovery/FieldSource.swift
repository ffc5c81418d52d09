/// Who wrote a discovery field (CL-7).
public enum FieldSource: Hashable, Sendable {
  /// The anonymous visitor.
  case visitor
  /// The person signed in to the account.
  case account
  /// An import from a file or another system.
  case imported
  /// A language model, which read it from this message.
  case model(message: Message.ID)
}

extension FieldSource {
  /// The kinds of source, without what each carries.
  enum Kind: String, Codable {
    case visitor, account, imported, model
  }

  var kind: Kind {
    switch self {
    case .visitor: .visitor
    case .account: .account
    case .imported: .imported
    case .model: .model
    }
  }
}

extension FieldSource: Codable {
  enum CodingKeys: String, CodingKey {
    case kind, message
  }

  /// Reads the wire form, and refuses what construction refuses.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    switch try container.decode(Kind.self, forKey: .kind) {
    case .visitor: self = .visitor
    case .account: self = .account
    case .imported: self = .imported
    case .model: self = .model(message: try container.decode(Message.ID.self, forKey: .message))
    }
  }

  /// Writes the wire form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(kind, forKey: .kind)
    if case .model(let message) = self { try container.encode(message, forKey: .message) }
  }
}
