internal import Carryover

/// Everything together, against a model.
enum ModelContract: String, ContractTopic {
  static let area = Contract.Area.model

  case recordsFollowTheModel
  case listsFollowTheModel
  case feedFollowsTheModel
  case everythingFollowsTheModel

  var terms: Terms {
    switch self {
    case .recordsFollowTheModel:
      Terms(
        "After any sequence of commits, applied and refused, loads answer what a plain dictionary would.",
        or: "A sequence that nobody thought of leaves a record in a state that nobody wrote."
      ) { bench in
        try await bench.follow(Walk.Weights(commit: 6, load: 3, list: 0, feed: 0))
      }
    case .listsFollowTheModel:
      Terms(
        "After any sequence of commits, any list by any pages answers what sorting everything would.",
        or: "Shelves and records drift apart, a little with each unusual sequence."
      ) { bench in
        try await bench.follow(Walk.Weights(commit: 5, load: 0, list: 4, feed: 0))
      }
    case .feedFollowsTheModel:
      Terms(
        "After any sequence of commits the feed holds the events of those applied, in their order.",
        or: "What subscribers were told and what is stored are two different stories."
      ) { bench in
        try await bench.follow(Walk.Weights(commit: 5, load: 0, list: 0, feed: 2))
      }
    case .everythingFollowsTheModel:
      Terms(
        "Loads, lists and the feed tell the same story after any sequence of commits.",
        or: "Two views of the same store contradict each other, and each is right by itself."
      ) { bench in
        try await bench.follow(Walk.Weights(commit: 4, load: 1, list: 1, feed: 1))
      }
    }
  }
}

extension Bench {
  /// Takes random walks of several seeds, and names the seed and the last steps of one that leaves the model.
  func follow(_ weights: Walk.Weights) async throws {
    for number in 0..<max(2, options.rounds / 4) {
      let seed = options.seed &+ UInt64(number) &* 0x1_0000_0001
      var walk = try Walk(self, "walk\(number).", seed: seed, weights: weights, feed: try await feedEnd())
      do {
        for _ in 0..<100 { try await walk.step() }
        try await walk.finish()
      } catch let violation as Violation {
        throw Violation(
          contract, expected: violation.expected, actual: violation.actual, seed: options.seed,
          steps: walk.steps.suffix(20))
      }
    }
  }
}
