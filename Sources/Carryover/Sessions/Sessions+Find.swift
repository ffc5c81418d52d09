internal import FoundationEssentials

extension Sessions {
  /// Finds the session that a token opens. The text may come from anywhere: a malformed one never reaches the store.
  public func find(_ text: String) async throws(SessionError) -> Visitor {
    guard let token = SessionToken(text) else { throw .refused(.unknown) }
    return try await find(token)
  }

  /// Finds the session that a token opens.
  public func find(_ token: SessionToken) async throws(SessionError) -> Visitor {
    let digest = surroundings.tokenHash.digest(of: token)
    return try await driver.answer(FindSession(digest: digest, now: surroundings.now(), idleLimit: policy.idleLimit))
  }
}

/// Looks a session up by the digest of a token. Slot and session come in one load and vouch for each other.
struct FindSession: Decision {
  let digest: TokenDigest
  let now: Date
  let idleLimit: Duration?

  var reads: [RecordKey] { [.tokenSlot(digest)] }

  func decide(_ draft: inout Draft) throws(Unread) -> Ruling<Result<Visitor, SessionError>> {
    guard let session = try draft.session(by: digest) else { return .stand(.failure(.refused(.unknown))) }
    if let refusal = session.refusal(of: digest, at: now, idleLimit: idleLimit) {
      return .stand(.failure(.refused(refusal)))
    }
    return .stand(.success(Visitor(session: session, digest: digest)))
  }
}
