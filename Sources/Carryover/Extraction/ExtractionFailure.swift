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
  /// The reply is not what the schema demands. Says where.
  case malformed(String)
  /// It was cancelled.
  case cancelled
  /// The store was in trouble.
  case trouble(StoreTrouble)
}
