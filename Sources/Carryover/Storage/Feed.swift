/// A position in a store's feed of events: opaque to everyone but the store.
///
/// A store that wants its positions to travel, as the ids of ``ServerSentEvents``, keeps them to 256 visible characters of
/// ASCII, without spaces.
public struct FeedPosition: Hashable, Sendable, Codable {
  /// The store's own text.
  public let text: String

  /// Wraps a store's text.
  public init(_ text: String) {
    self.text = text
  }

  /// Before the oldest event that the store still keeps. Never `gone`.
  public static let start = FeedPosition("")

  /// Reads the text alone.
  public init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode(String.self))
  }

  /// Writes the text alone.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

/// One event with its position, which a reader remembers to continue after it.
public struct FeedEntry: Sendable, Hashable {
  /// Where the event is.
  public let position: FeedPosition

  /// The event.
  public let event: DomainEvent

  /// Puts an entry together.
  public init(_ position: FeedPosition, _ event: DomainEvent) {
    self.position = position
    self.event = event
  }
}

/// A stretch of the feed.
public struct FeedPage: Sendable {
  /// The events in their order.
  public let entries: [FeedEntry]

  /// Where to continue: the last entry's position, or, on an empty page, one that skips nothing.
  public let end: FeedPosition

  /// Puts a page together.
  public init(entries: [FeedEntry], end: FeedPosition) {
    self.entries = entries
    self.end = end
  }
}
