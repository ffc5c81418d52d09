internal import FoundationEssentials

/// Everything a host can do with conversations, over any store.
///
/// Every operation takes the caller and decides by what is stored at that moment: a visitor acts on what was born in their session while
/// it holds that, an account on what its claims and itself have brought, and the system speaks as the assistant wherever something still
/// stands. Whatever is not the caller's looks like what does not exist.
public struct Conversations: Sendable {
  /// What the host chose.
  public let policy: ConversationPolicy

  let idleLimit: Duration?
  let activityInterval: Duration
  let surroundings: Surroundings
  let driver: Driver

  /// Conversations in a store, under a policy, of sessions that live under theirs.
  public init(
    store: any Store,
    policy: ConversationPolicy = ConversationPolicy(),
    sessions: SessionPolicy = SessionPolicy(),
    surroundings: Surroundings = .live,
    patience: Patience = Patience()
  ) {
    self.policy = policy
    idleLimit = sessions.idleLimit
    activityInterval = sessions.activityInterval
    self.surroundings = surroundings
    driver = Driver(store: store, surroundings: surroundings, patience: patience)
  }

  /// What a decision that is made now goes by.
  var terms: ConversationTerms {
    ConversationTerms(
      policy: policy, idleLimit: idleLimit, activityInterval: activityInterval, moment: surroundings.now())
  }
}
