internal import FoundationEssentials

extension Session: Stored, Audited {
  package static var kind: RecordKind { .session }
  package var key: RecordKey { .session(id) }
  package var target: RecordKey? { nil }

  package var entries: [ShelfEntry] { entry.map { [$0] } ?? [] }

  /// A claimed session belongs to an account and never expires from under it.
  fileprivate var entry: ShelfEntry? {
    switch standing {
    case .claimed(let claim):
      claim.isSettled ? nil : ShelfEntry(.settling, order: claim.reversibleUntil.milliseconds)
    case .open, .closing, .revoked: ShelfEntry(.expiring, order: expiresAt.milliseconds)
    }
  }

  package static func value(in contents: Record.Contents) -> Session? {
    guard case .object(let object) = contents, let box = object as? Box else { return nil }
    return Session(box)
  }
}

/// A session's box is the inside of its record as it is: storing a session allocates nothing more.
extension Session.Box: RecordContents {
  package var key: RecordKey { Session(self).key }
  package var target: RecordKey? { nil }
  package var entries: [ShelfEntry] { Session(self).entries }
  package func body() throws(StoreError) -> String { try WireBody.text(of: Session(self), for: key) }

  package func hasSameEntries(as other: any RecordContents) -> Bool {
    guard let other = other as? Session.Box else { return entries == other.entries }
    // Most changes leave both as they are. Putting two entries together to compare them took 600 instructions.
    if case (.open, .open) = (fields.standing, other.fields.standing) {
      return fields.expiresAt == other.fields.expiresAt
    }
    return Session(self).entry == Session(other).entry
  }
}

/// The slot that a token's digest occupies. It makes digests unique and leads from a token to its session in one load.
package struct TokenSlot: Stored, Hashable {
  package let digest: TokenDigest
  package let session: Session.ID

  package init(digest: TokenDigest, session: Session.ID) {
    self.digest = digest
    self.session = session
  }

  package static var kind: RecordKind { .tokenSlot }
  package var key: RecordKey { .tokenSlot(digest) }
  package var target: RecordKey? { .session(session) }
  package var entries: [ShelfEntry] { [] }
  package var contents: Record.Contents { .tokenSlot(self) }

  package static func value(in contents: Record.Contents) -> TokenSlot? {
    guard case .tokenSlot(let slot) = contents else { return nil }
    return slot
  }

  enum CodingKeys: String, CodingKey {
    case digest, session
  }
}

extension RecordKey {
  /// The key of a session's record.
  public static func session(_ id: Session.ID) -> RecordKey { RecordKey(.session, .minted(id.bits)) }

  /// The key of the slot that a token's digest occupies.
  public static func tokenSlot(_ digest: TokenDigest) -> RecordKey { RecordKey(.tokenSlot, .digest(digest.bits)) }
}

extension Shelf {
  /// All sessions that are not claimed, by the moment they expire.
  public static let expiring = Shelf(.expiring)

  /// Claimed sessions by the moment their claim can no longer be undone.
  static let settling = Shelf(.settling)

  /// Claim links by the moment they expire.
  static let links = Shelf(.links)
}

extension Draft {
  /// A session by its identifier.
  package mutating func session(_ id: Session.ID) throws(Unread) -> Session? {
    try read(Session.self, .session(id))
  }

  /// The session that a digest leads to. Slot and session come in one load, of one moment.
  package mutating func session(by digest: TokenDigest) throws(Unread) -> Session? {
    guard let slot = try read(TokenSlot.self, .tokenSlot(digest)) else { return nil }
    return try session(slot.session)
  }
}
