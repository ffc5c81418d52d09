internal import Carryover
internal import FoundationEssentials

/// Messages and content have no public initialiser, because only the library writes them. A script's are read from their wire form.
extension ExtractionReplay.File {
  /// What was known before: an answer or an ROI input, who said it, and when.
  struct Known: Decodable {
    let field: DiscoveryField
    let value: Value?
    let source: FieldSource

    /// The number of the message that a model read it from, if it is one of the script's.
    let message: Int?

    /// When, unless that is the message's own time.
    let at: Int?

    enum Value {
      case text(String)
      case money(MoneyFigure)
      case figure(Figure)
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
      case field, value, by, at
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
      field = try container.decode(DiscoveryField.self, forKey: .field)
      at = try container.decodeIfPresent(Int.self, forKey: .at)
      let by = try container.decode(String.self, forKey: .by)
      message = by.hasPrefix("m") ? Int(by.dropFirst()) : nil
      switch (by, message) {
      case ("visitor", _): source = .visitor
      case ("account", _): source = .account
      case ("import", _): source = .imported
      case ("model", _): source = .model(message: .scripted(0))
      case (_, let message?): source = .model(message: .scripted(message))
      default:
        throw DecodingError.dataCorruptedError(
          forKey: .by, in: container, debugDescription: "none of visitor, account, import, model or a message")
      }
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

  /// The content that holds all that was known.
  func content(_ catalogue: DiscoveryCatalogue, after messages: [Message]) throws -> DiscoveryContent {
    var form = ContentForm()
    for known in known {
      let read = known.message.flatMap { number in messages.first { $0.sequence == number }?.createdAt }
      let time = known.at.map(Date.scripted) ?? read ?? .scripted(-86_400)
      switch (known.field, known.value) {
      case (.answer(let key), .text(let text)):
        form.answers[key] = .init(value: try AnswerForm(text, key, catalogue), source: known.source, at: time.wire)
      case (.answer(let key), nil): form.answers[key] = .init(value: nil, source: known.source, at: time.wire)
      case (.roiInput(let input), .money(let money)):
        form.roiInputs[input.rawValue] = .init(value: .money(money), source: known.source, at: time.wire)
      case (.roiInput(let input), .figure(let figure)):
        form.roiInputs[input.rawValue] = .init(value: .figure(figure), source: known.source, at: time.wire)
      case (.roiInput(let input), nil):
        form.roiInputs[input.rawValue] = .init(value: nil, source: known.source, at: time.wire)
      default: throw FieldError("known", .malformed(expected: "an answer or an ROI input with a value of its own type"))
      }
    }
    return try DiscoveryContent.reading(form)
  }
}

private struct ContentForm: Encodable {
  var answers: [String: StatementForm<AnswerForm>] = [:]
  var roiInputs: [String: StatementForm<InputForm>] = [:]
}

private struct StatementForm<Value: Encodable>: Encodable {
  let value: Value?
  let source: FieldSource
  let at: String
}

private struct AnswerForm: Encodable {
  let questionId, key, label, value, group: String

  init(_ text: String, _ key: String, _ catalogue: DiscoveryCatalogue) throws {
    guard let question = catalogue[key] else { throw FieldError("known", .unknown) }
    (questionId, self.key, label, value, group) = (question.id, question.key, question.label, text, question.group)
  }
}

private enum InputForm: Encodable {
  case money(MoneyFigure)
  case figure(Figure)

  func encode(to encoder: any Encoder) throws {
    switch self {
    case .money(let money): try money.encode(to: encoder)
    case .figure(let figure): try figure.encode(to: encoder)
    }
  }
}

extension Message {
  /// A message of the one conversation that scripts have.
  static func scripted(_ role: Role, _ text: String, sequence: Int, at seconds: Int) throws -> Message {
    try reading(
      MessageForm(
        id: .scripted(sequence), conversation: .scripted(1), sequence: sequence, role: role, text: text,
        createdAt: Date.scripted(seconds).wire))
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
