/// Which calls of a ``FaultyStore`` go wrong, and how: by chance, by script, or both.
///
/// The fault of a call follows from the seed, the call's number and its operation alone, so the same calls meet the same faults.
/// Where the script names a call, chance has no say.
public struct Faults: Hashable, Sendable {
  /// What chance is drawn from.
  public var seed: UInt64

  /// How likely a call is to meet a fault, from 0 to 1.
  public var probability: Double

  /// How often each kind comes among the faults; a kind that is left out never comes by chance.
  public var weights: [Fault.Kind: Int]

  /// The most calls that a late commit lags behind, and the most turns that a slow call waits.
  public var longest: Int

  /// Faults of certain calls, the first call being number 1. One that cannot hit its call is skipped.
  public var script: [Int: Fault]

  /// Every kind alike, but for the crash, which only a script asks for.
  public static let evenWeights: [Fault.Kind: Int] = [
    .busy: 1, .conflict: 1, .lostRequest: 1, .lostAcknowledgement: 1, .lateApply: 1, .latency: 1,
  ]

  /// Nothing goes wrong.
  public static let none = Faults(script: [:])

  /// Faults by chance.
  public init(
    seed: UInt64, probability: Double, weights: [Fault.Kind: Int] = Faults.evenWeights, longest: Int = 4,
    script: [Int: Fault] = [:]
  ) {
    self.seed = seed
    self.probability = probability
    self.weights = weights
    self.longest = longest
    self.script = script
  }

  /// Faults of certain calls and no others. Running a test with a fault at call 1, then at call 2, and so on until none was
  /// injected, tries every point at which it can be hit.
  public init(script: [Int: Fault]) {
    self.init(seed: 0, probability: 0, script: script)
  }
}

extension Faults {
  /// What a call meets.
  func fault(ofCall number: Int, _ operation: StoreCall.Operation) -> Fault? {
    if let scripted = script[number] { return scripted.kind.canHit(operation) ? scripted : nil }
    var numbers = SeededGenerator(seed: UInt64(number))
    var generator = SeededGenerator(seed: seed ^ numbers.next())
    guard Double.random(in: 0..<1, using: &generator) < probability else { return nil }
    let kinds = Fault.Kind.allCases.filter { $0.canHit(operation) && weight(of: $0) > 0 }
    let total = kinds.reduce(0) { $0 + weight(of: $1) }
    guard total > 0 else { return nil }
    var draw = Int.random(in: 0..<total, using: &generator)
    for kind in kinds {
      draw -= weight(of: kind)
      if draw < 0 { return kind.fault(longest: longest, using: &generator) }
    }
    return nil
  }

  private func weight(of kind: Fault.Kind) -> Int { max(0, weights[kind, default: 0]) }
}
