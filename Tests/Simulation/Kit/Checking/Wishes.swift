#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#else
  private import Darwin
#endif

/// What the environment asks of the simulation: little by default, so that every test run has it.
package enum Wishes {
  /// `CARRYOVER_SIMULATION_SEED`: this seed and no other.
  package static var seed: UInt64? { number("CARRYOVER_SIMULATION_SEED") }

  /// `CARRYOVER_SIMULATION_SEEDS`: so many seeds.
  package static var count: UInt64? { number("CARRYOVER_SIMULATION_SEEDS") }

  /// The seeds to run: one, so many, or a default.
  package static func seeds(otherwise count: UInt64) -> ClosedRange<UInt64> {
    if let seed { return seed...seed }
    return 1...max(1, Self.count ?? count)
  }

  /// `CARRYOVER_SIMULATION_PAIRS`: every pair with every fault, not a share of them.
  package static var wantsAllPairs: Bool { getenv("CARRYOVER_SIMULATION_PAIRS") != nil }

  private static func number(_ name: String) -> UInt64? {
    getenv(name).flatMap { UInt64(String(cString: $0)) }
  }
}
