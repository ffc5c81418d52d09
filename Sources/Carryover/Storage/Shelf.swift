/// A partition of the one ordered index that serves every list.
///
/// The core says on which shelves a record stands and at which order; a store only keeps the entries, in the commit that
/// changes the record.
public struct Shelf: Hashable, Sendable {
  /// What a shelf is for.
  @nonexhaustive
  public enum Name: String, Hashable, Sendable, CaseIterable {
    /// Sessions by the moment they expire.
    case expiring
    /// The conversations born in a home, by the time they began.
    case conversations
    /// The messages of a conversation, by their number.
    case messages
    /// The conversations with a persona, by the time they began.
    case personaConversations
    /// All personas, by the time they were registered.
    case personas
    /// Claim links by the moment they expire.
    case links
    /// Claimed sessions by the moment their claim can no longer be undone.
    case settling
    /// The receipts that name an account, by the time of the claim.
    case receipts
    /// Nothing of the domain: for health checks and the conformance kit.
    case probe
  }

  /// What the shelf is for.
  public let name: Name

  /// Whose shelf it is, where each owner has one.
  public let owner: RecordKey?

  /// Names a shelf.
  public init(_ name: Name, of owner: RecordKey? = nil) {
    self.name = name
    self.owner = owner
  }
}

extension Shelf: LosslessStringConvertible {
  /// The text form.
  public var description: String { owner.map { "\(name.rawValue)/\($0)" } ?? name.rawValue }

  /// Reads the text form; nil for anything else.
  public init?(_ text: String) {
    let slash = text.utf8.firstIndex(of: 0x2F)
    guard let name = Name(rawValue: String(text[..<(slash ?? text.endIndex)])) else { return nil }
    guard let slash else {
      self.init(name)
      return
    }
    guard let owner = RecordKey(String(text[text.utf8.index(after: slash)...])) else { return nil }
    self.init(name, of: owner)
  }
}

extension Shelf.Name {
  /// Feeds the length of the name. Few names share one, and hashing the text took a sixth of looking a shelf up.
  public func hash(into hasher: inout Hasher) { hasher.combine(rawValue.utf8.count) }
}

/// That a record stands on a shelf, and where.
public struct ShelfEntry: Hashable, Sendable {
  /// The shelf.
  public let shelf: Shelf

  /// The first half of the place on it, often a time in milliseconds.
  public let order: Int64

  /// Puts an entry together.
  public init(_ shelf: Shelf, order: Int64) {
    self.shelf = shelf
    self.order = order
  }
}

/// A place on a shelf: order first, then key. Places are total, so pages that go by place neither repeat nor skip.
public struct Place: Hashable, Sendable, Comparable {
  /// The order that the record's entry names.
  public let order: Int64

  /// The record, which decides between equal orders.
  public let key: RecordKey

  /// Puts a place together.
  public init(order: Int64, key: RecordKey) {
    self.order = order
    self.key = key
  }

  /// Orders by order first, then by key.
  public static func < (a: Place, b: Place) -> Bool {
    a.order != b.order ? a.order < b.order : a.key < b.key
  }
}

/// A place travels as text: the order in digits, a slash, the key.
extension Place: LosslessStringConvertible {
  /// The text form, such as `1800000000000/conversation/017f22e2-79b0-7000-8000-000000000001`.
  public var description: String { "\(order)/\(key)" }

  /// Reads the text form, exactly as it is written; nil for anything else.
  public init?(_ text: String) {
    guard let slash = text.utf8.firstIndex(of: 0x2F), let order = Int64(text[..<slash]),
      text[..<slash].utf8.elementsEqual("\(order)".utf8),
      let key = RecordKey(String(text[text.utf8.index(after: slash)...]))
    else { return nil }
    self.init(order: order, key: key)
  }
}

extension Place: Codable {
  /// Reads the text form, and refuses every other text as corrupted.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let place = Self(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a place on a shelf")
    }
    self = place
  }

  /// Writes the text form as a single value.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// What a list asks for: shelves, a direction, a bound.
public struct ShelfQuery: Hashable, Sendable {
  /// Which way a list goes.
  public enum Direction: Hashable, Sendable {
    /// From the lowest place up.
    case ascending
    /// From the highest place down.
    case descending
  }

  /// The shelves whose entries are merged into one list by place. A record that stands on several comes once at each of its
  /// places.
  public var shelves: [Shelf]

  /// Which way the list goes.
  public var direction: Direction

  /// The last order that still belongs to the list, in the list's direction; nil for no bound.
  public var through: Int64?

  /// Asks for the entries of some shelves.
  public init(_ shelves: [Shelf], _ direction: Direction = .ascending, through: Int64? = nil) {
    self.shelves = shelves
    self.direction = direction
    self.through = through
  }
}

/// One page of a list, all of one moment.
public struct ShelfPage: Sendable {
  /// A record that a list came upon.
  public struct Candidate: Sendable {
    /// Where it stands.
    public let place: Place

    /// The record with its version, as of the list's moment.
    public let found: Loaded.Found

    /// Puts a candidate together.
    public init(place: Place, found: Loaded.Found) {
      self.place = place
      self.found = found
    }
  }

  /// The records in the list's order.
  public let candidates: [Candidate]

  /// Where the next page continues; nil only when the list has ended. A page may be short, even empty, and go on.
  public let next: Place?

  /// Puts a page together.
  public init(candidates: [Candidate], next: Place?) {
    self.candidates = candidates
    self.next = next
  }
}
