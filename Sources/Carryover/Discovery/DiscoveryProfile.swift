internal import FoundationEssentials

/// What an account has found out: the discovery content that a session has too, under an owner who is known.
///
/// There is one for each account. It begins empty or by a claim, and keeps for every field who wrote it, when, and what it replaced.
public struct DiscoveryProfile: Hashable, Sendable {
  /// The account that owns it, and the only one that reads or writes it.
  public let account: Account.ID

  /// What the account has found out.
  public internal(set) var discovery: DiscoveryContent

  /// Fields about which a merge asked instead of deciding. The content holds the account's value until the owner decides.
  public internal(set) var conflicts: [DiscoveryConflict]

  /// When the profile was created and changed.
  public internal(set) var times: AuditTimes

  /// Begins a profile, with all of the content that is given (DP-4).
  init(of account: Account.ID, _ discovery: DiscoveryContent, at now: Date, by command: CommandID) {
    self.account = account
    self.discovery = discovery
    conflicts = []
    times = AuditTimes(createdAt: now, by: command)
  }
}

extension DiscoveryProfile {
  /// Applies a patch as the account's own writing. Answers whether anything really changed; over a limit nothing does.
  mutating func apply(
    _ patch: DiscoveryPatch, at now: Date, policy: SessionPolicy, command: CommandID
  ) throws(FieldError) -> Bool {
    var changed = self
    guard
      try changed.discovery.apply(
        patch, by: .account, at: now, catalogue: policy.catalogue, limits: policy.limits.discovery)
    else { return false }
    guard changed.discovery.size <= policy.limits.bytes || changed.discovery.size <= discovery.size else {
      throw FieldError("profile", .tooLong(maximumBytes: policy.limits.bytes))
    }
    changed.times.change(at: now, by: command)
    self = changed
    return true
  }
}

extension DiscoveryProfile: Stored, Audited {
  package static var kind: RecordKind { .profile }
  package var key: RecordKey { .profile(of: account) }
  package var target: RecordKey? { nil }
  package var entries: [ShelfEntry] { [] }
}

extension DiscoveryProfile: Codable {
  enum CodingKeys: String, CodingKey {
    case account, discovery, conflicts, times
  }
}

extension RecordKey {
  /// The key of an account's discovery profile.
  public static func profile(of account: Account.ID) -> RecordKey { RecordKey(.profile, .text(account.text)) }
}
