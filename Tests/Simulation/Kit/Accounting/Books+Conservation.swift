internal import Carryover

/// Nothing is lost (CL-7: merged ∪ receipt ⊇ inputs), said so that it can be counted.
///
/// Every text that somebody writes is found somewhere from then on: it stands, or is remembered as replaced, in a session, in a profile, in
/// an open conflict or in a receipt. Three things and no others take a text away:
/// 1. its owner has written over the same field twice: over the text, and over what replaced it;
/// 2. its owner has written over a note, which no receipt has recorded yet;
/// 3. nobody claimed the session while it lived, and a sweep has removed it.
///
/// Every message is in the one conversation that it was sent to, word for word, from then on. Only 3 takes it away.
struct Holdings: Hashable, Sendable {
  /// Texts and messages of which somebody was told that they are kept.
  private(set) var texts: Set<String> = []
  private(set) var messages: [Message.ID: MessageCard] = [:]
  /// What was rightly taken away.
  fileprivate(set) var forgone: Set<String> = []
  fileprivate(set) var swept: Set<Message.ID> = []
}

extension Holdings {
  /// Remembers what an answer promised.
  mutating func note(_ answer: Answer, to errand: Errand) {
    switch (errand, answer) {
    case (.answer(_, _, let writing, _), .session), (.note(_, let writing, _), .profile): texts.formUnion(writing.texts)
    case (_, .message(let card)): messages[card.id] = card
    default: break
    }
  }
}

extension Books {
  /// Looks for everything that a commit took from the records it changed.
  mutating func checkNothingIsLost(from before: Picture, to after: Picture, by errand: Errand, _ fresh: Fresh) {
    let gone = before.texts(in: fresh.changed).subtracting(after.texts(in: fresh.changed))
    for text in gone.subtracting(after.texts) {
      demand(errand.mayForgo(text, of: before, after), "CL-7: \(errand.words) lost what somebody wrote: \(text)")
      holdings.forgone.insert(text)
    }
    guard after.messages.count < before.messages.count + (fresh.message == nil ? 0 : 1) else { return }
    let lost = before.messages.keys.filter { after.messages[$0] == nil }
    if case .sweepSessions = errand {} else { demand(lost.isEmpty, "CL-7: \(errand.words) lost messages") }
    holdings.swept.formUnion(lost)
  }

  /// At the end: whatever somebody was told is kept, is there, or was rightly taken.
  mutating func checkHoldings() {
    let latest = latest
    let texts = latest.texts
    let missing = holdings.texts.subtracting(texts).subtracting(holdings.forgone)
    demand(missing.isEmpty, "CL-7: nowhere to be found: \(missing.sorted())")
    for message in holdings.messages.values where latest.messages[message.id] != message {
      let isSwept = holdings.swept.contains(message.id)
      demand(isSwept, "CV-4: the message \(message.text) is not where it was put")
    }
  }
}

extension Errand {
  /// Whether it is one of the three things that may take a text away.
  fileprivate func mayForgo(_ text: String, of before: Picture, _ after: Picture) -> Bool {
    switch self {
    case .answer(let id, _, let writing, _):
      guard let session = before.sessions[id] else { return false }
      return writing.fields.keys.contains { session.content[$0]?.replaced == text }
        || writing.notes.keys.contains { session.notes[$0] == text }
    case .note(let account, let writing, _):
      let content = before.profiles[account]?.content ?? [:]
      return writing.fields.keys.contains { content[$0]?.replaced == text }
    case .sweepSessions:
      return before.sessions.values.contains { session in
        after.sessions[session.id] == nil && session.holding == nil && session.texts.contains(text)
      }
    default: return false
    }
  }
}

extension SessionCard {
  fileprivate var texts: [String] { content.texts + notes.values }
}

extension ProfileCard {
  fileprivate var texts: [String] {
    content.texts + conflicts.flatMap { [$0.field: $0.account].texts + [$0.field: $0.session].texts }
  }
}

extension ReceiptCard {
  fileprivate var texts: [String] {
    decisions.values.flatMap { [$0.account, $0.session].compactMap(\.self) }.flatMap {
      [$0.text, $0.replaced].compactMap(\.self)
    } + notes.values
  }
}

extension Picture {
  /// Every text that is kept anywhere.
  fileprivate var texts: Set<String> {
    var texts: Set<String> = []
    for session in sessions.values { texts.formUnion(session.texts) }
    for profile in profiles.values { texts.formUnion(profile.texts) }
    for receipt in receipts.values { texts.formUnion(receipt.texts) }
    return texts
  }

  /// Every text in some records.
  fileprivate func texts(in keys: [RecordKey]) -> Set<String> {
    var texts: Set<String> = []
    for key in keys {
      switch (key.kind, key.identity) {
      case (.session, .minted(let bits)): texts.formUnion(sessions[Session.ID(bits: bits)]?.texts ?? [])
      case (.claimReceipt, .minted(let bits)): texts.formUnion(receipts[ClaimReceipt.ID(bits: bits)]?.texts ?? [])
      case (.profile, .text(let name)):
        if let account = try? Account.ID(name) { texts.formUnion(profiles[account]?.texts ?? []) }
      default: break
      }
    }
    return texts
  }
}
