internal import Carryover

/// Commits of the hand-over that lose something on their way.
extension Commit {
  private var isClaim: Bool { changes.contains { $0.inserts(.claimReceipt) } }

  /// A claim whose profile has one answer less.
  func losingAnAnswer() throws(StoreError) -> Commit {
    guard isClaim else { return self }
    var copy = self
    for index in changes.indices where changes[index].key.kind == .profile {
      switch changes[index] {
      case .insert(let record): copy.changes[index] = .insert(try record.losingAnAnswer())
      case .replace(let record, let version): copy.changes[index] = .replace(try record.losingAnAnswer(), version)
      case .delete, .keep, .keepAbsent: break
      }
    }
    return copy
  }

  /// A claim that leaves the session's conversations where they are.
  func leavingTheEstate() -> Commit {
    isClaim ? leavingOut { $0.key.kind == .estate } : self
  }

  /// A conversation that counts its new message, and does not have it.
  func losingMessages() -> Commit { leavingOut { $0.inserts(.message) } }

  private func leavingOut(_ isLost: (Change) -> Bool) -> Commit {
    var copy = self
    copy.changes = changes.map { change in
      guard isLost(change) else { return change }
      return change.expected.map { .keep(change.key, $0) } ?? .keepAbsent(change.key)
    }
    return copy
  }
}

extension Change {
  fileprivate func inserts(_ kind: RecordKind) -> Bool {
    if case .insert(let record) = self { record.key.kind == kind } else { false }
  }
}

extension Record {
  fileprivate func losingAnAnswer() throws(StoreError) -> Record {
    var profile = try WireBody.value(ProfileBody.self, from: try body, for: key)
    profile.discovery.edit { fields in
      if let last = fields.answers.keys.max() { fields.answers[last] = nil }
    }
    return Record(key: key, body: try WireBody.text(of: profile, for: key))
  }
}

/// A stored profile as whoever meddles with the database sees it.
private struct ProfileBody: Codable {
  var account: Account.ID
  var discovery: DiscoveryContent
  var conflicts: [DiscoveryConflict]
  var times: AuditTimes
}
