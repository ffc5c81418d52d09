internal import Carryover

/// One call of the library as the accounting sees it: what is asked, with every argument, before anything is done.
enum Errand: Sendable {
  case create
  case find(TokenDigest)
  case answer(Session.ID, by: TokenDigest, Writing, expecting: Int?)
  case rotate(Session.ID, by: TokenDigest)
  /// No digest: the system.
  case revoke(Session.ID, by: TokenDigest?)
  case note(Account.ID, Writing, expecting: Int?)
  case begin(Caller)
  case append(String, to: Conversation.ID, by: Caller)
  case reserve(in: Conversation.ID, by: Caller)
  case commit(Reservation, String)
  case release(Reservation)
  case plan(TokenDigest, for: Account.ID)
  case claim([TokenDigest], for: Account.ID, as: ClaimPlan?)
  case unclaim(ClaimReceipt.ID, by: Account.ID)
  case sweepSessions
  case sweepClaims
  case list(Caller)
  case read(Conversation.ID, by: Caller)
}

extension Errand {
  /// Whether it is done in several commits, so that trouble can come when part of it is done.
  var isInParts: Bool {
    switch self {
    case .sweepSessions, .sweepClaims: true
    case .claim(let digests, _, _): digests.count > 1
    default: false
    }
  }

  /// How many commits it can have applied.
  var mostCommits: Int {
    switch self {
    case .sweepSessions, .sweepClaims: .max
    case .claim(let digests, _, _): digests.count
    case .find, .plan, .list, .read: 0
    default: 1
    }
  }
}

/// What came back.
enum Answer: Sendable {
  case done
  case session(SessionCard)
  /// A session with a token that was handed out.
  case new(SessionCard, TokenDigest)
  case alreadyRotated(SessionCard)
  case profile(ProfileCard)
  case conversation(ConversationCard)
  case message(MessageCard)
  case reserved(Reservation)
  case plan(ClaimPlan)
  case claims([ClaimAnswer])
  case unclaimed(UnclaimAnswer)
  /// A sweep that is not whole stopped before its end.
  case swept(sessions: Int, conversations: Int, messages: Int, isWhole: Bool)
  case settled(Int, isWhole: Bool)
  case listed(Set<Conversation.ID>)
  case read([MessageCard])
  case refused(SessionRefusal)
  case noPlan(ClaimRefusal)
  case limited(used: Int, pending: Int, limit: Int)
  case stale, invalid, notFound, released, tooLate
}

extension Answer {
  /// Whether it speaks of all that was asked for.
  var isWhole: Bool {
    switch self {
    case .swept(_, _, _, let isWhole), .settled(_, let isWhole): isWhole
    default: true
    }
  }
}

/// What came back for one session of a claim.
enum ClaimAnswer: Sendable {
  case claimed(ClaimReceipt.ID, ReceiptCard, ProfileCard)
  case alreadyYours(ClaimReceipt.ID, ReceiptCard, ProfileCard)
  case refused(ClaimRefusal)
}

/// What came back when a claim was undone.
struct UnclaimAnswer: Sendable {
  var session: SessionCard
  var digest: TokenDigest
  var profile: ProfileCard
  var undoing: UndoingCard
}

/// How a call ended.
enum Reply: Sendable {
  case heard(Answer)
  /// It says that it changed nothing.
  case withoutEffect(String)
  /// Nobody knows what it changed.
  case unheard(String)
}

/// What somebody writes: texts by field, nil for one that is taken back, and notes of the host.
struct Writing: Hashable, Sendable {
  var fields: [DiscoveryField: String?] = [:]
  var notes: [String: String?] = [:]
}

extension Writing {
  /// As the library takes it.
  var patch: SessionPatch {
    SessionPatch(
      discovery: discovery, metadata: MetadataPatch(notes.mapValues { $0.map { .text($0) } ?? .remove }))
  }

  /// Without the notes, which no profile has.
  var discovery: DiscoveryPatch {
    var patch = DiscoveryPatch()
    var answers: [String: Patch<String>] = [:]
    for (field, text) in fields {
      let change = text.map { Patch.set($0) } ?? .clear
      switch field {
      case .answer(let key): answers[key] = change
      case .timeframe: patch.timeframe = change
      case .questionIndex, .phase, .roiInput, .product: break
      }
    }
    if !answers.isEmpty { patch.answers = .set(answers) }
    return patch
  }

  /// What it makes of a session's or a profile's content.
  func written(on content: Content, by writer: Statement.Writer, at now: Int64) -> Content {
    var content = content
    for (field, text) in fields { content.say(text, about: field, by: writer, at: now) }
    return content
  }

  /// What it makes of a session's notes.
  func written(on notes: [String: String]) -> [String: String] {
    var notes = notes
    for (key, text) in self.notes { notes[key] = text }
    return notes
  }

  /// SE-5: whether it would leave more answers than there may be, and more than there were.
  func isTooMuch(for content: Content, limit: Int) -> Bool {
    let after = written(on: content, by: .other, at: 0).answers
    return after > limit && after > content.answers
  }

  /// Everything that it says.
  var texts: [String] { fields.values.compactMap(\.self) + notes.values.compactMap(\.self) }
}
