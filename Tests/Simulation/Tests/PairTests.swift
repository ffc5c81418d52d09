import SimulationKit
import Testing

@Suite("SE-3, CL-2: every schedule of every pair of operations")
struct PairTests {
  @Test("SE-3, CL-2: without faults, two operations at once come out as if one came after the other", arguments: shares)
  func quiet(_ share: Share) {
    let pairs = Pairs(of: share.subject, faulty: false)
    if let failure = pairs.failure { Issue.record("\(failure)") }
    #expect(pairs.figures.answered == pairs.figures.begun)
    #expect(pairs.schedules > 4 * pairs.pairs)
  }

  /// A share of the pairs, or all of them where the environment asks for it.
  @Test("ST-4: the same holds with one fault of each kind at each call", arguments: shares)
  func faulty(_ share: Share) {
    let pairs = Pairs(
      of: share.subject, faulty: true, every: Wishes.wantsAllPairs ? 1 : share.every, remainder: share.remainder)
    if let failure = pairs.failure { Issue.record("\(failure)") }
    #expect(Set(pairs.figures.faults.keys) == Set(CallFault.allCases).subtracting([.latency]))
  }

  private static let shares = [
    Share(subject: .sessions, every: 12, remainder: 5), Share(subject: .claims, every: 12, remainder: 7),
  ]

  /// How many of a subject's pairs are tried with every fault.
  struct Share: Sendable, CustomTestStringConvertible {
    let subject: Subject
    let every: Int
    let remainder: Int

    var testDescription: String { subject.rawValue }
  }

  @Test(
    "a search that leaves schedules out comes to all that a full one comes to, answer by answer", arguments: [2, 9, 16])
  func terse(_ pair: Int) {
    let count = Meeting.allCases.flatMap(\.scenarios).count
    let (terse, full) = (
      Pairs(of: .claims, faulty: true, every: count, remainder: pair),
      Pairs(of: .claims, faulty: true, every: count, remainder: pair, isFull: true)
    )
    #expect(terse.schedules < full.schedules)
    #expect(terse.upshots == full.upshots)
    #expect(Set(terse.figures.answers.keys) == Set(full.figures.answers.keys))
  }

  @Test("CL-2: each thing that can happen around a claim meets each other, and itself")
  func complete() {
    let met = Meeting.allCases.flatMap(\.scenarios).map { scenario in
      Set(scenario.operations.compactMap { if case .deed(let deed) = $0.operation { deed.kind } else { nil } })
    }
    for (index, kind) in Deed.Kind.allCases.enumerated() {
      for other in Deed.Kind.allCases[index...] { #expect(met.contains([kind, other]), "\(kind) and \(other)") }
    }
  }
}

extension Deed {
  /// What must be right in every order around a hand-over.
  fileprivate enum Kind: CaseIterable {
    case claim, claimByAnother, claimAsPlanned, update, send, sweep, rotate, unclaim, accountUpdate
  }

  fileprivate var kind: Kind? {
    switch self {
    case .claim(_, _, isPlanned: true): .claimAsPlanned
    case .claim(_, let party, _): party == .ann ? .claim : .claimByAnother
    case .answer: .update
    case .send, .conclude: .send
    case .sweepSessions, .sweepClaims: .sweep
    case .rotate: .rotate
    case .unclaim: .unclaim
    case .note: .accountUpdate
    default: nil
    }
  }
}
