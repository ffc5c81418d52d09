/// What a host may choose about sessions. The defaults are those of the product the library grew from.
public struct SessionPolicy: Hashable, Sendable {
  /// How long a new session lives, whatever the visitor does.
  public var lifetime: Duration

  /// The longest life that renewals can reach, counted from creation.
  public var longestLife: Duration

  /// How long a session may go unused; nil for no such limit.
  ///
  /// A visitor uses it by writing, by beginning a conversation and by sending or reserving a message, noted to within
  /// ``activityInterval``, which should be well below the limit. Reading counts where the host calls ``Sessions/recordActivity(of:)``.
  public var idleLimit: Duration?

  /// How long a rotated token still works, so that a parallel request does not lose the session.
  public var rotationGrace: Duration

  /// How far apart recorded activities are at least, so that reading does not write each time.
  public var activityInterval: Duration

  /// The questions that can be answered.
  public var catalogue: DiscoveryCatalogue

  /// How much a visitor can write.
  public var limits: SessionLimits

  /// The cookie that carries the token.
  public var cookie: CookiePolicy

  /// Chooses; what is left out keeps its default.
  public init(
    lifetime: Duration = .seconds(30 * 86_400),
    longestLife: Duration = .seconds(180 * 86_400),
    idleLimit: Duration? = nil,
    rotationGrace: Duration = .seconds(30),
    activityInterval: Duration = .seconds(5 * 60),
    catalogue: DiscoveryCatalogue = .standard,
    limits: SessionLimits = SessionLimits(),
    cookie: CookiePolicy = .standard
  ) {
    self.lifetime = lifetime
    self.longestLife = longestLife
    self.idleLimit = idleLimit
    self.rotationGrace = rotationGrace
    self.activityInterval = activityInterval
    self.catalogue = catalogue
    self.limits = limits
    self.cookie = cookie
  }
}

/// How much a visitor can write into one session.
public struct SessionLimits: Hashable, Sendable {
  /// Limits of answers, products and the timeframe.
  public var discovery: DiscoveryLimits

  /// Limits of metadata.
  public var metadata: MetadataLimits

  /// The weight of the whole session in bytes.
  public var bytes: Int

  /// Chooses; what is left out keeps its default.
  public init(
    discovery: DiscoveryLimits = DiscoveryLimits(),
    metadata: MetadataLimits = MetadataLimits(),
    bytes: Int = 64 * 1024
  ) {
    self.discovery = discovery
    self.metadata = metadata
    self.bytes = bytes
  }
}

extension Duration {
  /// Days of 24 hours.
  package static func days(_ count: Int) -> Duration { .seconds(count * 86_400) }
}
