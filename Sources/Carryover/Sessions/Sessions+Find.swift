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
    let now = surroundings.now()
    guard let session = try await session(openedBy: digest) else { throw .refused(.unknown) }
    if let refusal = session.refusal(of: digest, at: now, idleLimit: policy.idleLimit) { throw .refused(refusal) }
    return Visitor(session: session, digest: digest)
  }

  /// The session that a slot leads to. Both come in one load, of one moment, and vouch for each other, so there is nothing to decide
  /// on: a decision and its draft took an eighth more instructions.
  @inline(__always)
  private func session(openedBy digest: TokenDigest) async throws(SessionError) -> Session? {
    do {
      return try await driver.reading { (store) async throws(StoreError) in
        let items = try await store.load([.tokenSlot(digest)]).items
        guard items.first?.key == .tokenSlot(digest) else {
          throw .failed("the store did not answer the key that it was asked for")
        }
        guard let slot = try items[0].found?.record.value(as: TokenSlot.self) else { return nil }
        guard items.count > 1, items[1].key == .session(slot.session) else {
          throw .failed("the store did not bring the session that a token leads to")
        }
        return try items[1].found?.record.value(as: Session.self)
      }
    } catch {
      throw .trouble(error)
    }
  }
}
