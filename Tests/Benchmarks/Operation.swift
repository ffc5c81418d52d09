/// What is measured.
enum Operation: String, CaseIterable {
  /// Begins a session; bare: draws a token and an identifier, hashes the token and inserts a session.
  case create
  /// Finds a session; bare: hashes the token and reads the session.
  case find = "find-by-token"
  /// Rewrites one of ten answers; bare: draws eight bytes and writes the session as it is afterwards.
  case update
  /// Cleans up 1,000 expired sessions; bare: deletes 1,000.
  case sweep
  /// Reads 50 sessions by expiry; bare: reads 50 by key.
  case listPage = "list-page"
  /// Claims a session with 25 answers and three conversations; bare: merges two dictionaries, hashes them and writes four values.
  case claim
  /// Claims one without a conversation.
  case claimNone = "claim-0"
  /// Claims one with 500 conversations.
  case claimMany = "claim-500"
  /// Reads a model's reply with ten answers, merges and commits them; bare: one pass of a `JSONDecoder` over the same reply.
  case extract
}

extension Operation {
  /// How many turns fewer than others it takes, because there is much to prepare for each.
  fileprivate var thrift: Int {
    switch self {
    case .sweep, .claimMany: 10
    case .claim, .claimNone, .extract: 2
    case .create, .find, .update, .listPage: 1
    }
  }
}

extension Scene {
  /// Measures an operation and its bare parts in turns, on one thread or several.
  mutating func measure(_ operation: Operation, threads: Int) async throws -> Row {
    var library: [Duration] = []
    var bare: [Duration] = []
    let rounds = max(3, rounds / max(operation.thrift, scale(threads)))
    if operation == .update { try await prepareUpdates(200 * scale(threads) * (rounds + 1)) }
    // The first turn warms up and does not count.
    for round in 0...rounds {
      let turn =
        switch operation {
        case .create: try await create(threads: threads)
        case .find: try await find(threads: threads)
        case .update: try await update(threads: threads)
        case .sweep: try await sweep(threads: threads)
        case .listPage: try await listPage(threads: threads)
        case .claim: try await claim(conversations: 3, threads: threads)
        case .claimNone: try await claim(conversations: 0, threads: threads)
        case .claimMany: try await claim(conversations: 500, threads: threads)
        case .extract: try await extract(threads: threads)
        }
      guard round > 0 else { continue }
      library.append(turn.library)
      bare.append(turn.bare)
    }
    return Row(
      operation: operation, sessions: size, threads: threads, median: library.median, bareMedian: bare.median)
  }
}

/// How much longer a turn on several threads is: waking a thread takes its time too.
func scale(_ threads: Int) -> Int { threads == 1 ? 1 : 5 }

/// How long one operation took on each side, in one turn.
struct Turn {
  var library: Duration
  var bare: Duration
}

/// Something that must hold for a measurement to mean anything did not.
struct Surprise: Error, CustomStringConvertible {
  let description: String
}
