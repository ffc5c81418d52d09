/// What a host may choose about extraction.
public struct ExtractionPolicy: Sendable {
  /// How many of the last messages the model sees.
  public var messages: Int

  /// The longest reply that is read, in bytes of UTF-8.
  public var replyBytes: Int

  /// How long a message is held for the extraction that began with it, until another may begin.
  public var lapse: Duration

  /// How freely the model should choose its words.
  public var temperature: Double

  /// Chooses; what is left out keeps its default.
  public init(
    messages: Int = 10,
    replyBytes: Int = 256 * 1024,
    lapse: Duration = .seconds(2 * 60),
    temperature: Double = 0.1
  ) {
    self.messages = messages
    self.replyBytes = replyBytes
    self.lapse = lapse
    self.temperature = temperature
  }
}
