internal import Carryover

extension Bench {
  /// Runs a race a few times for each number of contenders, each time under another name.
  func race(_ body: (_ count: Int, _ name: String) async throws -> Void) async throws {
    try await withContenders { count in
      for round in 0..<max(2, options.rounds / 4) { try await body(count, "race\(count).\(round).") }
    }
  }

  /// Demands that one attempt was applied, and that its number, and no other, is under the keys.
  func demandWinner(of attempts: [Attempt], under keys: [RecordKey]) async throws {
    try demandOneWinner(of: attempts)
    guard let winner = attempts.firstIndex(of: .applied) else { return }
    try equal("the winner's number under each key", try await numbers(keys), keys.map { _ in winner })
  }

  /// Lets commits that contradict each other in a ring contend, many rings at once, and demands that none closes.
  func skew(
    of size: Int, _ changes: @escaping @Sendable (_ keys: [RecordKey], _ index: Int) -> [Change]
  ) async throws {
    try await skew(of: size, presentFirst: 0) { keys, _, index in changes(keys, index) }
  }

  /// The same over records that are there before.
  func skew(
    of size: Int, isPresent: Bool,
    _ changes: @escaping @Sendable (_ keys: [RecordKey], _ versions: [RecordVersion], _ index: Int) -> [Change]
  ) async throws {
    try await skew(of: size, presentFirst: isPresent ? size : 0, changes)
  }

  /// The same where the first few records are there before.
  func skew(
    of size: Int, presentFirst present: Int,
    _ changes: @escaping @Sendable (_ keys: [RecordKey], _ versions: [RecordVersion], _ index: Int) -> [Change]
  ) async throws {
    try await race { count, name in
      var rings: [(keys: [RecordKey], versions: [RecordVersion])] = []
      for ring in 0..<max(1, count / size) {
        let keys = try self.keys(size, "\(name)\(ring).")
        var versions: [RecordVersion] = []
        for key in keys.prefix(present) { versions.append(try await insert(record(key, -1))) }
        rings.append((keys, versions))
      }
      let attempts = try await contend(rings.count * size) { [rings] index in
        let ring = rings[index / size]
        // Whoever starts first in one ring starts last in the next.
        let place = index / size % 2 == 0 ? index % size : size - 1 - index % size
        return try await attempt(Commit(changes(ring.keys, ring.versions, place)))
      }
      for start in stride(from: 0, to: attempts.count, by: size) {
        let ring = attempts[start..<start + size]
        let applied = ring.count { $0 == .applied }
        try demand(
          applied < size && (applied > 0 || ring.contains(.lost)),
          "of \(size) commits that contradict each other at least one is applied and at least one is not",
          actual: "\(applied) applied, \(ring.count { $0 == .lost }) unknown")
      }
    }
  }

  /// Four records with a thousand each.
  func accounts(_ name: String) async throws -> [RecordKey] {
    let keys = try keys(4, name)
    try await insert(all: keys.map { record($0, 1_000) })
    return keys
  }

  /// From which account a transfer takes and to which it gives.
  func route(_ number: Int) -> (source: Int, goal: Int) {
    let source = number & 3
    return (source, (source + 1 + (number >> 2 & 0xFF) % 3) & 3)
  }

  /// Moves one from an account to another; which, and in which order they are named, follows from the number.
  @discardableResult
  func transfer(among accounts: [RecordKey], _ number: Int) async throws -> Attempt {
    let (source, goal) = route(number)
    let pair = [accounts[source], accounts[goal]]
    return try await update(pair) { found in
      let changes = try zip(found, [-1, 1]).map { found, sum in
        Change.replace(record(found.record.key, (try self.number(found) ?? 0) + sum), found.version)
      }
      return Commit(number % 2 == 0 ? changes : changes.reversed())
    }
  }
}
