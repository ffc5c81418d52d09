public import Carryover
internal import FoundationEssentials

/// A script as two files: what was said and what must come of it as JSON, and the raw reply beside it.
///
/// ```json
/// {
///   "name": "a floor area in figures",
///   "known": [{ "field": "answers.facilityType", "value": "school", "by": "visitor", "at": -3600 }],
///   "messages": [
///     { "role": "assistant", "text": "How large is the hall?" },
///     { "role": "user", "text": "12,000 m² on one level", "at": 90 }
///   ],
///   "finish": "complete",
///   "changes": { "answers.facilitySize": "12,000 m²", "answers.buildingLevels": "one level" },
///   "unchanged": [],
///   "drops": [{ "key": "facilityType", "reason": "evidenceNotFound" }]
/// }
/// ```
///
/// `changes` names the fields that get a new statement with what it says, `null` for a tombstone; or `failure` stands in its place.
/// `meaning` is there where a better reply would change other fields than this one.
///
/// Times are in seconds from the beginning: a message comes a minute after the one before it, and what is known is a day old, unless they
/// say otherwise. What is known is `by` the `visitor`, the `account`, an `import`, a `model` that read it in another conversation, or, as
/// in `m2`, by a model that read it from that message and at its time.
///
/// A member that is none of these is refused, so that a slip of the pen cannot make a script that demands nothing.
extension ExtractionReplay {
  /// Reads a script from the text of its two files.
  public init(script: String, reply: String, catalogue: DiscoveryCatalogue = .standard) throws {
    let file = try JSONDecoder().decode(File.self, from: Data(script.utf8))
    let messages = try file.messages()
    self.init(
      file.name, messages: messages, knowing: try file.content(beside: messages, catalogue),
      reply: ModelReply(reply, finish: file.finish), expecting: file.expectation, meaning: file.meaning)
  }

  struct File: Decodable {
    let name: String
    let known: [Known]
    let lines: [Line]
    let finish: ModelReply.Finish
    let expectation: Expectation
    let meaning: [DiscoveryField: FieldText]?

    /// A message.
    struct Line: Decodable {
      let role: Message.Role
      let text: String
      let at: Int?

      enum CodingKeys: String, CodingKey, CaseIterable {
        case role, text, at
      }

      init(from decoder: any Decoder) throws {
        let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
        role = try container.decode(Message.Role.self, forKey: .role)
        text = try container.decode(String.self, forKey: .text)
        at = try container.decodeIfPresent(Int.self, forKey: .at)
      }
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
      case name, known
      case lines = "messages"
      case finish, changes, unchanged, drops, failure, meaning
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.strictContainer(keyedBy: CodingKeys.self)
      name = try container.decode(String.self, forKey: .name)
      known = try container.decodeIfPresent([Known].self, forKey: .known) ?? []
      lines = try container.decode([Line].self, forKey: .lines)
      finish = try container.decodeIfPresent(ModelReply.Finish.self, forKey: .finish) ?? .complete
      meaning = try container.decodeFields(forKey: .meaning)
      let changes = try container.decodeFields(forKey: .changes)
      let failure = try container.decodeIfPresent(FailureKind.self, forKey: .failure)
      let unchanged = try container.decodeIfPresent(Set<DiscoveryField>.self, forKey: .unchanged)
      let drops = try container.decodeIfPresent([Drop].self, forKey: .drops)
      switch (changes, failure) {
      case (let changes?, nil):
        expectation = .reading(changes: changes, unchanged: unchanged ?? [], drops: drops ?? [])
      case (nil, let failure?) where unchanged == nil && drops == nil:
        expectation = .failure(failure)
      default:
        throw DecodingError.dataCorruptedError(
          forKey: .changes, in: container, debugDescription: "either changes or a failure, and not both")
      }
    }
  }
}

extension KeyedDecodingContainer {
  /// Reads texts by the paths of fields; nil if there is no such member.
  fileprivate func decodeFields(forKey key: Key) throws -> [DiscoveryField: FieldText]? {
    guard let texts = try decodeIfPresent([String: FieldText].self, forKey: key) else { return nil }
    var fields: [DiscoveryField: FieldText] = [:]
    for (path, text) in texts {
      guard let field = DiscoveryField(path) else {
        throw DecodingError.dataCorruptedError(forKey: key, in: self, debugDescription: "no field \(path)")
      }
      fields[field] = text
    }
    return fields
  }
}

extension Decoder {
  /// A container that refuses members without a key.
  func strictContainer<Key: CodingKey & CaseIterable>(keyedBy: Key.Type) throws -> KeyedDecodingContainer<Key> {
    let known = Set(Key.allCases.map(\.stringValue))
    for key in try container(keyedBy: AnyMember.self).allKeys where !known.contains(key.stringValue) {
      throw DecodingError.dataCorrupted(
        .init(codingPath: codingPath + [key], debugDescription: "a member that a script does not have"))
    }
    return try container(keyedBy: Key.self)
  }
}

private struct AnyMember: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init?(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
