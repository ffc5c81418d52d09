extension DomainEvent: Codable {
  enum CodingKeys: String, CodingKey {
    case specificationVersion = "specversion"
    case id, source, type, subject, time, actor, data
    case contentType = "datacontenttype"
  }

  /// The prefix of every event's CloudEvents type.
  static let typePrefix = "carryover."

  /// The CloudEvents source of an event as it is stored. A host that sends events on may name its own.
  public static let storedSource = "urn:carryover"

  /// Reads a CloudEvents 1.0 object of this library, whatever its source; an error names the member that is wrong.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func refuse(_ key: CodingKeys, _ why: String) -> DecodingError {
      .dataCorruptedError(forKey: key, in: container, debugDescription: why)
    }
    guard try container.decode(String.self, forKey: .specificationVersion) == "1.0" else {
      throw refuse(.specificationVersion, "not CloudEvents 1.0")
    }
    guard let id = ID(try container.decode(String.self, forKey: .id)) else { throw refuse(.id, "not an event's id") }
    let type = try container.decode(String.self, forKey: .type)
    guard type.hasPrefix(Self.typePrefix) else { throw refuse(.type, "not an event of this library") }
    let kind = Kind(rawValue: String(type.dropFirst(Self.typePrefix.count)))
    guard kind.isSendable else { throw refuse(.type, "not the name of a kind") }
    guard let subject = RecordKey(try container.decode(String.self, forKey: .subject)) else {
      throw refuse(.subject, "not a record's key")
    }
    guard let actor = Actor(try container.decode(String.self, forKey: .actor)) else {
      throw refuse(.actor, "not an actor")
    }
    self.init(
      id: id,
      kind: kind,
      subject: subject,
      actor: actor,
      time: try container.decodeDate(forKey: .time),
      facts: try container.decodeIfPresent([String: String].self, forKey: .data) ?? [:]
    )
  }

  /// Writes a CloudEvents 1.0 object of the source ``storedSource``.
  public func encode(to encoder: any Encoder) throws {
    try CloudEvent(event: self, source: Self.storedSource).encode(to: encoder)
  }

  /// The event as a CloudEvents 1.0 object of the host's own source, a URI reference.
  public func cloudEvent(source: String) -> CloudEvent {
    CloudEvent(event: self, source: source)
  }

  /// A CloudEvents 1.0 JSON object: what `encode` writes is the envelope with the event's facts as its data.
  public struct CloudEvent: Encodable, Sendable {
    let event: DomainEvent
    let source: String

    /// Writes the object.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode("1.0", forKey: .specificationVersion)
      try container.encode(event.id.description, forKey: .id)
      try container.encode(source, forKey: .source)
      try container.encode(typePrefix + event.kind.rawValue, forKey: .type)
      try container.encode(event.subject.description, forKey: .subject)
      try container.encode(date: event.time, forKey: .time)
      try container.encode(event.actor.description, forKey: .actor)
      try container.encode("application/json", forKey: .contentType)
      try container.encode(event.facts, forKey: .data)
    }
  }
}

extension DomainEvent {
  /// The event as a store keeps it: one line of JSON.
  public var body: String {
    get throws(StoreError) { try WireBody.text(of: self, for: "event \(id)") }
  }

  /// Reads an event back from what a store kept.
  public init(body: String) throws(StoreError) {
    self = try WireBody.value(DomainEvent.self, from: body, for: "an event")
  }
}
