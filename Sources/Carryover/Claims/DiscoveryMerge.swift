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
  /// never cut. Merging the same content again changes nothing, and merging empty content or content into itself neither.
  package static func merging(
    session: DiscoveryContent, of id: Session.ID, into account: DiscoveryContent, policy: MergePolicy,
    limits: SessionLimits
  ) -> DiscoveryMerge {
    let (content, decisions) = merging(session, into: account, policy: policy, limits: limits)
    return DiscoveryMerge(
      content: content, decisions: decisions, conflicts: decisions.compactMap { DiscoveryConflict($0, from: id) })
  }

  /// Merges other content in, whoever it comes from: what stands afterwards, and a decision about every field that either has set.
  static func merging(
    _ incoming: DiscoveryContent, into content: DiscoveryContent, policy: MergePolicy, limits: SessionLimits
  ) -> (content: DiscoveryContent, decisions: [MergeDecision]) {
    let (before, incoming) = (content.fields, incoming.fields)
    var room = DiscoveryRoom(before, limits)
    let wanted = Set(before.written).union(incoming.written).sorted().map { field in
      MergeDecision(field, account: before[field], session: incoming[field], by: policy.rule(for: field))
    }
    let refused = room.admit(wanted)
    let decisions = wanted.map { refused.contains($0.field) ? $0.refusedByLimit : $0 }
    return (room.content, decisions)
  }

  /// Takes a merge back (CL-9): where a field still stands as the merge left it, the account's own statement is put back.
  ///
  /// `returned` names those fields. `kept` names the fields that the merge changed, or about which it left a conflict, and that have been
  /// written since; they stay as they are now. A field that the merge left to the account is in neither.
  package static func unmerging(
    _ decisions: [MergeDecision], from current: DiscoveryContent
  ) -> (content: DiscoveryContent, returned: [DiscoveryField], kept: [DiscoveryField]) {
    var fields = current.fields
    var (returned, kept): ([DiscoveryField], [DiscoveryField]) = ([], [])
    for decision in decisions {
      let field = decision.field
      guard let after = decision.after, decision.changesAccount || decision.result == .conflict else { continue }
      if fields[field]?.isSame(as: after) != true {
        kept.append(field)
      } else if decision.changesAccount {
        fields[field] = decision.account
        returned.append(field)
      }
    }
    return (DiscoveryContent(fields), returned, kept)
  }

  /// What ``unmerging(_:from:)`` did to make this content: it returned the fields that stand as the account had them before the merge, and
  /// kept the others.
  package func unmerged(_ decisions: [MergeDecision]) -> (returned: [DiscoveryField], kept: [DiscoveryField]) {
    var (returned, kept): ([DiscoveryField], [DiscoveryField]) = ([], [])
    for decision in decisions where decision.changesAccount || decision.result == .conflict {
      let isAsBefore =
        switch (fields[decision.field], decision.account) {
        case (let now?, let before?): now.isSame(as: before)
        case (nil, nil): true
        case (nil, _?), (_?, nil): false
        }
      if !isAsBefore {
        kept.append(decision.field)
      } else if decision.changesAccount {
        returned.append(decision.field)
      }
    }
    return (returned, kept)
  }
}

extension DiscoveryRoom {
  /// Puts what the decisions bring in, as far as there is room, and names the fields for which there was none.
  ///
  /// Fields are tried in order and again after others have made room, until nothing more fits. What is refused here would thus be
  /// refused again, so that merging twice equals merging once. A conflict brings nothing in, but its value must fit the field.
  fileprivate mutating func admit(_ decisions: [MergeDecision]) -> Set<DiscoveryField> {
    var waiting = decisions.compactMap { decision in
      decision.changesAccount ? decision.after.map { (decision.field, $0) } : nil
    }
    var isSettled = false
    while !isSettled {
      isSettled = true
      waiting.removeAll { field, statement in
        guard fault(of: statement, under: field) == nil else { return false }
        put(statement, under: field)
        isSettled = false
        return true
      }
    }
    let unfitting = decisions.filter { decision in
      guard decision.result == .conflict, let session = decision.session else { return false }
      return fault(ofValueIn: session, under: decision.field) != nil
    }
    return Set(waiting.map(\.0)).union(unfitting.map(\.field))
  }
}
