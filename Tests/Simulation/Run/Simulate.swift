import SimulationKit

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Runs many seeds, or every schedule of every pair, and prints what was counted and the first failure.
///
/// `simulate --seeds 20000`, `--subject claims`, `--seed 17`, `--storm`, `--pairs`, `--bug upserts`, `--trace`.
@main
struct Simulate {
  static func main() {
    let wishes = Arguments(CommandLine.arguments.dropFirst())
    if wishes.isTracing {
      print(World.run(wishes.firstScenario, bug: wishes.bug, isTracing: true).trace.joined(separator: "\n"))
      return
    }
    let clock = ContinuousClock()
    let start = clock.now
    let failure: String?
    if wishes.isPairs {
      let pairs = Pairs(of: wishes.subject, faulty: true, bug: wishes.bug)
      print("pairs       \(pairs.pairs), schedules \(pairs.schedules)")
      print(pairs.figures)
      failure = pairs.failure
    } else {
      let campaign = Campaign(of: wishes.subject, seeds: wishes.seeds, weather: wishes.weather, bug: wishes.bug)
      print(campaign.figures)
      failure = campaign.failure?.description
    }
    print("took        \(start.duration(to: clock.now))")
    guard let failure else { return }
    print(failure)
    exit(1)
  }
}

/// What the command line asks for.
struct Arguments {
  private(set) var subject = Subject.sessions
  private(set) var seeds: ClosedRange<UInt64> = 1...20_000
  private(set) var weather = Scenario.Weather.rough
  private(set) var bug: PlantedBug?
  private(set) var isPairs = false
  private(set) var isTracing = false

  init(_ arguments: some Sequence<String>) {
    var rest = arguments.makeIterator()
    while let argument = rest.next() {
      switch argument {
      case "--seeds": seeds = 1...max(1, Self.number(rest.next()))
      case "--seed":
        let seed = Self.number(rest.next())
        seeds = seed...seed
      case "--subject":
        guard let named = rest.next().flatMap({ Subject(rawValue: $0) }) else {
          Self.refuse("the subjects are \(Subject.allCases.map(\.rawValue))")
        }
        subject = named
      case "--storm": weather = .storm
      case "--bug":
        bug = rest.next().flatMap { PlantedBug(rawValue: $0) }
        if bug == nil { Self.refuse("the bugs are \(PlantedBug.allCases.map(\.rawValue))") }
      case "--pairs": isPairs = true
      case "--trace": isTracing = true
      default: Self.refuse("unknown argument \(argument)")
      }
    }
  }

  var firstScenario: Scenario { .of(subject, seed: seeds.lowerBound, weather: weather) }

  private static func number(_ text: String?) -> UInt64 {
    guard let number = text.flatMap({ UInt64($0) }) else { refuse("a number is missing") }
    return number
  }

  private static func refuse(_ text: String) -> Never {
    print(text)
    exit(2)
  }
}
