/// Why an operation on a conversation was not carried out. Nothing was stored.
public enum ConversationError: Error, Hashable, Sendable {
  /// There is no such conversation, or it is not the caller's: the two cannot be told apart.
  case notFound
  /// The store was in trouble.
  case trouble(StoreTrouble)
}

/// Why a conversation did not begin. Nothing was stored.
public enum BeginConversationError: Error, Hashable, Sendable {
  /// The caller is neither an account nor the visitor of a valid session.
  case refused(SessionRefusal)
  /// The session has as many conversations as it can have, or there is no such persona.
  case invalid(FieldError)
  /// The store was in trouble.
  case trouble(StoreTrouble)
}

/// Why a message was not taken, or no slot held for it. Nothing was stored.
public enum AppendMessageError: Error, Hashable, Sendable {
  /// There is no such conversation, or it is not the caller's: the two cannot be told apart.
  case notFound
  /// The role or the text breaks a rule or a limit.
  case invalid(FieldError)
  /// A guest has used up a limit. Carries what is needed to prompt for sign-up.
  case limited(GuestStatus)
  /// The store was in trouble.
  case trouble(StoreTrouble)
}

/// Why a reserved message was not taken. Nothing was stored.
public enum CommitReservationError: Error, Hashable, Sendable {
  /// The conversation is no longer there.
  case notFound
  /// The text breaks a rule or a limit.
  case invalid(FieldError)
  /// The reservation lapsed, and others have used the limit up since.
  case limited(GuestStatus)
  /// The reservation was released, or lapsed so long ago that nothing remembers it.
  case released
  /// The store was in trouble.
  case trouble(StoreTrouble)
}

extension ConversationError: OperationError {
  private var cause: any ReportableError {
    switch self {
    case .notFound: ConversationFault.notFound
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

extension BeginConversationError: OperationError {
  private var cause: any ReportableError {
    switch self {
    case .refused(let refusal): refusal
    case .invalid(let error): error
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

extension AppendMessageError: OperationError {
  private var cause: any ReportableError {
    switch self {
    case .notFound: ConversationFault.notFound
    case .invalid(let error): error
    case .limited(let status): ConversationFault.limited(status)
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

extension CommitReservationError: OperationError {
  private var cause: any ReportableError {
    switch self {
    case .notFound: ConversationFault.notFound
    case .invalid(let error): error
    case .limited(let status): ConversationFault.limited(status)
    case .released: ConversationFault.released
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

/// The faces that several operations' errors share, so that one code has one face.
enum ConversationFault: ReportableError {
  case notFound
  case limited(GuestStatus)
  case released

  var code: String {
    switch self {
    case .notFound: "conversation-not-found"
    case .limited: "guest-limit-reached"
    case .released: "reservation-released"
    }
  }

  var message: String {
    switch self {
    case .notFound: "There is no such conversation."
    case .limited: "The limit for guests is reached. Sign up to continue."
    case .released: "The message took too long. Please send it again."
    }
  }

  var status: Int {
    switch self {
    case .notFound: 404
    case .limited: 403
    case .released: 409
    }
  }

  var detail: String {
    switch self {
    case .notFound: "unknown conversation, or not the caller's"
    case .limited(let status):
      "guest limit of \(status.limit) per \(status.scope.rawValue): \(status.used) used, \(status.pending) pending"
    case .released: "the reservation was released or is forgotten"
    }
  }
}
