/// The feed as server-sent events, the `text/event-stream` of the HTML standard: pure functions from values to text.
///
/// Each entry's position travels as the event's `id`, so a browser that reconnects says by `Last-Event-ID` where to
/// continue. The host sends the texts one after the other as UTF-8 and nothing in between.
public enum ServerSentEvents {
  /// The `event` name under which a gap arrives: a reader listens for it and fetches anew what it shows.
  public static let missedName = "feed.missed"

  /// A comment that keeps an idle connection open. No reader notices it.
  public static let keepAlive = ":\n\n"

  /// The longest position that travels, in bytes.
  static let maximumPositionBytes = 256

  /// What the sequence came upon, as it is sent: an entry, or the gap under the name ``missedName``.
  ///
  /// A gap carries the position ``FeedPosition/start``, an empty `id`, so that whoever reconnects right after it continues where
  /// the sequence does: with the oldest event that is kept.
  public static func frame(_ element: EventSequence.Element, source: String) throws(StoreTrouble) -> String {
    switch element {
    case .event(let entry): try frame(entry, source: source)
    case .missed: frame(id: FeedPosition.start.text, name: missedName, data: "{}")
    }
  }

  /// An entry as it is sent: its position as `id`, its kind as `event`, and the CloudEvents object of a source as `data`.
  ///
  /// Fails for a position or a kind that would not arrive as it was sent.
  public static func frame(_ entry: FeedEntry, source: String) throws(StoreTrouble) -> String {
    let event = entry.event
    guard event.kind.isSendable else { throw .failed("the kind of event \(event.id) cannot be sent on one line") }
    let id = try sendable(entry.position)
    do {
      let data = try WireBody.text(of: event.cloudEvent(source: source), for: "event \(event.id)")
      return frame(id: id, name: event.kind.rawValue, data: data)
    } catch {
      throw StoreTrouble(reading: error)
    }
  }

  /// Moves the reader's position without telling it anything, past events that the host keeps from this reader.
  public static func mark(_ position: FeedPosition) throws(StoreTrouble) -> String {
    "id: \(try sendable(position))\n\n"
  }

  /// Asks the reader to wait this long before it reconnects.
  public static func retry(after duration: Duration) -> String {
    "retry: \(max(0, duration.milliseconds))\n\n"
  }

  /// Reads the position from a `Last-Event-ID` header; nil for a text that no frame of this library has carried.
  ///
  /// An empty one is ``FeedPosition/start``, as after a gap. What is well formed may still be foreign: the store decides when it is
  /// read.
  public static func position(lastEventID header: String) -> FeedPosition? {
    travels(header) ? FeedPosition(header) : nil
  }
}

extension ServerSentEvents {
  /// Whether a position arrives and comes back as it was sent: no line break ends it, no header field trims or recodes it.
  private static func travels(_ text: String) -> Bool {
    text.utf8.count <= maximumPositionBytes && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }

  private static func sendable(_ position: FeedPosition) throws(StoreTrouble) -> String {
    guard travels(position.text) else { throw .failed("a position of the feed cannot be sent as an id") }
    return position.text
  }

  /// One event. Data of several lines becomes several `data` fields, which the reader puts together again.
  static func frame(id: String, name: String, data: String) -> String {
    var text = "id: \(id)\nevent: \(name)\n"
    // The three line ends that a reader of an event stream knows; Swift sees the pair as one character.
    let lines = data.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r" || $0 == "\r\n" }
    for line in lines { text += "data: \(line)\n" }
    return text + "\n"
  }
}
