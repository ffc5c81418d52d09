public import Carryover

/// One call of a store, as a wrapper saw it.
public struct StoreCall: Hashable, Sendable {
  /// Which of the store's four operations was called.
  public enum Operation: String, Hashable, Sendable, CaseIterable {
    /// Records were asked for.
    case load
    /// Changes and events were handed over.
    case commit
    /// A page of a shelf was asked for.
    case list
    /// A page of the feed was asked for.
    case feed
  }

  /// The call's number. The first call is number 1.
  public let number: Int

  /// The operation.
  public let operation: Operation

  /// The keys of a load or of a commit's changes; empty for other calls.
  public let keys: [RecordKey]

  /// What went wrong on purpose, if anything did.
  public let fault: Fault?
}

extension StoreCall: CustomStringConvertible {
  /// A line for a failure's report, such as `3 commit probe/a probe/b: lostAcknowledgement`.
  public var description: String {
    let call = ([String(number), operation.rawValue] + keys.map(\.description)).joined(separator: " ")
    return fault.map { "\(call): \($0)" } ?? call
  }
}
