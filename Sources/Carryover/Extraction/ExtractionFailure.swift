/// Why an extraction came to nothing. It changed nothing, and the message that triggered it is not affected (EX-10).
public enum ExtractionFailure: Error, Hashable, Sendable {
  /// The model could not be asked. Carries the host's own words, for the log.
  case model(String)
  /// The reply was cut off.
  case truncated
  /// The model declined.
  case refused
  /// The provider withheld the reply.
  case filtered
  /// The reply is longer than the policy allows.
  case tooLong(maximumBytes: Int)
  /// The reply is not what the schema demands. Says where, and nothing of what stands there.
  case malformed(String)
  /// It was cancelled.
  case cancelled
  /// The store was in trouble.
  case trouble(StoreTrouble)
}

extension ExtractionFailure: ReportableError {
  /// The trouble whose face the failure has; nil if it has one of its own.
  private var trouble: StoreTrouble? {
    switch self {
    case .cancelled: .cancelled
    case .trouble(let trouble): trouble
    case .model, .truncated, .refused, .filtered, .tooLong, .malformed: nil
    }
  }

  /// A stable name for each case.
  public var code: String {
    switch self {
    case .model: "extraction-model-failed"
    case .truncated: "extraction-reply-truncated"
    case .refused: "extraction-reply-refused"
    case .filtered: "extraction-reply-filtered"
    case .tooLong: "extraction-reply-too-long"
    case .malformed: "extraction-reply-malformed"
    case .cancelled, .trouble: trouble?.code ?? ""
    }
  }

  /// What a stranger may know: nothing about the model.
  public var message: String { trouble?.message ?? "Nothing could be taken over from the conversation this time." }

  /// The HTTP status that usually fits, where a failure is shown at all.
  public var status: Int { trouble?.status ?? 502 }

  /// What went wrong, for the log.
  public var detail: String {
    switch self {
    case .model(let reason): "the model could not be asked: \(reason)"
    case .truncated: "the reply was cut off"
    case .refused: "the model declined to answer"
    case .filtered: "the provider withheld the reply"
    case .tooLong(let maximum): "the reply is longer than \(maximum) bytes"
    case .malformed(let place): "the reply is not of the schema: \(place)"
    case .cancelled, .trouble: trouble?.detail ?? ""
    }
  }
}
