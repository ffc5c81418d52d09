package import Carryover

/// A session as it looks from outside: plain values, moments in milliseconds. The model keeps nothing else.
package struct Seen: Hashable, Sendable {
  package var id: Session.ID
  package var token: TokenDigest
  package var retired: Retired?
  package var notes: [String: String] = [:]
  package var timeframe: String?
  package var isRevoked = false
  package var expiresAt: Int64
  package var lastActivityAt: Int64
  package var createdAt: Int64
  package var updatedAt: Int64
  package var revision = 1

  /// The token before the last rotation, and until when it works.
  package struct Retired: Hashable, Sendable {
    package var token: TokenDigest
    package var until: Int64
  }

  /// A session that begins now.
  package init(id: Session.ID, token: TokenDigest, at now: Int64, lifetime: Int64) {
    self.id = id
    self.token = token
    expiresAt = now + lifetime
    lastActivityAt = now
    createdAt = now
    updatedAt = now
  }
}

extension Seen {
  /// What an answer, or the store, shows of a session.
  package init(_ session: Session) {
    id = session.id
    token = session.token
    retired = session.retiredToken.map { Retired(token: $0.digest, until: $0.until.milliseconds) }
    notes = session.metadata.entries.compactMapValues { if case .text(let text) = $0 { text } else { nil } }
    timeframe = session.discovery.timeframe
    if case .revoked = session.standing { isRevoked = true }
    expiresAt = session.expiresAt.milliseconds
    lastActivityAt = session.lastActivityAt.milliseconds
    createdAt = session.times.createdAt.milliseconds
    updatedAt = session.times.updatedAt.milliseconds
    revision = session.times.revision
  }

  /// Whether two looks show the same, apart from the activity, which moves without being a change.
  package func isSameChange(as other: Seen) -> Bool {
    var other = other
    other.lastActivityAt = lastActivityAt
    return self == other
  }
}

extension Seen: CustomStringConvertible {
  /// A line for a report.
  package var description: String {
    var text = "\(id.short) r\(revision) \(notes.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })"
    if let timeframe { text += " timeframe=\(timeframe.prefix(8))" }
    text += " token=\(token.short)"
    if let retired { text += " retired=\(retired.token.short)<\(retired.until)" }
    if isRevoked { text += " revoked" }
    return text + " expires=\(expiresAt) active=\(lastActivityAt) updated=\(updatedAt)"
  }
}

extension MintedID {
  /// The last digits: enough to tell identifiers of one run apart.
  package var short: String { String(description.suffix(6)) }
}

extension TokenDigest {
  /// The first digits: enough to tell digests of one run apart.
  package var short: String { String(description.prefix(6)) }
}
