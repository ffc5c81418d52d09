internal import FoundationEssentials

/// One respect in which a merge compares two statements.
enum MergeGround {
  case account, session, furthest, rank, newest, tie

  var reason: MergeDecision.Reason {
    switch self {
    case .account, .session: .policy
    case .furthest: .furthest
    case .rank: .rank
    case .newest: .newest
    case .tie: .tie
    }
  }

  /// Above zero if the account's statement prevails, below if the session's does, zero if this says nothing.
  func compare(_ account: DiscoveryStatement, _ session: DiscoveryStatement) -> Int {
    switch self {
    case .account: 1
    case .session: -1
    case .furthest: order(account.value?.progress ?? 0, session.value?.progress ?? 0)
    case .rank: order(account.rank(against: session), session.rank(against: account))
    case .newest: order(account.at, session.at)
    case .tie: order(account.tieBreak, session.tieBreak)
    }
  }

  private func order<Value: Comparable>(_ a: Value, _ b: Value) -> Int { a == b ? 0 : a > b ? 1 : -1 }
}

extension Sourced {
  /// How much a statement weighs against another (CL-6, EX-6).
  ///
  /// What a model read later than the other was said counts as the person whose message it read. That makes the ranks no order of more
  /// than two: of an import, a person's older statement and a model's reading between the two each outranks the next, in a circle.
  func rank(against other: Sourced) -> Int {
    switch (source, other.source) {
    case (.visitor, _), (.account, _): 2
    case (.imported, _): 1
    case (.model, .model): 0
    case (.model, _): at > other.at ? 2 : 0
    }
  }
}

extension DiscoveryStatement {
  /// Tells any two statements of one date apart, whichever side they are on: a value before a tombstone, then the value's bytes, then
  /// the source.
  fileprivate var tieBreak: TieBreak {
    TieBreak(hasValue: value != nil, spelling: value?.spelling ?? "", source: source)
  }
}

private struct TieBreak: Comparable {
  let hasValue: Bool
  let spelling: String
  let source: FieldSource

  static func == (a: Self, b: Self) -> Bool {
    a.hasValue == b.hasValue && a.spelling.isSpelled(like: b.spelling) && a.source == b.source
  }

  static func < (a: Self, b: Self) -> Bool {
    if a.hasValue != b.hasValue { return b.hasValue }
    if !a.spelling.isSpelled(like: b.spelling) {
      return a.spelling.utf8.lexicographicallyPrecedes(b.spelling.utf8)
    }
    return a.source.precedes(b.source)
  }
}

extension FieldSource {
  fileprivate func precedes(_ other: Self) -> Bool {
    switch (self, other) {
    case (.model(let a), .model(let b)): a < b
    default: certainty < other.certainty
    }
  }

  /// Somebody signed in is more certain than a visitor.
  private var certainty: Int {
    switch self {
    case .account: 3
    case .visitor: 2
    case .imported: 1
    case .model: 0
    }
  }
}
