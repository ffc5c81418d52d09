internal import Carryover
internal import FoundationEssentials

/// Messages and content have no public initialiser, because only the library writes them. A script's are read from their wire form.
extension ExtractionReplay.File {
  /// What was known before: an answer or an ROI input, who said it, and when.
  struct Known: Decodable {
    let field: DiscoveryField
    let value: Value?
    let source: FieldSource
    let at: Int

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
      at = try container.decodeIfPresent(Int.self, forKey: .at) ?? -86_400
      switch try container.decode(String.self, forKey: .by) {
      case "visitor": source = .visitor
      case "account": source = .account
      case "import": source = .imported
      case "model": source = .model(message: .scripted(0))
      default:
        throw DecodingError.dataCorruptedError(
          forKey: .by, in: container, debugDescription: "none of visitor, account, import, model")
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
  func content(_ catalogue: DiscoveryCatalogue) throws -> DiscoveryContent {
    var form = ContentForm()
    for known in known {
      let time = moment(known.at)
      switch (known.field, known.value) {
      case (.answer(let key), .text(let text)):
        form.answers[key] = .init(value: try AnswerForm(text, key, catalogue), source: known.source, at: time)
      case (.answer(let key), nil): form.answers[key] = .init(value: nil, source: known.source, at: time)
      case (.roiInput(let input), .money(let money)):
        form.roiInputs[input.rawValue] = .init(value: .money(money), source: known.source, at: time)
      case (.roiInput(let input), .figure(let figure)):
        form.roiInputs[input.rawValue] = .init(value: .figure(figure), source: known.source, at: time)
      case (.roiInput(let input), nil):
        form.roiInputs[input.rawValue] = .init(value: nil, source: known.source, at: time)
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
        createdAt: moment(seconds)))
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

/// The moment so many seconds after scripts begin, which is 2026-01-01 at nine, as the wire has dates.
private func moment(_ seconds: Int) -> String {
  Date(timeIntervalSince1970: TimeInterval(1_767_258_000 + seconds)).formatted(.iso8601).dropLast() + ".000Z"
}

extension Decodable {
  /// The value whose wire form this is.
  fileprivate static func reading(_ form: some Encodable) throws -> Self {
    try JSONDecoder().decode(Self.self, from: JSONEncoder().encode(form))
  }
}
