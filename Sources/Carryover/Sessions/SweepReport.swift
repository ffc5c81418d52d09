/// What one batch of a sweep did.
public struct SweepReport: Hashable, Sendable, WalkReport {
  /// How many candidates were looked at.
  public package(set) var examined = 0
  /// How many of them were passed over because a record cannot be read. Whoever runs the service should look into it.
  public package(set) var unreadable = 0
  /// How many sessions were deleted.
  public internal(set) var sessions = 0
  /// How many token slots were deleted with them.
  public internal(set) var tokenSlots = 0
  /// How many conversations were deleted with them.
  public internal(set) var conversations = 0
  /// How many messages were deleted with the conversations.
  public internal(set) var messages = 0
  /// Where to go on; nil when there is nothing more to look at.
  public package(set) var resume: Place?

  package init() {}
}

extension SweepReport {
  package var hasEffect: Bool { sessions + tokenSlots + conversations + messages > 0 }

  /// Adds what one commit deleted.
  mutating func add(_ removal: SweepReport) {
    sessions += removal.sessions
    tokenSlots += removal.tokenSlots
    conversations += removal.conversations
    messages += removal.messages
  }
}
