internal import Carryover
internal import FoundationEssentials

extension ExtractionReplay.File {
  /// What was known before: an answer or an ROI input, who said it, and when.
  struct Known: Decodable {
    let field: DiscoveryField
    let value: Value?
    let origin: Origin
    let at: Int?

    enum Value {
      case text(String)
      case money(MoneyFigure)
      case figure(Figure)
    }

    enum Origin {
      case source(FieldSource)
      /// A model that read it from the script's message of this number.
      case message(Int)
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
      case field, value, by, at
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
      field = try container.decode(DiscoveryField.self, forKey: .field)
      at = try container.decodeIfPresent(Int.self, forKey: .at)
      guard let origin = Origin(try container.decode(String.self, forKey: .by)) else {
        throw DecodingError.dataCorruptedError(
          forKey: .by, in: container, debugDescription: "none of visitor, account, import, model or a message")
      }
      self.origin = origin
      if try container.decodeNil(forKey: .value) {
        value = nil
      } else {
        value =
          switch field {
          case .roiInput(.laborRate), .roiInput(.manualMonthlySpend):
            .money(try container.decode(MoneyFigure.self, forKey: .value))
          case .roiInput: .figure(try container.decode(Figure.self, forKey: .value))
          default: .text(try container.decode(String.self, forKey: .value))
          }
      }
    }
  }
}

extension ExtractionReplay.File.Known.Origin {
  fileprivate init?(_ name: String) {
    switch name {
    case "visitor": self = .source(.visitor)
    case "account": self = .source(.account)
    case "import": self = .source(.imported)
    case "model": self = .source(.model(message: .scripted(0)))
    default:
      guard name.hasPrefix("m"), let number = Int(name.dropFirst()) else { return nil }
      self = .message(number)
    }
  }
}

/// Messages and content have no public initialiser, because only the library writes them. A script's are read from their wire form.
extension ExtractionReplay.File {
  /// The messages, numbered from 1.
  func messages() throws -> [Message] {
    var time = 0
    return try lines.enumerated().map { index, line in
      time = line.at ?? (index == 0 ? 0 : time + 60)
      return try Message.reading(
        MessageForm(
          id: .scripted(index + 1), conversation: .scripted(1), sequence: index + 1, role: line.role, text: line.text,
          createdAt: Date.scripted(time).wire))
    }
  }

  /// The content that holds all that was known.
  func content(beside messages: [Message], _ catalogue: DiscoveryCatalogue) throws -> DiscoveryContent {
    var form = ContentForm()
    for known in known {
      let statement = try StatementForm(known, beside: messages, catalogue)
      switch known.field {
      case .answer(let key): form.answers[key] = statement
      case .roiInput(let input): form.roiInputs[input.rawValue] = statement
      default: throw FieldError("known", .malformed(expected: "an answer or an ROI input"))
      }
    }
    return try DiscoveryContent.reading(form)
  }
}

private struct MessageForm: Encodable {
  let id: Message.ID
  let conversation: Conversation.ID
  let sequence: Int
  let role: Message.Role
  let text: String
  let createdAt: String
}

private struct ContentForm: Encodable {
  var answers: [String: StatementForm] = [:]
  var roiInputs: [String: StatementForm] = [:]
}

private struct StatementForm: Encodable {
  let value: ValueForm?
  let source: FieldSource
  let at: String

  init(
    _ known: ExtractionReplay.File.Known, beside messages: [Message], _ catalogue: DiscoveryCatalogue
  ) throws {
    value = try known.value.map { try ValueForm($0, of: known.field, catalogue) }
    let read: Date?
    switch known.origin {
    case .source(let source): (self.source, read) = (source, nil)
    case .message(let number):
      guard let message = messages.first(where: { $0.sequence == number }) else {
        throw FieldError("known", .malformed(expected: "a message of the script"))
      }
      (source, read) = (.model(message: message.id), message.createdAt)
    }
    at = (known.at.map(Date.scripted) ?? read ?? .scripted(-86_400)).wire
  }
}

private enum ValueForm: Encodable {
  case answer(questionId: String, key: String, label: String, value: String, group: String)
  case money(MoneyFigure)
  case figure(Figure)

  init(_ value: ExtractionReplay.File.Known.Value, of field: DiscoveryField, _ catalogue: DiscoveryCatalogue) throws {
    switch value {
    case .money(let money): self = .money(money)
    case .figure(let figure): self = .figure(figure)
    case .text(let text):
      guard case .answer(let key) = field, let question = catalogue[key] else { throw FieldError("known", .unknown) }
      self = .answer(
        questionId: question.id, key: question.key, label: question.label, value: text, group: question.group)
    }
  }

  func encode(to encoder: any Encoder) throws {
    switch self {
    case .answer(let questionId, let key, let label, let value, let group):
      let members = ["questionId": questionId, "key": key, "label": label, "value": value, "group": group]
      try members.encode(to: encoder)
    case .money(let money): try money.encode(to: encoder)
    case .figure(let figure): try figure.encode(to: encoder)
    }
  }
}

extension MintedID {
  /// The identifier with this number.
  fileprivate static func scripted(_ number: Int) -> Self {
    let bytes = withUnsafeBytes(of: UInt32(truncatingIfNeeded: number).bigEndian) { Array($0) }
    return Self(UUID(uuid: (0, 0, 0, 0, 0, 0, 0x70, 0, 0x80, 0, 0, 0, bytes[0], bytes[1], bytes[2], bytes[3])))
  }
}

extension Date {
  /// The moment so many seconds after scripts begin, which is 2026-01-01 at nine.
  fileprivate static func scripted(_ seconds: Int) -> Date {
    Date(timeIntervalSince1970: TimeInterval(1_767_258_000 + seconds))
  }

  /// As the wire has dates. Those of scripts are whole seconds.
  fileprivate var wire: String { formatted(.iso8601).dropLast() + ".000Z" }
}

extension Decodable {
  /// The value whose wire form this is.
  fileprivate static func reading(_ form: some Encodable) throws -> Self {
    try JSONDecoder().decode(Self.self, from: JSONEncoder().encode(form))
  }
}
