/// What became of each contract in one run.
public struct ConformanceReport: Sendable {
  /// How one contract ended.
  public enum Verdict: Sendable {
    /// The store kept it.
    case passed
    /// The store broke it.
    case violated(Violation)
    /// It could not be checked: no store was to be had, or the run was cancelled.
    case failed(any Error)
  }

  /// One contract with its verdict.
  public struct Result: Sendable {
    /// The contract.
    public let contract: Contract

    /// How it ended.
    public let verdict: Verdict

    /// How long the check took.
    public let took: Duration

    init(_ contract: Contract, _ verdict: Verdict, took: Duration) {
      self.contract = contract
      self.verdict = verdict
      self.took = took
    }
  }

  /// One result for each contract, in the order of the run.
  public let results: [Result]

  /// Whether every contract was checked and kept.
  public var isConforming: Bool { results.allSatisfy(\.isPassed) }

  /// The contracts that the store broke.
  public var violations: [Violation] {
    results.compactMap { if case .violated(let violation) = $0.verdict { violation } else { nil } }
  }
}

extension ConformanceReport.Result {
  /// Whether the store kept the contract.
  public var isPassed: Bool {
    if case .passed = verdict { true } else { false }
  }
}

extension ConformanceReport: CustomStringConvertible {
  /// One line for each contract, more for each that was not kept, and the sum.
  public var description: String {
    let passed = results.count(where: \.isPassed)
    let lines = results.map(\.description)
    return (lines + ["\(passed) of \(results.count) contracts kept"]).joined(separator: "\n")
  }
}

extension ConformanceReport.Result: CustomStringConvertible {
  /// One line where the contract was kept, and all that is known where it was not.
  public var description: String {
    switch verdict {
    case .passed: "kept    \(contract)"
    case .violated(let violation): "BROKEN  \(violation)"
    case .failed(let error): "FAILED  \(contract): \(error)"
    }
  }
}
