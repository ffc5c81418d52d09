internal import FoundationEssentials

extension Conversations {
  /// The caller's conversations, the newest first, wherever they were born. With a persona, only those with it: such a page may
  /// be short, even empty, and go on.
  ///
  /// A page shows what was the caller's at one moment, all of it. The system lists by persona only, over all owners.
  public func list(
    by caller: Caller, with persona: Persona.ID? = nil, after place: Place? = nil, limit: Int = 50
  ) async throws(SessionError) -> Listing<Conversation> {
    let limit = max(1, limit)
    switch caller {
    case .session(let id, _):
      let page = try await page(of: .session(id), after: place, limit)
      // Its digest has opened the session since it was issued, so what opens it now did when the page was made.
      _ = try await driver.answer(AdmitVisitor(caller: caller, terms: terms))
      return page.only(with: persona)
    case .account(let id): return try await page(of: .account(id), after: place, limit).only(with: persona)
    case .system:
      guard let persona else { throw .refused(.unknown) }
      return try await reading { (store) async throws(StoreError) in
        try await store.list(.newest([.conversations(with: persona)]), after: place, limit: limit).values()
      }
    case .provider: throw .refused(.unknown)
    }
  }

  private func page(
    of owner: Owner, after place: Place?, _ limit: Int
  ) async throws(SessionError) -> Listing<Conversation> {
    try await reading { (store) async throws(StoreError) in
      try await store.conversations(of: owner, after: place, limit: limit)
    }
  }

  private func reading<Answer>(
    _ read: (any Store) async throws(StoreError) -> Answer
  ) async throws(SessionError) -> Answer {
    do {
      return try await driver.reading(read)
    } catch {
      throw .trouble(error)
    }
  }
}

extension Store {
  /// One page of an owner's conversations. An account's estate is looked at before and after, so that the page belongs to a
  /// moment at which all of it was the account's; where that is not so, it is a conflict.
  func conversations(
    of owner: Owner, after place: Place?, limit: Int
  ) async throws(StoreError) -> Listing<Conversation> {
    switch owner {
    case .session(let id):
      return try await list(.newest([.conversations(of: .session(id))]), after: place, limit: limit).values()
    case .account(let account):
      let key = RecordKey.estate(of: account)
      guard let before = try await load([key]).items.first?.found else { return Listing(values: [], next: nil) }
      let homes = try before.record.value(as: Estate.self).homes
      let page = try await list(.newest(homes.map { .conversations(of: $0) }), after: place, limit: limit)
      let after = try await load([key]).items.first?.found
      guard after?.version == before.version else { throw .conflict([key]) }
      return try page.values()
    }
  }
}

extension ShelfQuery {
  /// Everything on some shelves, the highest place first.
  static func newest(_ shelves: [Shelf]) -> ShelfQuery { ShelfQuery(shelves, .descending) }
}

extension Listing<Conversation> {
  fileprivate func only(with persona: Persona.ID?) -> Listing {
    guard let persona else { return self }
    return Listing(values: values.filter { $0.persona == persona }, next: next)
  }
}

/// Whether a visitor's session admits them.
struct AdmitVisitor: Decision {
  let caller: Caller
  let terms: ConversationTerms

  var reads: [RecordKey] { caller.sessionKeys }

  func decide(_ draft: inout Draft) throws(Unread) -> Ruling<Result<Session, SessionError>> {
    switch try draft.session(of: caller, for: nil, at: terms.moment, idleLimit: terms.idleLimit) {
    case .uncertain: .uncertain
    case .refused(let refusal): .stand(.failure(.refused(refusal)))
    case .admitted(let session), .applied(let session): .stand(.success(session))
    }
  }
}
