/// How much a visitor may write into discovery content (SE-5).
public struct DiscoveryLimits: Hashable, Sendable {
  /// The most answers.
  public var answers: Int

  /// The longest answer, in bytes of UTF-8.
  public var answerBytes: Int

  /// The most selected products, and the most remembered as no longer selected.
  public var products: Int

  /// The longest timeframe, in bytes of UTF-8.
  public var timeframeBytes: Int

  /// The standard limits, or a host's own.
  public init(answers: Int = 200, answerBytes: Int = 4096, products: Int = 100, timeframeBytes: Int = 64) {
    self.answers = answers
    self.answerBytes = answerBytes
    self.products = products
    self.timeframeBytes = timeframeBytes
  }
}
