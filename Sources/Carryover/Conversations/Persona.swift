internal import FoundationEssentials

/// Whom a conversation can be with: a name to show and a prompt for the assistant, registered by the host.
public struct Persona: Hashable, Sendable, Identifiable {
  /// The host's identifier of a persona.
  public typealias ID = HostID<Persona>

  /// The identifier.
  public let id: ID

  /// The name to show: at most 128 bytes of UTF-8 on one line.
  public private(set) var name: String

  /// What the assistant is told about who it is: at most 16 KiB of UTF-8.
  public private(set) var prompt: String

  /// When it was registered and changed.
  public private(set) var times: AuditTimes

  init(id: ID, name: String, prompt: String, at now: Date, command: CommandID) throws(FieldError) {
    self.id = id
    self.name = name
    self.prompt = prompt
    times = AuditTimes(createdAt: now, by: command)
    if let fault = Self.fault(name: name, prompt: prompt) { throw fault }
  }
}

extension Persona {
  private static func fault(name: String, prompt: String) -> FieldError? {
    if let fault = name.nameFault(maximumBytes: 128) { return FieldError("name", fault) }
    guard !prompt.isBlank else { return FieldError("prompt", .malformed(expected: "text that is not empty")) }
    return prompt.writableFault(maximumBytes: 16 * 1024).map { FieldError("prompt", $0) }
  }

  /// Takes over another's name and prompt. Answers whether that is a change.
  mutating func replace(by other: Persona, at now: Date, command: CommandID) -> Bool {
    let isSame = name.isSpelled(like: other.name) && prompt.isSpelled(like: other.prompt)
    guard !isSame else { return false }
    name = other.name
    prompt = other.prompt
    times.change(at: now, by: command)
    return true
  }
}

extension Persona: Stored, Audited {
  package static var kind: RecordKind { .persona }
  package var key: RecordKey { .persona(id) }
  package var target: RecordKey? { nil }
  package var entries: [ShelfEntry] { [ShelfEntry(.personas, order: times.createdAt.milliseconds)] }
}

extension Persona: Codable {
  enum CodingKeys: String, CodingKey {
    case id, name, prompt, times
  }

  /// Reads the stored form, and refuses what construction refuses.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(ID.self, forKey: .id)
    name = try container.decode(String.self, forKey: .name)
    prompt = try container.decode(String.self, forKey: .prompt)
    times = try container.decode(AuditTimes.self, forKey: .times)
    if let fault = Self.fault(name: name, prompt: prompt) { throw DecodingError.refused(fault, at: decoder.codingPath) }
  }

  /// Writes the stored form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(name, forKey: .name)
    try container.encode(prompt, forKey: .prompt)
    try container.encode(times, forKey: .times)
  }
}

extension RecordKey {
  /// The key of a persona.
  public static func persona(_ id: Persona.ID) -> RecordKey { RecordKey(.persona, .text(id.text)) }
}

extension Shelf {
  /// All personas, by the time they were registered.
  public static let personas = Shelf(.personas)
}
