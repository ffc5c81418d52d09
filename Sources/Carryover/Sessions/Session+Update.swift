internal import FoundationEssentials

extension Session {
  /// Applies a patch as the visitor's own writing. Answers the parts that really changed; over a limit nothing changes.
  mutating func apply(
    _ patch: SessionPatch, at now: Date, catalogue: DiscoveryCatalogue, limits: SessionLimits, command: CommandID
  ) throws(FieldError) -> ChangedParts {
    // Weighed before anything is copied: reading brings cold answers in all at once, where copying would wait for one after another.
    let before = size
    var discovery = discovery
    var metadata = metadata
    var parts: ChangedParts = []
    if try discovery.apply(patch.discovery, by: .visitor, at: now, catalogue: catalogue, limits: limits.discovery) {
      parts.insert(.discovery)
    }
    if try metadata.apply(patch.metadata, limits: limits.metadata) { parts.insert(.metadata) }
    guard !parts.isEmpty else { return [] }
    // What was over the limit already, because the policy became stricter, may still shrink.
    guard discovery.size + metadata.size <= max(limits.bytes, before) else {
      throw FieldError("session", .tooLong(maximumBytes: limits.bytes))
    }
    self.discovery = discovery
    self.metadata = metadata
    times.change(at: now, by: command)
    noteActivity(at: now)
    return parts
  }

  /// The parts of a session that a patch can change.
  struct ChangedParts: OptionSet {
    static let discovery = Self(rawValue: 1)
    static let metadata = Self(rawValue: 2)

    let rawValue: Int

    /// What an event says of them. Made once: kept and let go of for each event, they took a tenth of an update.
    var facts: [String: String] {
      switch self {
      case .discovery: Self.discoveryFacts
      case .metadata: Self.metadataFacts
      default: Self.allFacts
      }
    }

    private static let discoveryFacts = ["parts": "discovery"]
    private static let metadataFacts = ["parts": "metadata"]
    private static let allFacts = ["parts": "discovery,metadata"]
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
  func isActivityDue(at now: Date, every interval: Duration) -> Bool {
    now >= lastActivityAt.adding(interval)
  }
}
