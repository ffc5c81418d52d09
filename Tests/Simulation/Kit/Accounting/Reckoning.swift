internal import Carryover

/// What one commit should leave behind: the picture before it, and what its errand does to that by the words of the specification.
///
/// Shares nothing with the library's decisions. Where the specification leaves something open (identifiers, which side of a merge stands)
/// it follows what is there, and demands that it is one of the things that may be.
struct Reckoning {
  /// The number of the call that it carries out.
  let number: Int
  let rules: Rules
  let now: Int64
  /// What the commit brought.
  let fresh: Fresh
  /// What is really there after the commit.
  let seen: Picture

  /// What should be there.
  var picture: Picture
  /// What the feed should say.
  var told: [Told] = []
  /// What should not have been done at all.
  var faults: [String] = []

  init(_ number: Int, on before: Picture, rules: Rules, now: Int64, fresh: Fresh, seen: Picture) {
    self.number = number
    picture = before
    self.rules = rules
    self.now = now
    self.fresh = fresh
    self.seen = seen
  }

  var glance: Glance { Glance(picture: picture, rules: rules, now: now) }

  mutating func demand(_ holds: Bool, _ text: @autoclosure () -> String) {
    if !holds { faults.append(text()) }
  }
}

/// What the feed says of a commit.
struct Told: Hashable, Sendable {
  var kind: DomainEvent.Kind
  var subject: RecordKey
  var actor: DomainEvent.Actor
}

/// What a commit inserted, and all that it wrote or deleted.
struct Fresh: Sendable {
  var session: Session.ID?
  var token: TokenDigest?
  var conversation: Conversation.ID?
  var message: Message.ID?
  var receipt: ClaimReceipt.ID?
  var changed: [RecordKey] = []

  init(_ commit: Commit) {
    for change in commit.changes where !change.isKeep {
      changed.append(change.key)
      guard case .insert(let record) = change else { continue }
      switch (record.key.kind, record.key.identity) {
      case (.session, .minted(let bits)): session = Session.ID(bits: bits)
      case (.tokenSlot, .digest(let bits)): token = TokenDigest(bits: bits)
      case (.conversation, .minted(let bits)): conversation = Conversation.ID(bits: bits)
      case (.message, .minted(let bits)): message = Message.ID(bits: bits)
      case (.claimReceipt, .minted(let bits)): receipt = ClaimReceipt.ID(bits: bits)
      default: break
      }
    }
  }
}

extension Reckoning {
  /// Does what the errand asks.
  mutating func carryOut(_ errand: Errand) {
    switch errand {
    case .create: create()
    case .answer(let id, let digest, let writing, let revision): answer(id, digest, writing, expecting: revision)
    case .rotate(let id, let digest): rotate(id, digest)
    case .revoke(let id, let digest): revoke(id, digest)
    case .note(let account, let writing, let revision): note(account, writing, expecting: revision)
    case .begin(let caller): begin(caller)
    case .append(let text, let id, let caller): append(text, to: id, by: caller)
    case .reserve(let id, let caller): reserve(in: id, by: caller)
    case .commit(let reservation, let text): commit(reservation, text)
    case .release(let reservation): release(reservation)
    case .claim(let digests, let account, let plan): claim(digests, for: account, as: plan)
    case .unclaim(let receipt, let account): unclaim(receipt, by: account)
    case .sweepSessions: sweepSessions()
    case .sweepClaims: sweepClaims()
    case .find, .plan, .list, .read: demand(false, "a look changed something")
    }
  }

  mutating func tell(_ kind: DomainEvent.Kind, _ subject: RecordKey, by actor: DomainEvent.Actor) {
    told.append(Told(kind: kind, subject: subject, actor: actor))
  }
}
