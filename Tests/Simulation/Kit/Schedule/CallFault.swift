package import CarryoverTesting

/// What can happen to one call of a store, or to the operation that makes it.
package enum CallFault: String, Hashable, Sendable, CaseIterable {
  /// The store is not reached and answers `busy`.
  case busy
  /// A commit is not applied and answers `conflict`, though nothing stands against it.
  case conflict
  /// The store is not reached, and the answer is `unknown`.
  case lostRequest
  /// The store does its work, and the answer is `unknown`.
  case lostAcknowledgement
  /// A commit answers `unknown` and reaches the store later.
  case lateApply
  /// The call takes as long as several others.
  case latency
  /// The process dies before the call reaches the store.
  case crashBefore
  /// The process dies after the store has done its work.
  case crashAfter
  /// The operation's task is cancelled while the call is under way. The store answers all the same.
  case cancellation
}

extension CallFault {
  /// Whether a call of this kind can meet the fault.
  package func canHit(_ call: StoreCall.Operation) -> Bool {
    switch self {
    case .conflict, .lateApply: call == .commit
    case .busy, .lostRequest, .lostAcknowledgement, .latency, .crashBefore, .crashAfter, .cancellation: true
    }
  }
}

extension CallFault {
  /// Whether the call that meets it does not reach the store, or not now.
  var keepsFromStore: Bool {
    switch self {
    case .busy, .conflict, .lostRequest, .lateApply, .crashBefore: true
    case .lostAcknowledgement, .latency, .crashAfter, .cancellation: false
    }
  }
}

/// One call of one operation: the n-th, counted from 1.
package struct CallPoint: Hashable, Sendable, Comparable {
  package let operation: Int
  package let call: Int

  package init(operation: Int, call: Int) {
    self.operation = operation
    self.call = call
  }

  package static func < (a: Self, b: Self) -> Bool { (a.operation, a.call) < (b.operation, b.call) }
}

/// Which calls go wrong, and how.
package enum CallFaults: Hashable, Sendable {
  /// By chance: so likely, until a moment of virtual time.
  case chance(Double, until: UInt64)
  /// These calls and no others.
  case listed([CallPoint: CallFault])

  /// Nothing goes wrong.
  package static var none: Self { .listed([:]) }

  /// What a call meets. By chance it follows from seed and call alone, so that leaving one operation out does not change the faults of the
  /// others.
  package func fault(
    of point: CallPoint, _ call: StoreCall.Operation, at time: UInt64, seed: UInt64
  ) -> CallFault? {
    switch self {
    case .listed(let faults):
      guard let fault = faults[point], fault.canHit(call) else { return nil }
      return fault
    case .chance(let probability, let end):
      guard time < end else { return nil }
      var generator = SeededGenerator(seed: seed &+ 0xFA17, point.operation, point.call)
      guard Double.random(in: 0..<1, using: &generator) < probability else { return nil }
      // What only commits can meet would come too seldom otherwise.
      let kinds = CallFault.allCases.filter { $0.canHit(call) }
      return (kinds + kinds.filter { !$0.canHit(.load) }).randomElement(using: &generator)
    }
  }
}
