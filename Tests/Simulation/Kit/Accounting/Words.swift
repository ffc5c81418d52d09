internal import Carryover

extension Errand {
  /// What it is, without its arguments.
  var kind: String {
    switch self {
    case .create: "create"
    case .find: "find"
    case .answer: "answer"
    case .rotate: "rotate"
    case .revoke: "revoke"
    case .note: "note"
    case .begin: "begin"
    case .append: "append"
    case .reserve: "reserve"
    case .commit: "commit"
    case .release: "release"
    case .plan: "plan"
    case .claim: "claim"
    case .unclaim: "unclaim"
    case .sweepSessions: "sweepSessions"
    case .sweepClaims: "sweepClaims"
    case .list: "list"
    case .read: "read"
    }
  }

  /// What it is, for a report.
  var words: String {
    switch self {
    case .create, .sweepSessions, .sweepClaims: kind
    case .find(let digest): "find \(digest.short)"
    case .answer(let id, let digest, let writing, let revision):
      "answer \(id.short) by \(digest.short)\(revision.map { " at revision \($0)" } ?? "") \(writing.words)"
    case .rotate(let id, let digest): "rotate \(id.short) by \(digest.short)"
    case .revoke(let id, let digest): "revoke \(id.short) by \(digest?.short ?? "the system")"
    case .note(let account, let writing, let revision):
      "note for \(account)\(revision.map { " at revision \($0)" } ?? "") \(writing.words)"
    case .begin(let caller): "begin a conversation by \(caller.words)"
    case .append(let text, let id, let caller): "append “\(text)” to \(id.short) by \(caller.words)"
    case .reserve(let id, let caller): "reserve in \(id.short) by \(caller.words)"
    case .commit(let reservation, let text): "commit \(reservation.id.short) as “\(text)”"
    case .release(let reservation): "release \(reservation.id.short)"
    case .plan(let digest, let account): "plan \(digest.short) for \(account)"
    case .claim(let digests, let account, let plan):
      "claim \(digests.map(\.short)) for \(account)\(plan == nil ? "" : " as planned")"
    case .unclaim(let receipt, let account): "unclaim \(receipt.short) by \(account)"
    case .list(let caller): "list by \(caller.words)"
    case .read(let id, let caller): "read \(id.short) by \(caller.words)"
    }
  }
}

extension Writing {
  fileprivate var words: String {
    let fields = fields.map { ("\($0)", $1) } + notes.map { ($0, $1) }
    return fields.sorted { $0.0 < $1.0 }.map { "\($0)=\($1 ?? "none")" }.joined(separator: ",")
  }
}

extension Caller {
  fileprivate var words: String {
    switch self {
    case .session(let id, let digest): "\(id.short) by \(digest.short)"
    case .account(let account): "\(account)"
    case .provider(let id): "\(id)"
    case .system: "the system"
    }
  }
}

extension Answer {
  /// What it is, for a count: of a claim and of a refusal, which.
  var kind: String {
    switch self {
    case .claims(let answers): answers.map(\.kind).joined(separator: " and ")
    case .refused(let refusal): refusal.rawValue
    case .noPlan(let refusal): refusal.rawValue
    case .alreadyRotated: "alreadyRotated"
    case .limited: "limited"
    case .stale: "stale"
    case .invalid: "invalid"
    case .notFound: "notFound"
    case .released: "released"
    case .tooLate: "tooLate"
    case .done, .session, .new, .profile, .conversation, .message, .reserved, .plan, .unclaimed, .swept, .settled,
      .listed, .read:
      "done"
    }
  }

  /// What it is, for a report.
  var words: String {
    switch self {
    case .claims: kind
    case .conversation(let card): "the conversation \(card.id.short)"
    case .message(let card): "message \(card.sequence) of \(card.conversation.short)"
    case .reserved(let reservation): "reservation \(reservation.id.short)"
    case .plan: "a plan"
    case .listed(let ids): "the conversations \(ids.map(\.short).sorted())"
    case .read(let messages): "the messages \(messages.map(\.text))"
    default: spell(self)
    }
  }
}

extension ClaimAnswer {
  fileprivate var kind: String {
    switch self {
    case .claimed: "claimed"
    case .alreadyYours: "alreadyYours"
    case .refused(let refusal): refusal.rawValue
    }
  }
}

/// A value in words: the same for equal values, in whatever order their sets and dictionaries lie.
func spell(_ value: Any) -> String {
  let mirror = Mirror(reflecting: value)
  let parts = mirror.children.map { (label: $0.label, words: spell($0.value)) }
  let labelled = parts.map { part in part.label.map { "\($0): \(part.words)" } ?? part.words }.joined(separator: ", ")
  switch mirror.displayStyle {
  case .optional: return parts.first?.words ?? "none"
  case .set, .dictionary: return "[\(parts.map(\.words).sorted().joined(separator: ", "))]"
  case .collection: return "[\(parts.map(\.words).joined(separator: ", "))]"
  case .tuple where mirror.children.map(\.label) == ["key", "value"]:
    return parts.map(\.words).joined(separator: ": ")
  case .tuple: return labelled
  case .struct where !(value is any CustomStringConvertible): return "\(mirror.subjectType)(\(labelled))"
  case .enum where !parts.isEmpty && !(value is any CustomStringConvertible):
    return parts.map { "\($0.label ?? "")(\($0.words))" }.joined()
  default: return "\(value)"
  }
}
