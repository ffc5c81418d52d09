internal import FoundationEssentials

extension Session {
  /// Applies a patch as the visitor's own writing. Answers the parts that really changed, by name; over a limit nothing changes.
  mutating func apply(
    _ patch: SessionPatch, at now: Date, policy: SessionPolicy, command: CommandID
  ) throws(FieldError) -> [ChangedPart] {
    var changed = self
    var parts: [ChangedPart] = []
    let limits = policy.limits
    if try changed.discovery.apply(
      patch.discovery, by: .visitor, at: now, catalogue: policy.catalogue, limits: limits.discovery)
    {
      parts.append(.discovery)
    }
    if try changed.metadata.apply(patch.metadata, limits: limits.metadata) { parts.append(.metadata) }
    guard !parts.isEmpty else { return [] }
    // What was over the limit already, because the policy became stricter, may still shrink.
    guard changed.size <= limits.bytes || changed.size <= size else {
      throw FieldError("session", .tooLong(maximumBytes: limits.bytes))
    }
    changed.times.change(at: now, by: command)
    changed.noteActivity(at: now)
    self = changed
    return parts
  }

  /// A part of a session that a patch can change.
  enum ChangedPart: String {
    case discovery, metadata
  }

  /// What the session weighs against ``SessionLimits/bytes``: all that a visitor wrote, without the fixed frame.
  var size: Int { discovery.size + metadata.size }
}

extension Session {
  /// Records that the visitor was here. Neither a change nor an extension: only the idle limit looks at it.
  mutating func noteActivity(at now: Date) {
    lastActivityAt = max(lastActivityAt, now.wholeMilliseconds)
  }

  /// Whether the last recorded activity is old enough to record another.
  func isActivityDue(at now: Date, policy: SessionPolicy) -> Bool {
    now >= lastActivityAt.adding(policy.activityInterval)
  }
}
