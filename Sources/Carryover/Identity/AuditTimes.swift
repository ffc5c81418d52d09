public import FoundationEssentials

/// When a stored value was created and last really changed, and how often it changed.
public struct AuditTimes: Hashable, Sendable {
  /// When the value was created.
  public let createdAt: Date

  /// When it last changed. Never goes backwards, even if the clock does.
  public private(set) var updatedAt: Date

  /// 1 at creation and one more with each real change.
  public private(set) var revision: Int

  /// The command of the latest change, so that a command whose answer was lost recognises its own effect.
  package private(set) var latestCommand: CommandID

  package init(createdAt now: Date, by command: CommandID) {
    createdAt = now.wholeMilliseconds
    updatedAt = createdAt
    revision = 1
    latestCommand = command
  }

  package mutating func change(at now: Date, by command: CommandID) {
    updatedAt = max(updatedAt, now.wholeMilliseconds)
    revision += 1
    latestCommand = command
  }
}

/// A stored value that knows when it changed and by which command.
package protocol Audited {
  var times: AuditTimes { get }
}

extension AuditTimes: Codable {
  enum CodingKeys: String, CodingKey {
    case createdAt, updatedAt, revision, latestCommand
  }

  /// Reads the value, checking it as construction does.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    createdAt = try container.decodeDate(forKey: .createdAt)
    updatedAt = try container.decodeDate(forKey: .updatedAt)
    revision = try container.decodeCount(forKey: .revision, atLeast: 1)
    latestCommand = try container.decode(CommandID.self, forKey: .latestCommand)
    guard updatedAt >= createdAt else {
      throw DecodingError.dataCorruptedError(
        forKey: .updatedAt, in: container, debugDescription: "not the times of a stored value")
    }
  }

  /// Writes the value in its wire form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(date: createdAt, forKey: .createdAt)
    try container.encode(date: updatedAt, forKey: .updatedAt)
    try container.encode(revision, forKey: .revision)
    try container.encode(latestCommand, forKey: .latestCommand)
  }
}
