/// What came of merging a session's discovery content into an account's: the content, a decision about every field that either side
/// ever set, and the conflicts that are left.
///
/// Content, decisions and conflicts together hold every value of both sides (CL-7).
public struct DiscoveryMerge: Hashable, Sendable {
  /// The account's content after the merge.
  public let content: DiscoveryContent

  /// What became of each field, sorted by field.
  public let decisions: [MergeDecision]

  /// What somebody has to choose, sorted by field.
  public let conflicts: [DiscoveryConflict]
}

extension DiscoveryContent {
  /// Merges a session's content into an account's (CL-6, CL-7).
  ///
  /// Never fails. What a limit leaves no room for stays out and is recorded as ``MergeDecision/Result/overLimit``; what the account has is
  /// never cut. Merging the same content again changes nothing, and merging empty content or content into itself neither. The
  /// conflicts that are left weigh at most `conflictBytes`.
  package static func merging(
    session: DiscoveryContent, of id: Session.ID, into account: DiscoveryContent, policy: MergePolicy,
    limits: SessionLimits, conflictBytes: Int
  ) -> DiscoveryMerge {
    let (content, merged) = merging(session, into: account, limits: limits) { field, _, _ in policy.rule(for: field) }
    var decisions = merged
    let conflicts = decisions.admitConflicts(with: id, bytes: conflictBytes)
    return DiscoveryMerge(content: content, decisions: decisions, conflicts: conflicts)
  }

  /// Merges other content in, whoever it comes from: what stands afterwards, and a decision about every field that either has set.
  static func merging(
    _ incoming: DiscoveryContent, into content: DiscoveryContent, limits: SessionLimits,
    by rule: (DiscoveryField, DiscoveryStatement?, DiscoveryStatement?) -> MergeRule
  ) -> (content: DiscoveryContent, decisions: [MergeDecision]) {
    let (before, incoming) = (content.fields, incoming.fields)
    var room = DiscoveryRoom(before, limits)
    var decisions = before.written(with: incoming).map { field in
      let (standing, new) = (before[field], incoming[field])
      return MergeDecision(field, account: standing, session: new, by: rule(field, standing, new))
    }
    room.admit(&decisions)
    return (room.content, decisions)
  }

  /// Takes a merge back (CL-9): where a field still stands as the merge left it, it goes back to what the account would have without it.
  ///
  /// `returned` names those fields. `kept` names the fields that the merge changed, or about which it left a conflict, and that have been
  /// written since; they stay as they are now. A field that the merge left to the account is in neither. What another merge of the account
  /// brings back in has to fit within the limits.
  static func unmerging(
    _ decisions: [MergeDecision], among history: MergeHistory = .none, from current: DiscoveryContent,
    limits: SessionLimits = SessionLimits()
  ) -> (content: DiscoveryContent, returned: [DiscoveryField], kept: [DiscoveryField]) {
    var fields = current.fields
    var grounds: [(field: DiscoveryField, ground: MergeHistory.Ground)] = []
    var kept: [DiscoveryField] = []
    for decision in decisions {
      let field = decision.field
      guard let after = decision.after, decision.changesAccount || decision.result == .conflict else { continue }
      if fields[field]?.isSame(as: after) != true {
        kept.append(field)
      } else if decision.changesAccount {
        let ground = history.ground(of: field, before: decision.account)
        fields[field] = ground.statement
        grounds.append((field, ground))
      }
    }
    var room = DiscoveryRoom(fields, limits)
    for (field, ground) in grounds {
      // Where there is no room for it, it stays in its receipt.
      if let settled = ground.settled, settled != ground.statement { _ = room.put(settled, under: field) }
    }
    return (room.content, grounds.map(\.field), kept)
  }
}

extension DiscoveryRoom {
  /// Puts what the decisions bring in, as far as there is room, and turns those for which there was none into refusals by the limit.
  ///
  /// Fields are tried in order and again after others have made room, until nothing more fits. What is refused here would thus be
  /// refused again, so that merging twice equals merging once. A conflict brings nothing in, but its value must fit the field.
  fileprivate mutating func admit(_ decisions: inout [MergeDecision]) {
    var waiting = decisions.indices.filter { decisions[$0].changesAccount }
    var isSettled = false
    while !isSettled {
      isSettled = true
      waiting.removeAll { index in
        guard let statement = decisions[index].after, put(statement, under: decisions[index].field) == nil else {
          return false
        }
        isSettled = false
        return true
      }
    }
    for index in decisions.indices where decisions[index].result == .conflict {
      guard let session = decisions[index].session, fault(ofValueIn: session, under: decisions[index].field) != nil
      else { continue }
      waiting.append(index)
    }
    for index in waiting { decisions[index] = decisions[index].refusedByLimit }
  }
}

extension [MergeDecision] {
  /// The conflicts that the decisions leave with a session, as far as there is room for them; one for which there is none becomes a
  /// refusal by the limit.
  fileprivate mutating func admitConflicts(with id: Session.ID, bytes: Int) -> [DiscoveryConflict] {
    var left = bytes
    var conflicts: [DiscoveryConflict] = []
    for index in indices {
      guard let conflict = DiscoveryConflict(self[index], from: id) else { continue }
      if conflict.size <= left {
        left -= conflict.size
        conflicts.append(conflict)
      } else {
        self[index] = self[index].refusedByLimit
      }
    }
    return conflicts
  }
}
