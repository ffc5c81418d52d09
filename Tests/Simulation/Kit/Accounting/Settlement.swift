internal import Carryover

/// What must come of a merge, given what it says it decided (CL-7).
///
/// Not a merge: it takes from each decision which side stands, and demands that the decisions leave nothing out, repeat both sides
/// word for word, and are kept.
struct Settlement {
  private(set) var content: Content
  private(set) var conflicts: Set<ConflictCard> = []
  private(set) var faults: [String] = []
  private let rules: Rules

  /// `stands` is the account's content after the merge: two sides that say the same leave open whose statement stands.
  init(
    _ decisions: [DiscoveryField: DecisionCard], account: Content, session: Content, of id: Session.ID, stands: Content,
    rules: Rules
  ) {
    content = account
    self.rules = rules
    demand(
      Set(decisions.keys) == Set(account.keys).union(session.keys),
      "CL-7: decided about \(decisions.keys.map(\.description).sorted()), and not about every field once")
    for (field, decision) in decisions {
      demand(
        decision.account == account[field] && decision.session == session[field],
        "CL-8: the decision about \(field) does not say what both sides said")
      settle(field, decision, of: id, stands: stands[field])
    }
    demand(content.answers <= max(rules.answers, account.answers), "SE-5: a merge left more answers than there may be")
    for (field, decision) in decisions where decision.result == .overLimit {
      demand(content.answers >= rules.answers, "CL-7: \(field) was kept out, and there was room")
    }
  }

  private mutating func demand(_ holds: Bool, _ text: @autoclosure () -> String) {
    if !holds { faults.append(text()) }
  }

  private mutating func settle(
    _ field: DiscoveryField, _ decision: DecisionCard, of id: Session.ID, stands: Statement?
  ) {
    switch (decision.account, decision.session, decision.result) {
    case (nil, let session?, .tookSession): content[field] = session
    case (nil, _?, .overLimit), (_?, _?, .overLimit), (_?, nil, .keptAccount): break
    case (let account?, let session?, .keptAccount):
      demand(rules.mayStand(account, against: session, isAccounts: true), "CL-6: \(field) was kept, against the rule")
    case (let account?, let session?, .tookSession):
      demand(rules.mayStand(session, against: account, isAccounts: false), "CL-6: \(field) was taken, against the rule")
      content[field] = session.replacing(account.text)
    case (let account?, let session?, .same):
      demand(account.text == session.text, "CL-6: \(field) is not the same on both sides")
      content[field] = stands == account ? account : session.replacing(account.replaced)
    case (let account?, let session?, .conflict):
      demand(rules.preference == .neither && account.text != session.text, "CL-6: \(field) is no conflict")
      conflicts.insert(ConflictCard(field: field, account: account, session: session, from: id))
    default: demand(false, "CL-6: \(field) cannot come to \(decision.result)")
    }
  }
}

extension Rules {
  /// CL-6: what may stand where an account says one thing, or nothing, and a session another.
  func outcomes(of account: Statement?, and session: Statement) -> Set<Statement?> {
    guard let account else { return [session] }
    guard account.text != session.text else { return [account, session.replacing(account.replaced)] }
    var outcomes: Set<Statement?> = []
    if preference == .neither || mayStand(account, against: session, isAccounts: true) { outcomes.insert(account) }
    if mayStand(session, against: account, isAccounts: false) { outcomes.insert(session.replacing(account.text)) }
    return outcomes
  }
}

extension Statement {
  fileprivate func replacing(_ text: String?) -> Statement {
    var copy = self
    copy.replaced = text
    return copy
  }
}

extension Rules {
  /// CL-6: whether one statement may stand where another says something else. Only persons speak here, so the newest does by default.
  fileprivate func mayStand(_ one: Statement, against other: Statement, isAccounts: Bool) -> Bool {
    guard one.text != other.text else { return false }
    switch preference {
    case .newest: return one.at >= other.at
    case .account: return isAccounts
    case .session: return !isAccounts
    case .neither: return false
    }
  }
}
