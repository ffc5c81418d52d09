/// Why an operation could not come to an answer: not a refusal by a rule, but the store's trouble.
public enum StoreTrouble: Error, Hashable, Sendable {
  /// Others kept changing the same records, or the store stayed busy, through every attempt. Nothing was changed.
  case contended(attempts: Int)
  /// The answer of the store was lost, and deciding again could not settle it: the change may or may not have happened.
  case unknown
  /// The task was cancelled in time. Nothing was changed.
  case cancelled
  /// The operation needs more than the store takes at once. Nothing was changed.
  case tooLarge(StoreLimits.Excess)
  /// A position in the feed is no longer there, or is not of this feed.
  case gone
  /// The store failed. Nothing was changed.
  case failed(String)
  /// A record that the operation rests on cannot be read. Nothing was changed, and whatever rests on other records works.
  case unreadable(String)
}

extension StoreTrouble: ReportableError {
  /// A stable name for each case.
  public var code: String {
    switch self {
    case .contended: "store-contended"
    case .unknown: "store-unknown"
    case .cancelled: "cancelled"
    case .tooLarge: "store-too-large"
    case .gone: "feed-position-gone"
    case .failed: "store-failed"
    case .unreadable: "record-unreadable"
    }
  }

  /// What a stranger may know: nothing about the store.
  public var message: String {
    switch self {
    case .contended: "Too many changes at once. Please try again."
    case .unknown: "It is not certain whether the change was made. Please look before trying again."
    case .cancelled: "The request was cancelled."
    case .tooLarge: "The request is too large."
    case .gone: "This position in the feed is no longer available."
    case .failed, .unreadable: "Something went wrong. Please try again later."
    }
  }

  /// The HTTP status that usually fits.
  public var status: Int {
    switch self {
    case .contended: 503
    case .unknown: 500
    case .cancelled: 499
    case .tooLarge: 413
    case .gone: 410
    case .failed, .unreadable: 500
    }
  }

  /// What the store said, for the log.
  public var detail: String {
    switch self {
    case .contended(let attempts): "gave up after \(attempts) attempts"
    case .unknown: "the outcome of a commit is unknown"
    case .cancelled: "cancelled before anything was committed"
    case .tooLarge(let excess): "beyond a limit of the store: \(excess)"
    case .gone: "the feed position was trimmed or is foreign"
    case .failed(let reason), .unreadable(let reason): reason
    }
  }
}

extension StoreTrouble {
  /// What a store's error means to an operation that only reads and does not try again.
  package init(reading error: StoreError) {
    switch error {
    case .conflict, .busy, .unknown: self = .contended(attempts: 1)
    case .cancelled: self = .cancelled
    case .tooLarge(let excess): self = .tooLarge(excess)
    case .gone: self = .gone
    case .failed(let reason): self = .failed(reason)
    }
  }
}
