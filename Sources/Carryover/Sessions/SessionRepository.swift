public import FoundationEssentials

/// Sessions as a host reads them for its own purposes, such as an administration page.
///
/// `store.sessions` gives one over any store. A host with typed columns may implement one natively. Reading checks no caller and no
/// validity: that is what ``Sessions`` is for.
public protocol SessionRepository: Sendable {
  /// The session with an identifier.
  func session(_ id: Session.ID) async throws(StoreTrouble) -> Session?

  /// The session that a token's digest leads to, be it the current token or the one before.
  func session(openedBy digest: TokenDigest) async throws(StoreTrouble) -> Session?

  /// Unclaimed sessions that expire at or before a moment, the earliest first.
  func sessions(
    expiringBy moment: Date, after place: Place?, limit: Int
  ) async throws(StoreTrouble) -> Listing<Session>
}

/// One page of values.
public struct Listing<Value: Sendable>: Sendable {
  /// The values in the list's order.
  public let values: [Value]

  /// Where the next page continues; nil only when the list has ended.
  public let next: Place?

  /// Puts a page together.
  public init(values: [Value], next: Place?) {
    self.values = values
    self.next = next
  }
}

/// Sessions read through a store.
public struct StoredSessions: SessionRepository {
  let store: any Store

  /// The session with an identifier.
  public func session(_ id: Session.ID) async throws(StoreTrouble) -> Session? {
    try await read(.session(id))
  }

  /// The session that a token's digest leads to, in one load.
  public func session(openedBy digest: TokenDigest) async throws(StoreTrouble) -> Session? {
    try await read(.tokenSlot(digest))
  }

  /// The session under a key, or the one that a slot under the key leads to: the last item of the load.
  private func read(_ key: RecordKey) async throws(StoreTrouble) -> Session? {
    do {
      guard let item = try await store.load([key]).items.last, item.key.kind == .session else { return nil }
      return try item.found?.record.value(as: Session.self)
    } catch {
      throw StoreTrouble(reading: error)
    }
  }

  /// Unclaimed sessions by expiry, from the store's index.
  public func sessions(
    expiringBy moment: Date, after place: Place? = nil, limit: Int
  ) async throws(StoreTrouble) -> Listing<Session> {
    let query = ShelfQuery([.expiring], .ascending, through: moment.milliseconds)
    do {
      let page = try await store.list(query, after: place, limit: limit)
      var values: [Session] = []
      for candidate in page.candidates { values.append(try candidate.found.record.value(as: Session.self)) }
      return Listing(values: values, next: page.next)
    } catch {
      throw StoreTrouble(reading: error)
    }
  }
}

extension Store {
  /// This store's sessions, for reading.
  public var sessions: StoredSessions { StoredSessions(store: self) }
}
