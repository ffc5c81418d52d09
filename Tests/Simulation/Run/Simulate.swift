import SimulationKit

/// Runs many seeds and prints what they counted, or the first failure.
@main
struct Simulate {
  static func main() {
    let arguments = Arguments(CommandLine.arguments.dropFirst())
    let clock = ContinuousClock()
    let start = clock.now
    if arguments.isPairs {
      let pairs = Pairs(faulty: arguments.isFaulty, bug: arguments.bug)
      print("pairs       \(pairs.pairs), schedules \(pairs.schedules)")
      print(pairs.figures)
      print("seconds     \(start.duration(to: clock.now))")
      if let failure = pairs.failure { print(failure) }
      return
    }
    let campaign = Campaign(seeds: arguments.seeds, weather: arguments.weather, bug: arguments.bug)
    print(campaign.figures)
    print("seconds     \(start.duration(to: clock.now))")
    if let failure = campaign.failure {
      print(failure)
    }
  }
}

/// What the command line asks for.
struct Arguments {
  var seeds: ClosedRange<UInt64> = 1...20_000
  var weather = Scenario.Weather.rough
  var bug: PlantedBug?
  var isPairs = false
  var isFaulty = false

  init(_ arguments: some Sequence<String>) {
    var iterator = arguments.makeIterator()
    while let argument = iterator.next() {
      switch argument {
      case "--seeds": seeds = 1...(iterator.next().flatMap { UInt64($0) } ?? 20_000)
      case "--seed":
        let seed = iterator.next().flatMap { UInt64($0) } ?? 1
        seeds = seed...seed
      case "--pairs": isPairs = true
      case "--faulty": isFaulty = true
      case "--storm": weather = .storm
      case "--bug": bug = iterator.next().flatMap { PlantedBug(rawValue: $0) }
      default: print("unknown argument \(argument)")
      }
    }
  }
}
