/// Why an operation on a session was not carried out.
public enum SessionError: Error, Hashable, Sendable {
  /// The session does not admit the caller.
  case refused(SessionRefusal)
  /// The store was in trouble.
  case trouble(StoreTrouble)
}

extension SessionError: OperationError {
  var cause: any ReportableError {
    switch self {
    case .refused(let refusal): refusal
    case .trouble(let trouble): trouble
    }
  }

  /// Names the case for programs.
  public var code: String { cause.code }

  /// Says it to a stranger.
  public var message: String { cause.message }

  /// The HTTP status that usually fits.
  public var status: Int { cause.status }

  /// Says it to a log.
  public var detail: String { cause.detail }
}

/// Why an update of a session was not carried out. Nothing was stored.
public enum UpdateSessionError: Error, Hashable, Sendable {
  /// The session does not admit the caller.
  case refused(SessionRefusal)
  /// A field breaks a rule or a limit.
  case invalid(FieldError)
  /// The session has changed since the revision that the edit rests on. Carries it as it is now.
  case stale(current: Session)
  /// The store was in trouble.
  case trouble(StoreTrouble)
}

extension UpdateSessionError: OperationError {
  var cause: (any ReportableError)? {
    switch self {
    case .refused(let refusal): refusal
    case .invalid(let error): error
    case .stale: nil
    case .trouble(let trouble): trouble
    }
  }

  /// Names the case for programs.
  public var code: String { cause?.code ?? "session-stale" }

  /// Says it to a stranger.
  public var message: String { cause?.message ?? "The session has changed meanwhile." }

  /// The HTTP status that usually fits.
  public var status: Int { cause?.status ?? 409 }

  /// Says it to a log.
  public var detail: String { cause?.detail ?? "the edit rests on an older revision" }
}
