package import Carryover

/// What an operation asked for, with every argument, in the model's words.
package enum Request: Hashable, Sendable {
  /// To begin a session under this identifier and digest, which the library minted.
  case create(Session.ID, TokenDigest)
  case find(TokenDigest)
  case update(Session.ID, by: TokenDigest, Edit, expecting: Int?)
  case renew(Session.ID, by: TokenDigest)
  case rotate(Session.ID, by: TokenDigest, to: TokenDigest?)
  /// No digest: the system.
  case revoke(Session.ID, by: TokenDigest?)
  case noteActivity(Session.ID, by: TokenDigest, lastSeen: Int64)
  /// To delete sessions that are over: so many, or any number.
  case sweep(count: Int?)
  case leave(Post)
  case enter(Post)
}

/// What came back.
package enum Outcome: Hashable, Sendable {
  /// The session, as a look at it.
  case found(Seen)
  /// The session's name, without a look at it.
  case named(Session.ID)
  /// The session, after a change or in place of one.
  case changed(Seen)
  /// The session, whose token was already replaced.
  case alreadyRotated(Seen)
  case stale(Seen)
  case invalid
  case refused(SessionRefusal)
  /// Refused, without a reason that an outsider could see.
  case nobody
  case done
  case swept(sessions: Int, tokenSlots: Int)
  case post(PostAnswer)
}

/// One operation of a history: what was asked, what came back, and when.
package struct Entry: Sendable {
  /// The operation's number in its scenario.
  package var operation: Int
  package var request: Request
  /// The moment that the operation took for now.
  package var now: Int64
  /// The step of its first store call, before which it cannot have seen anything.
  package var invoked: Int
  /// The step of its answer; nil when it never gave one. Then it may take effect at any time, or never.
  package var responded: Int?
  package var outcome: Outcome?
  /// The entry that comes before this one within the same operation.
  package var after: Int?
  /// The step of the last store call that worked: where the search looks first. Nothing rests on it.
  package var hint: Int

  package init(
    operation: Int, request: Request, now: Int64, invoked: Int, responded: Int?, outcome: Outcome?, after: Int? = nil,
    hint: Int
  ) {
    self.operation = operation
    self.request = request
    self.now = now
    self.invoked = invoked
    self.responded = responded
    self.outcome = outcome
    self.after = after
    self.hint = hint
  }
}

/// A visitor's change: some notes and perhaps the timeframe.
package struct Edit: Hashable, Sendable {
  /// Texts by key; nil removes.
  package var notes: [String: String?] = [:]
  package var timeframe: Timeframe = .keep

  package enum Timeframe: Hashable, Sendable {
    case keep, clear
    case set(String)
  }

  package init(notes: [String: String?] = [:], timeframe: Timeframe = .keep) {
    self.notes = notes
    self.timeframe = timeframe
  }

  /// The edit as the library takes it.
  package var patch: SessionPatch {
    let discovery: DiscoveryPatch =
      switch timeframe {
      case .keep: DiscoveryPatch()
      case .clear: DiscoveryPatch(timeframe: .clear)
      case .set(let text): DiscoveryPatch(timeframe: .set(text))
      }
    return SessionPatch(
      discovery: discovery, metadata: MetadataPatch(notes.mapValues { $0.map { .text($0) } ?? .remove }))
  }
}

extension Edit: CustomStringConvertible {
  /// The parts that it names.
  package var description: String {
    var parts = notes.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value ?? "none")" }
    switch timeframe {
    case .keep: break
    case .clear: parts.append("timeframe=none")
    case .set(let text): parts.append("timeframe=\(text.utf8.count > 64 ? "too long" : text)")
    }
    return parts.joined(separator: ",")
  }
}
