internal import FoundationEssentials

extension Sessions {
  /// Says who a request comes from: a verified account, else a visitor with a valid token, else, where the operation allows it, a new
  /// visitor.
  ///
  /// A token that is malformed or opens nothing counts as absent. A store in trouble is an error and never begins a session.
  ///
  /// - Parameters:
  ///   - text: The token as it came with the request; see ``CookiePolicy/token(inCookieHeader:)``.
  ///   - absence: What to do when there is neither an account nor a valid token. Never `begin` for a claim.
  ///   - account: The host's own verifier: the account, nil when no credential came along, or an error when one came that
  ///     is not valid. Its error passes through as it is.
  public func resolve(
    token text: String?,
    ifAbsent absence: Absence,
    account: () async throws -> Account.ID?
  ) async throws -> Resolution {
    let account = try await account()
    let visitor = try await visitor(by: text)
    let isTokenUseless = text != nil && visitor == nil
    if let account {
      return Resolution(
        caller: .account(account), visitor: nil, claimable: visitor?.session.id,
        cookie: isTokenUseless ? .clear : .leave)
    }
    if let visitor {
      return Resolution(caller: visitor.caller, visitor: visitor, claimable: nil, cookie: .leave)
    }
    switch absence {
    case .refuse: throw NobodyThere(cookie: isTokenUseless ? .clear : .leave)
    case .begin:
      let new = try await create()
      return Resolution(caller: new.visitor.caller, visitor: new.visitor, claimable: nil, cookie: new.cookie)
    }
  }

  private func visitor(by text: String?) async throws(StoreTrouble) -> Visitor? {
    guard let text else { return nil }
    do {
      return try await find(text)
    } catch {
      switch error {
      case .refused: return nil
      case .trouble(let trouble): throw trouble
      }
    }
  }
}

/// What to do with a request that comes from nobody.
public enum Absence: Hashable, Sendable {
  /// Refuse it.
  case refuse
  /// Begin a session for it.
  case begin
}

/// Who a request comes from, and what follows for the cookie.
public struct Resolution: Hashable, Sendable {
  /// The caller for all further operations.
  public let caller: Caller

  /// The visitor, when the caller is one.
  public let visitor: Visitor?

  /// The session that the account could claim, when both an account and a valid token came along. A name, not an access: a claim
  /// needs the token itself.
  public let claimable: Session.ID?

  /// What to do with the cookie.
  public let cookie: CookieInstruction
}

/// A request came from nobody, and the operation does not begin sessions.
public struct NobodyThere: Error, Hashable, Sendable {
  /// What to do with the cookie: a useless one is cleared.
  public let cookie: CookieInstruction
}

extension NobodyThere: ReportableError {
  /// The same code as for a session that does not admit its caller.
  public var code: String { SessionRefusal.unknown.code }

  /// The same words as for a session that does not admit its caller.
  public var message: String { SessionRefusal.unknown.message }

  /// 401, as for a session that does not admit its caller.
  public var status: Int { SessionRefusal.unknown.status }

  /// Says that neither credential was there.
  public var detail: String { "neither an account nor a valid session token" }
}
