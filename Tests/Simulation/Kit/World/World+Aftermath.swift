internal import Synchronization

extension World {
  /// Nothing goes wrong any more, so whatever anybody asks is answered at once: every session is claimed once more, every account
  /// writes, and everybody looks at what is theirs. The books judge the answers.
  func finishClaims() {
    let (sessions, conversations) = ledger.withLock { ($0.held.count, $0.known.conversations.count) }
    var deeds: [Deed] = (0..<sessions).map { index in
      .claim([Holder(index)], by: index.isMultiple(of: 2) ? .ann : .bob, isPlanned: false)
    }
    for party in Party.allCases {
      deeds.append(.note(party, [Remark(.timeframe)], expecting: false))
      deeds.append(.list(.account(party)))
      deeds += (0..<conversations).map { .read(.account(party), Chat($0, isAnyones: true)) }
    }
    deeds += (0..<sessions).map { .list(.visitor(Holder($0))) }
    for (index, deed) in deeds.enumerated() {
      prepare(-10_000 - index, .deed(deed))
      if !watch.hasAnswered { blame("liveness: there is no answer any more to \(deed)") }
    }
  }
}
