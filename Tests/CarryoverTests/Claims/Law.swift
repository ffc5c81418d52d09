import CarryoverTesting
import FoundationEssentials
import Testing

@testable import Carryover

/// A law that is held against many generated cases.
///
/// Each case comes from a seed of its own. A case that breaks the law is made smaller as long as it still breaks it, and what is left is
/// printed with the seed, which `CARRYOVER_SEED` replays first.
enum Law {
  static let cases = 10_000

  static func holds<Case: Encodable>(
    over count: Int = cases, from firstSeed: UInt64 = 1, _ generate: (inout SeededGenerator) throws -> Case,
    smaller: (Case) -> [Case], sourceLocation: SourceLocation = #_sourceLocation,
    breaks law: (Case) throws -> String?
  ) throws {
    func breach(_ example: Case) -> String? {
      do { return try law(example) } catch { return "it throws \(error)" }
    }
    let replayed = ProcessInfo.processInfo.environment["CARRYOVER_SEED"].flatMap(UInt64.init)
    for seed in [replayed].compactMap(\.self) + Array(firstSeed..<firstSeed + UInt64(count)) {
      var generator = SeededGenerator(seed: seed)
      var example = try generate(&generator)
      guard var reason = breach(example) else { continue }
      // Bounded, for a law can be broken by what makes cases smaller.
      for _ in 0..<1000 {
        guard let next = smaller(example).first(where: { breach($0) != nil }) else { break }
        example = next
      }
      reason = breach(example) ?? reason
      Issue.record("seed \(seed): \(reason)\n\(try JSONText.pretty(example))", sourceLocation: sourceLocation)
      return
    }
  }
}

@Suite("The search for the smallest case")
struct LawTests {
  @Test func `a broken law is reported with the smallest case that breaks it`() throws {
    try withKnownIssue {
      try Law.holds(over: 100) { generator in
        (0..<20).map { _ in Int.random(in: 0..<50, using: &generator) }
      } smaller: { numbers in
        numbers.indices.map { index in numbers.enumerated().filter { $0.offset != index }.map(\.element) }
      } breaks: { numbers in
        numbers.count(where: { $0 > 40 }) >= 2 ? "two are above 40" : nil
      }
    } matching: { issue in
      let comment = issue.comments.map(\.rawValue).joined()
      return comment.contains("seed ") && comment.contains("two are above 40")
        && comment.split(separator: "\n").count == 5
    }
  }
}
