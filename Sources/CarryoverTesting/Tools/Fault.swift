/// What can happen to one call on its way to a store and back.
public enum Fault: Hashable, Sendable {
  /// The store is not reached and answers `busy`.
  case busy
  /// A commit is not applied and answers `conflict`, though nothing stands against it. Other calls cannot meet it.
  case conflict
  /// The store is not reached, and the answer is `unknown`.
  case lostRequest
  /// The store does its work, and whatever it answers becomes `unknown`.
  case lostAcknowledgement
  /// A commit answers `unknown` at once and reaches the store later: right before the call that comes so many calls after it. Other
  /// calls cannot meet it.
  case lateApply(calls: Int)
  /// The call is passed on after other tasks had so many turns.
  case latency(turns: Int)
  /// The process dies: neither this call nor any later one reaches the store, and each answers `failed`.
  case crash
}

extension Fault {
  /// A fault without its numbers.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// See ``Fault/busy``.
    case busy
    /// See ``Fault/conflict``.
    case conflict
    /// See ``Fault/lostRequest``.
    case lostRequest
    /// See ``Fault/lostAcknowledgement``.
    case lostAcknowledgement
    /// See ``Fault/lateApply(calls:)``.
    case lateApply
    /// See ``Fault/latency(turns:)``.
    case latency
    /// See ``Fault/crash``.
    case crash
  }

  /// The fault's kind.
  public var kind: Kind {
    switch self {
    case .busy: .busy
    case .conflict: .conflict
    case .lostRequest: .lostRequest
    case .lostAcknowledgement: .lostAcknowledgement
    case .lateApply: .lateApply
    case .latency: .latency
    case .crash: .crash
    }
  }
}

extension Fault.Kind {
  /// Whether a call of this operation can meet such a fault.
  public func canHit(_ operation: StoreCall.Operation) -> Bool {
    switch self {
    case .busy, .lostRequest, .lostAcknowledgement, .latency, .crash: true
    case .conflict, .lateApply: operation == .commit
    }
  }

  /// A fault of this kind; where it needs a number, one of up to `longest`.
  func fault(longest: Int, using generator: inout SeededGenerator) -> Fault {
    switch self {
    case .busy: .busy
    case .conflict: .conflict
    case .lostRequest: .lostRequest
    case .lostAcknowledgement: .lostAcknowledgement
    case .lateApply: .lateApply(calls: .random(in: 1...max(1, longest), using: &generator))
    case .latency: .latency(turns: .random(in: 1...max(1, longest), using: &generator))
    case .crash: .crash
    }
  }
}
