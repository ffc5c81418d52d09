public import FoundationEssentials

/// A discovery profile as its owner may see it: without provenance, and with what is left to choose.
public struct DiscoveryProfileView: Hashable, Sendable {
  /// What the account has found out.
  public let discovery: DiscoveryView

  /// The fields about which a claim asked. The discovery content shows the account's side of each.
  public let conflicts: [DiscoveryConflictView]

  /// When the profile began.
  public let createdAt: Date

  /// When it last changed.
  public let updatedAt: Date

  /// The revision to name when editing.
  public let revision: Int

  /// What an owner sees of a profile. Where the catalogue has shrunk, the question index is clamped to it.
  public init(_ profile: DiscoveryProfile, catalogue: DiscoveryCatalogue) {
    discovery = DiscoveryView(profile.discovery, catalogue: catalogue)
    conflicts = profile.conflicts.map(DiscoveryConflictView.init)
    createdAt = profile.times.createdAt
    updatedAt = profile.times.updatedAt
    revision = profile.times.revision
  }
}

/// Two values between which the owner of a profile may choose, with ``Profiles/resolve(_:from:taking:by:)``.
public struct DiscoveryConflictView: Hashable, Sendable, Codable {
  /// The field.
  public let field: DiscoveryField

  /// What the account said; nil if it had cleared the field.
  public let account: DiscoveryFieldValue?

  /// What the session said; nil if the visitor had cleared the field.
  public let session: DiscoveryFieldValue?

  /// The session that said it.
  public let from: Session.ID

  enum CodingKeys: String, CodingKey {
    case field, account, session, from
  }

  init(_ conflict: DiscoveryConflict) {
    field = conflict.field
    account = conflict.account.value
    session = conflict.session.value
    from = conflict.from
  }
}

extension DiscoveryProfileView: Codable {
  enum CodingKeys: String, CodingKey {
    case conflicts, createdAt, updatedAt, revision
  }

  /// Reads the wire form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    discovery = try DiscoveryView(from: decoder)
    conflicts = try container.decode([DiscoveryConflictView].self, forKey: .conflicts)
    createdAt = try container.decodeDate(forKey: .createdAt)
    updatedAt = try container.decodeDate(forKey: .updatedAt)
    revision = try container.decodeCount(forKey: .revision, atLeast: 1)
  }

  /// Writes the wire form, the discovery content flat beside the rest.
  public func encode(to encoder: any Encoder) throws {
    try discovery.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(conflicts, forKey: .conflicts)
    try container.encode(date: createdAt, forKey: .createdAt)
    try container.encode(date: updatedAt, forKey: .updatedAt)
    try container.encode(revision, forKey: .revision)
  }
}
