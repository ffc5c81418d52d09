extension Pairs {
  /// The situations of a subject in which two operations meet.
  static func scenarios(of subject: Subject) -> [Scenario] {
    switch subject {
    case .sessions: sessions
    case .claims: Meeting.allCases.flatMap(\.scenarios)
    }
  }

  private static var sessions: [Scenario] {
    Stage.allCases.flatMap { stage in
      operations.indices.flatMap { index in
        operations[index...].filter { stage == .midlife || operations[index].isSweep || $0.isSweep }.map {
          Scenario(operations[index], $0, stage)
        }
      }
    }
  }
}

/// Where the one session of a pair of deeds is on its way to an account. In each, every deed meets every other and itself.
package enum Meeting: String, Sendable, CaseIterable {
  /// In the middle of its life, with an older token that still works, one message short of the guest's limit, and with an answer that
  /// competes with the account's.
  case open
  /// At its end: the others still hold it for alive, a sweep's clock no longer does.
  case ending
  /// The account has it and may still give it back. A guest's slot is held. By a sweep's clock the session would be over by now.
  case claimed
  /// The account's time to give it back is over by a sweep's clock, and not by the others'.
  case settling
}

extension Meeting {
  /// What can be done here.
  package var deeds: [Deed] {
    let visitor = Voice.visitor(Holder(0))
    let common: [Deed] = [
      .claim([Holder(0)], by: .ann, isPlanned: false), .claim([Holder(0)], by: .bob, isPlanned: false),
      .answer(Holder(0), [Remark(.siteCount)], expecting: false), .rotate(Holder(0)),
      .note(.ann, [Remark(.siteCount)], expecting: false), .claim([Holder(0, age: 1)], by: .ann, isPlanned: true),
    ]
    return switch self {
    case .open: common + [.send(visitor, Chat(0), .commit)]
    case .ending: common + [.send(visitor, Chat(0), .commit), .sweepSessions(limit: 100)]
    case .claimed:
      common + [
        .send(.account(.ann), Chat(0), .commit), .conclude(0, .commit), .unclaim(0, isStranger: false),
        .sweepSessions(limit: 100),
      ]
    case .settling:
      common + [
        .send(.account(.ann), Chat(0), .commit), .conclude(0, .commit), .unclaim(0, isStranger: false),
        .sweepClaims(limit: 100),
      ]
    }
  }

  /// Every pair that is not the same in another situation.
  package var scenarios: [Scenario] {
    deeds.indices.flatMap { index in
      deeds[index...].filter { isAtHome(deeds[index]) || isAtHome($0) }.map { scenario([deeds[index], $0]) }
    }
  }

  /// Whether the deed is what this situation is about.
  private func isAtHome(_ deed: Deed) -> Bool {
    switch (self, deed) {
    case (.open, _), (.ending, .sweepSessions), (.claimed, .unclaim), (.claimed, .conclude), (.settling, .sweepClaims):
      true
    default: false
    }
  }

  package func scenario(_ deeds: [Deed]) -> Scenario {
    var scenario = Scenario(seed: 1, subject: .claims)
    scenario.rules = .handOver
    scenario.rules.grace = 900_000
    scenario.rules.reservationLapse = 60_000
    scenario.rules.guestLimit = 2
    scenario.prelude = Scenario.planned(prelude)
    scenario.operations = deeds.enumerated().map { index, deed in
      Scenario.Planned(number: index + 1, operation: .deed(deed), skew: skew(of: deed, scenario.rules))
    }
    return scenario
  }

  private var prelude: [Deed] {
    let visitor = Voice.visitor(Holder(0))
    let beginning: [Deed] = [
      .create, .rotate(Holder(0)), .begin(visitor),
      .answer(Holder(0), [Remark(.siteCount), Remark(.referrer)], expecting: false),
      .note(.ann, [Remark(.siteCount)], expecting: false),
    ]
    return switch self {
    case .open: beginning + [.append(visitor, Chat(0))]
    case .ending: beginning
    case .claimed, .settling:
      beginning + [.send(visitor, Chat(0), .abandon), .claim([Holder(0)], by: .ann, isPlanned: false)]
    }
  }

  private func skew(of deed: Deed, _ rules: Rules) -> Int64 {
    switch (self, deed) {
    case (.ending, .sweepSessions), (.claimed, .sweepSessions): rules.lifetime + 1_000
    case (.open, _), (.claimed, _): 1_000
    case (.ending, _): rules.lifetime - 1_000
    case (.settling, .sweepClaims): rules.unclaimWindow + 1_000
    case (.settling, _): rules.unclaimWindow - 1_000
    }
  }
}
