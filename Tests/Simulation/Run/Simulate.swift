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
/// `simulate --seeds 20000`, `--subject claims`, `--seed 17`, `--storm`, `--pairs`, `--pairs --part 1/4 --full`, `--bug upserts`, `--trace`.
@main
struct Simulate {
  static func main() {
    do throws(Arguments.Refusal) {
      run(try Arguments(CommandLine.arguments.dropFirst()))
    } catch {
      print(error.text)
      exit(2)
    }
  }

  private static func run(_ wishes: Arguments) {
    if wishes.isTracing {
      print(World.run(wishes.firstScenario, bug: wishes.bug, isTracing: true).trace.joined(separator: "\n"))
      return
    }
    let clock = ContinuousClock()
    let start = clock.now
    let failure: String?
    if wishes.isPairs {
      let pairs = Pairs(
        of: wishes.subject, faulty: true, bug: wishes.bug, every: wishes.parts, remainder: wishes.part,
        isFull: wishes.isFull)
      print("pairs       \(pairs.pairs), schedules \(pairs.schedules), upshots \(pairs.upshots.count)")
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
