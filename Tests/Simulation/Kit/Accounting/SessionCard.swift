internal import Carryover
internal import FoundationEssentials

/// A stored session in plain values.
struct SessionCard: Hashable, Sendable {
  var id: Session.ID
  var token: TokenDigest
  var retired: Retired?
  var state = State.open
  var content: Content = [:]
  var notes: [String: String] = [:]
  var conversations = 0
  var current: Conversation.ID?
  var claims = 0
  var expiresAt: Int64
  var lastActivityAt: Int64
  var createdAt: Int64
  var updatedAt: Int64
  var revision = 1

  /// The token before the last rotation, and until when it works.
  struct Retired: Hashable, Sendable {
    var token: TokenDigest
    var until: Int64
  }

  /// Where it is in its life.
  enum State: Hashable, Sendable {
    case open, closing, revoked
    case claimed(Holding)
  }

  /// Who took it over.
  struct Holding: Hashable, Sendable {
    var account: Account.ID
    var receipt: ClaimReceipt.ID
    var proof: TokenDigest
    var at: Int64
    var until: Int64
    var isSettled = false
  }
}

extension SessionCard {
  /// A session that begins now.
  init(id: Session.ID, token: TokenDigest, at now: Int64, lifetime: Int64) {
    self.id = id
    self.token = token
    expiresAt = now + lifetime
    lastActivityAt = now
    createdAt = now
    updatedAt = now
  }

  init(_ session: Session) {
    id = session.id
    token = session.token
    retired = session.retiredToken.map { Retired(token: $0.digest, until: $0.until.milliseconds) }
    switch session.standing {
    case .open: state = .open
    case .closing: state = .closing
    case .revoked: state = .revoked
    case .claimed(let claim):
      // No scenario anonymises, so a claim has its account.
      state =
        claim.account.map { account in
          .claimed(
            Holding(
              account: account, receipt: claim.receipt, proof: claim.proof, at: claim.at.milliseconds,
              until: claim.reversibleUntil.milliseconds, isSettled: claim.isSettled))
        } ?? .revoked
    }
    content = Content(session.discovery)
    notes = session.metadata.texts
    conversations = session.conversations
    current = session.currentConversation
    claims = session.claims
    expiresAt = session.expiresAt.milliseconds
    lastActivityAt = session.lastActivityAt.milliseconds
    createdAt = session.times.createdAt.milliseconds
    updatedAt = session.times.updatedAt.milliseconds
    revision = session.times.revision
  }

  /// The account that holds it.
  var holding: Holding? { if case .claimed(let holding) = state { holding } else { nil } }

  /// The digests that lead to it.
  var tokens: [TokenDigest] { [token, retired?.token].compactMap(\.self) }

  /// ID-3: a real change. One by the visitor also says that they were here.
  mutating func change(at now: Int64, byVisitor: Bool = false) {
    revision += 1
    updatedAt = max(updatedAt, now)
    if byVisitor { lastActivityAt = max(lastActivityAt, now) }
  }
}

extension SessionMetadata {
  /// The entries that are texts. The simulation writes no others.
  var texts: [String: String] {
    entries.compactMapValues { if case .text(let text) = $0 { text } else { nil } }
  }
}
