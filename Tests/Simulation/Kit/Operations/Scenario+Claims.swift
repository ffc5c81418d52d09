internal import CarryoverTesting

extension Scenario {
  /// The hand-over of a seed: visitors who have said something already, fourteen deeds that begin before any of them ends, a
  /// few that come later, steps of the clock in between, and faults.
  static func claims(seed: UInt64, weather: Weather) -> Scenario {
    var generator = SeededGenerator(seed: seed &+ 0xC1A1)
    var scenario = Scenario(seed: seed, subject: .claims)
    scenario.rules = .handOver
    scenario.rules.idleLimit = [nil, nil, 400_000].randomElement(using: &generator) ?? nil
    scenario.rules.preference =
      [.newest, .newest, .newest, .account, .session, .neither].randomElement(using: &generator) ?? .newest
    scenario.prelude = prelude(using: &generator)
    scenario.age =
      [0, 0, 0, scenario.rules.grace, scenario.rules.lifetime - 1_000].randomElement(using: &generator) ?? 0
    let latecomers = Int.random(in: 1...6, using: &generator)
    scenario.operations = (1...14 + latecomers).map { number in
      Planned(
        number: number, operation: .deed(.draw(using: &generator)),
        start: number <= 14 ? 0 : .random(in: 1...100, using: &generator),
        skew: .random(in: -2_000...2_000, using: &generator))
    }
    scenario.ticks = (0..<Int.random(in: 0...5, using: &generator)).map { number in
      Tick(
        number: number, start: .random(in: 1...100, using: &generator),
        milliseconds: scenario.rules.drawHandOverTick(using: &generator))
    }
    scenario.faults = weather.faults
    return scenario
  }

  private static func prelude(using generator: inout SeededGenerator) -> [Planned] {
    var deeds: [Deed] = []
    for visitor in 0..<Int.random(in: 1...3, using: &generator) {
      let voice = Voice.visitor(Holder(visitor))
      deeds.append(.create)
      if .random(using: &generator) { deeds.append(.rotate(Holder(visitor))) }
      // What nothing was born in, a sweep takes away in one commit.
      if Int.random(in: 0..<4, using: &generator) > 0 { deeds.append(.begin(voice)) }
      deeds.append(.answer(Holder(visitor), [Remark(.siteCount), Remark(.referrer)], expecting: false))
      if .random(using: &generator) { deeds.append(.append(voice, Chat(0))) }
      if Int.random(in: 0..<4, using: &generator) == 0 { deeds.append(.send(voice, Chat(0), .abandon)) }
    }
    if .random(using: &generator) {
      deeds.append(.note(.ann, [Remark(.siteCount), Remark(.timeframe)], expecting: false))
    }
    if .random(using: &generator) { deeds.append(.claim([Holder(0)], by: .ann, isPlanned: false)) }
    return planned(deeds)
  }

  /// Deeds that are done one after the other before anything else begins.
  static func planned(_ deeds: [Deed]) -> [Planned] {
    deeds.enumerated().map { Planned(number: -1 - $0, operation: .deed($1)) }
  }
}

extension Scenario.Weather {
  var faults: CallFaults {
    switch self {
    case .rough: .chance(0.11, until: 300)
    case .storm: .chance(0.7, until: 80)
    }
  }
}

extension Rules {
  /// Little room everywhere and short windows, so that a few deeds and a step of the clock meet every limit.
  static let handOver: Rules = {
    var rules = Rules(lifetime: 600_000, longestLife: 1_000_000, idleLimit: nil, grace: 30_000, interval: 60_000)
    rules.answers = 3
    return rules
  }()

  /// A step of the clock: mostly a small one, sometimes backwards, sometimes exactly across a limit.
  fileprivate func drawHandOverTick(using generator: inout SeededGenerator) -> Int64 {
    switch Int.random(in: 0..<12, using: &generator) {
    case 0...2: .random(in: 1...1_000, using: &generator)
    case 3: -.random(in: 1...reservationLapse, using: &generator)
    case 4, 5: grace + .random(in: -1...1, using: &generator)
    case 6, 7: reservationLapse + .random(in: -1...1, using: &generator)
    case 8, 9: unclaimWindow + .random(in: -2_000...2_000, using: &generator)
    default: lifetime - .random(in: 0...3_000, using: &generator)
    }
  }
}
