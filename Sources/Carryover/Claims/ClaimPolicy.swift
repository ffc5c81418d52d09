/// What a host may choose about claims.
public struct ClaimPolicy: Sendable {
  /// Which side a field is taken from.
  public var merge: MergePolicy

  /// What the open conflicts of one profile may weigh together, in bytes: both sides of each, counted as a session's content is.
  ///
  /// A rule that asks leaves a conflict with every claim. Beyond this the session's value goes to the receipt instead, as
  /// ``MergeDecision/Result/overLimit``; a claim is never refused for it.
  public var conflictBytes: Int

  /// How long the claiming account can undo a claim.
  public var unclaimWindow: Duration

  /// How much life an unclaimed session has left at least.
  public var lifeAfterUnclaim: Duration

  /// How long a link in an e-mail can claim.
  public var linkLife: Duration

  /// Whether an account may claim at all. A host whose accounts can be suspended says no here.
  public var isEligible: @Sendable (Account.ID) -> Bool

  /// Chooses; what is left out keeps its default.
  public init(
    merge: MergePolicy = .standard,
    conflictBytes: Int = 64 * 1024,
    unclaimWindow: Duration = .seconds(86_400),
    lifeAfterUnclaim: Duration = .seconds(7 * 86_400),
    linkLife: Duration = .seconds(30 * 60),
    isEligible: @escaping @Sendable (Account.ID) -> Bool = { _ in true }
  ) {
    self.merge = merge
    self.conflictBytes = conflictBytes
    self.unclaimWindow = unclaimWindow
    self.lifeAfterUnclaim = lifeAfterUnclaim
    self.linkLife = linkLife
    self.isEligible = isEligible
  }
}
