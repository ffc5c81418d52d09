internal import FoundationEssentials

/// How many messages guests have sent under one limit, and how many they are about to send.
struct GuestUsage: Hashable, Sendable {
  /// A slot that is taken for a message which is on its way.
  struct Pending: Hashable, Sendable {
    let id: Reservation.ID

    /// From this moment on the slot is free for others.
    let lapsesAt: Date

    /// Whether the message is a guest's. Only those count.
    let isGuest: Bool
  }

  /// How many messages were sent.
  private(set) var used = 0

  /// The reservations that are not committed yet, lapsed ones too until their place is needed.
  private(set) var pending: [Pending] = []

  /// How many reservations one record remembers.
  static let maximumPending = 64
}

extension GuestUsage {
  var isEmpty: Bool { used == 0 && pending.isEmpty }

  func reservation(_ id: Reservation.ID) -> Pending? { pending.first { $0.id == id } }

  /// How many slots are taken for guests' messages on their way.
  func taken(at now: Date) -> Int { pending.count { $0.isGuest && now < $0.lapsesAt } }

  /// Takes a slot, and says whether there was a place to remember it. Only lapsed reservations are forgotten for it.
  mutating func reserve(_ id: Reservation.ID, until lapse: Date, isGuest: Bool, at now: Date) -> Bool {
    if pending.count >= Self.maximumPending {
      guard let index = pending.firstIndex(where: { now >= $0.lapsesAt }) else { return false }
      pending.remove(at: index)
    }
    pending.append(Pending(id: id, lapsesAt: lapse, isGuest: isGuest))
    return true
  }

  /// Gives a slot back.
  mutating func release(_ id: Reservation.ID) { pending.removeAll { $0.id == id } }

  /// Turns a slot into a sent message.
  mutating func spend(_ id: Reservation.ID?) {
    if let id { release(id) }
    used += 1
  }
}

extension GuestUsage: Codable {
  enum CodingKeys: String, CodingKey {
    case used, pending
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    used = try container.decodeCount(forKey: .used)
    pending = try container.decode([Pending].self, forKey: .pending)
  }
}

extension GuestUsage.Pending: Codable {
  enum CodingKeys: String, CodingKey {
    case id, lapsesAt, isGuest
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(Reservation.ID.self, forKey: .id)
    lapsesAt = try container.decodeDate(forKey: .lapsesAt)
    isGuest = try container.decode(Bool.self, forKey: .isGuest)
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(date: lapsesAt, forKey: .lapsesAt)
    try container.encode(isGuest, forKey: .isGuest)
  }
}
