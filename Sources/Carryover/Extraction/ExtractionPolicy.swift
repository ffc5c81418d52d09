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

  /// How numbers are read.
  public var numbers: NumberReader

  /// The currency of an amount that names none; nil if such an amount is not to be believed.
  public var currency: CurrencyCode?

  /// The word for "no" with which a denial is stored, in the language of the host's pages.
  public var negation: String

  /// What the model is told.
  public var prompts: ExtractionPrompts

  /// Chooses; what is left out keeps its default.
  public init(
    messages: Int = 10,
    replyBytes: Int = 256 * 1024,
    lapse: Duration = .seconds(2 * 60),
    temperature: Double = 0.1,
    numbers: NumberReader = NumberReader(),
    currency: CurrencyCode? = nil,
    negation: String = "No",
    prompts: ExtractionPrompts = .standard
  ) {
    self.messages = messages
    self.replyBytes = replyBytes
    self.lapse = lapse
    self.temperature = temperature
    self.numbers = numbers
    self.currency = currency
    self.negation = negation
    self.prompts = prompts
  }
}
