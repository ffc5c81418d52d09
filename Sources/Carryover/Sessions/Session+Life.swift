internal import FoundationEssentials

extension Session {
  /// Moves the expiry to a lifetime from now, never beyond the longest life and never back. Answers whether it moved.
  mutating func renew(at now: Date, policy: SessionPolicy, command: CommandID) -> Bool {
    let target = min(
      now.wholeMilliseconds.adding(policy.lifetime),
      times.createdAt.adding(policy.longestLife)
    )
    guard target > expiresAt else { return false }
    expiresAt = target
    times.change(at: now, by: command)
    noteActivity(at: now)
    return true
  }

  /// Replaces the token. The old one works on for the policy's grace.
  mutating func rotate(to digest: TokenDigest, at now: Date, policy: SessionPolicy, command: CommandID) {
    retiredToken = RetiredToken(digest: token, until: now.wholeMilliseconds.adding(policy.rotationGrace))
    token = digest
    times.change(at: now, by: command)
    noteActivity(at: now)
  }

  /// Begins to take the session apart after its life. From now on nothing can be added below it, and nothing brings it back.
  mutating func close(at now: Date, command: CommandID) {
    standing = .closing(since: now.wholeMilliseconds)
    times.change(at: now, by: command)
  }

  /// Ends the session before its time.
  mutating func revoke(at now: Date, command: CommandID) {
    standing = .revoked(at: now.wholeMilliseconds)
    times.change(at: now, by: command)
  }
}
