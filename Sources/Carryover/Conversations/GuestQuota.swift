internal import FoundationEssentials

/// How much a subject that the host names has used as a guest, across sessions and conversations.
///
/// The host decides what a subject is, such as the hash of a device or of an address. The count is a record of its own, so neither a new
/// session nor a deletion nor a claim begins it anew.
public struct GuestQuota: Hashable, Sendable {
  /// The host's name for a subject.
  public typealias ID = HostID<GuestQuota>

  /// The subject.
  public let id: ID

  var usage: GuestUsage

  /// When it was first met and last sent a message.
  public internal(set) var times: AuditTimes

  init(id: ID, at now: Date, command: CommandID) {
    self.id = id
    usage = GuestUsage()
    times = AuditTimes(createdAt: now, by: command)
  }
}

extension GuestQuota {
  /// How many messages the subject has sent.
  public var used: Int { usage.used }
}

extension GuestQuota: Stored, Audited {
  package static var kind: RecordKind { .guestQuota }
  package var key: RecordKey { .guestQuota(id) }
  package var target: RecordKey? { nil }
  package var entries: [ShelfEntry] { [] }

  enum CodingKeys: String, CodingKey {
    case id, usage, times
  }
}

extension RecordKey {
  /// The key of a subject's quota.
  public static func guestQuota(_ id: GuestQuota.ID) -> RecordKey { RecordKey(.guestQuota, .text(id.text)) }
}
