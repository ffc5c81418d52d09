/// A store broke a contract: what was promised, what happened, and why it matters.
public struct Violation: Error, Sendable {
  /// The name of the contract.
  public let contract: String

  /// What a store promises.
  public let promise: String

  /// What should have happened.
  public let expected: String

  /// What happened.
  public let actual: String

  /// What goes wrong in production.
  public let stakes: String

  /// What the case was generated from, where it was.
  public let seed: UInt64?

  /// The last steps that led here, where the case was generated.
  public let steps: [String]

  init(_ contract: Contract, expected: String, actual: String, seed: UInt64? = nil, steps: [String] = []) {
    self.contract = contract.name
    promise = contract.promise
    self.expected = expected
    self.actual = actual
    stakes = contract.stakes
    self.seed = seed
    self.steps = steps
  }
}

extension Violation: CustomStringConvertible {
  /// Everything that is known, a line each, the contract's name first.
  public var description: String {
    var lines = [
      contract,
      "  promise:  \(promise)",
      "  expected: \(expected)",
      "  actual:   \(actual)",
      "  matters:  \(stakes)",
    ]
    if let seed { lines.append("  replay:   ConformanceOptions(seed: \(seed))") }
    if !steps.isEmpty { lines.append("  the last steps:") }
    lines += steps.map { "    \($0)" }
    return lines.joined(separator: "\n")
  }
}
