/// Everything a host can do with anonymous sessions, over any store.
///
/// A value: make one at start-up and share it. Every operation reads, decides and commits once; what several requests do
/// at the same time comes out as if they had come one after the other.
public struct Sessions: Sendable {
  /// What the host chose.
  public let policy: SessionPolicy

  let surroundings: Surroundings
  let driver: Driver

  /// Sessions in a store, under a policy.
  public init(
    store: any Store,
    policy: SessionPolicy = SessionPolicy(),
    surroundings: Surroundings = .live,
    patience: Patience = Patience()
  ) {
    self.policy = policy
    self.surroundings = surroundings
    driver = Driver(store: store, surroundings: surroundings, patience: patience)
  }
}

/// A session together with the proof that opened it.
public struct Visitor: Hashable, Sendable {
  /// The session as it was found.
  public let session: Session

  /// The digest of the token that the visitor came by: the current one, or one within its grace after a rotation.
  public let digest: TokenDigest

  /// The visitor as the caller of further operations.
  public var caller: Caller { .session(session.id, by: digest) }
}

/// A session that was just created. The one place besides ``Rotation`` where a raw token can be found.
public struct NewSession: Sendable {
  /// The session.
  public let visitor: Visitor

  /// The token, handed out here and never again.
  public let token: SessionToken

  /// How long the cookie that carries the token should live.
  public let life: Duration

  /// What to do with the cookie: set it.
  public var cookie: CookieInstruction { .set(token, for: life) }
}
