internal import FoundationEssentials

extension Claims {
  /// Takes everything personal out of a receipt, and answers what is left. The account that claimed may, and the system.
  ///
  /// From then on the claim is nobody's: it can be neither undone nor repeated, and its session, which is reduced to the claim, no longer says
  /// who made it. What the claim brought stays with the account, and nothing dangles: conversations lead to their owner, and the session to
  /// what is left of the receipt.
  public func anonymise(
    _ id: ClaimReceipt.ID, by caller: Caller
  ) async throws(AnonymiseError) -> AnonymousReceipt {
    let now = surroundings.now()
    return try await driver.answer(
      AnonymiseReceipt(id: id, caller: caller, now: now, command: surroundings.mint(at: now)))
  }

  /// Takes everything personal out of the receipts that name an account, those of undone claims too: a part of erasing the account.
  ///
  /// Looks at one batch and says where to go on; call it until ``AnonymiseReport/resume`` is nil. Stopping anywhere and beginning anew
  /// are both safe, since a receipt that is done no longer names anybody. An error means that this call did nothing that it could have
  /// reported.
  public func anonymise(
    receiptsOf account: Account.ID, by caller: Caller, limit: Int = 100, from place: Place? = nil
  ) async throws(AnonymiseError) -> AnonymiseReport {
    guard [.system, .account(account)].contains(caller) else { throw .notFound }
    let now = surroundings.now()
    do {
      return try await driver.walk([.receipts(of: account)], after: place, limit: limit) {
        (candidate, report: inout AnonymiseReport) async throws(StoreTrouble) in
        guard case .minted(let bits) = candidate.place.key.identity else { return }
        let command = AnonymiseReceipt(
          id: ClaimReceipt.ID(bits: bits), caller: caller, now: now, command: self.surroundings.mint(at: now))
        let known = [Loaded.Item(candidate.place.key, candidate.found)]
        if case .success = try await self.driver.run(command, knowing: known) { report.receipts += 1 }
      }
    } catch {
      throw .trouble(error)
    }
  }

  /// What is left of a receipt that was anonymised, for the system.
  public func anonymousReceipt(
    _ id: ClaimReceipt.ID, by caller: Caller
  ) async throws(StoreTrouble) -> AnonymousReceipt? {
    guard caller == .system, case .anonymous(let receipt)? = try await driver.run(FindReceipt(id: id)) else {
      return nil
    }
    return receipt
  }
}

/// What one batch of anonymising did.
public struct AnonymiseReport: Hashable, Sendable, WalkReport {
  /// How many receipts were looked at.
  public package(set) var examined = 0
  /// How many of them were passed over because a record cannot be read. Whoever runs the service should look into it.
  public package(set) var unreadable = 0
  /// How many were anonymised.
  public internal(set) var receipts = 0
  /// Where to go on; nil when there is nothing more to look at.
  public package(set) var resume: Place?

  package init() {}

  package var hasEffect: Bool { receipts > 0 }
}

/// Why a receipt was not anonymised. Nothing was changed.
public enum AnonymiseError: Error, Hashable, Sendable {
  /// There is no such receipt, or it is not the caller's.
  case notFound
  /// The store was in trouble.
  case trouble(StoreTrouble)
}

extension AnonymiseError: OperationError {
  private var cause: any ReportableError {
    switch self {
    case .notFound: UnclaimError.notFound
    case .trouble(let trouble): trouble
    }
  }

  /// Names the case, or its cause, for programs.
  public var code: String { cause.code }
  /// Says it to a stranger.
  public var message: String { cause.message }
  /// The HTTP status that usually fits.
  public var status: Int { cause.status }
  /// Says it to a log.
  public var detail: String { cause.detail }
}

extension DomainEvent.Kind {
  /// Everything personal was taken out of a claim's receipt. The event does not say who asked for it.
  public static let claimAnonymised = Self(rawValue: "claim.anonymised")
}

/// Anonymises one receipt, and its session's claim if that still stands.
struct AnonymiseReceipt: Decision {
  let id: ClaimReceipt.ID
  let caller: Caller
  let now: Date
  let command: CommandID

  var reads: [RecordKey] { [.claimReceipt(id)] }

  func decide(_ draft: inout Draft) throws(Unread) -> Ruling<Result<AnonymousReceipt, AnonymiseError>> {
    switch try draft.read(StoredReceipt.self, .claimReceipt(id)) {
    case nil: return .stand(.failure(.notFound))
    case .anonymous(let receipt):
      let isKnown = caller == .system || receipt.anonymisedBy == command
      return .stand(isKnown ? .success(receipt) : .failure(.notFound))
    case .personal(let receipt):
      guard [.system, .account(receipt.account)].contains(caller) else { return .stand(.failure(.notFound)) }
      try cutLoose(receipt.session, &draft)
      let left = AnonymousReceipt(receipt, at: now, by: command)
      draft.put(StoredReceipt.anonymous(left))
      draft.emit(
        DomainEvent(
          id: DomainEvent.ID(command: command, ordinal: 0), kind: .claimAnonymised, subject: .claimReceipt(id),
          actor: .system, time: now))
      return .write(.success(left))
    }
  }

  /// Reduces the session to a claim by nobody, with none of the digests that lead to it.
  private func cutLoose(_ id: Session.ID, _ draft: inout Draft) throws(Unread) {
    guard var session = try draft.session(id), case .claimed(let claim) = session.standing, claim.receipt == self.id
    else { return }
    try draft.deleteLeads(to: session, claimedBy: claim.proof)
    session.anonymise(at: now, command: command)
    draft.put(session)
  }
}
