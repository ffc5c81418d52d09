import Carryover
import CarryoverPostgreSQL
import CarryoverTesting
import Foundation
import Testing

extension PostgreSQL {
  /// What operations cost, beside the same written by hand; see ``ByHand``. Run by `Tests/Hosts/run postgresql --measure`.
  @Suite(.enabled(if: ProcessInfo.processInfo.environment["CARRYOVER_MEASURE"] != nil)) struct SpeedTests {
    private static let count = 2_000
    private static let rounds = 3_000
    private static let note = String(repeating: "x", count: 700)

    @Test func `what operations cost`() async throws {
      let database = try Database()
      let store = try await PostgreSQLStore(database.address, connections: 1)
      let sessions = Sessions(store: store)
      let byHand = try ByHand(database.address)
      var chance = SeededGenerator(seed: 1)
      var mine: [(visitor: Visitor, token: SessionToken)] = []
      var theirs: [ByHand.Session] = []
      for _ in 0..<Self.count {
        let new = try await sessions.create()
        let patch = SessionPatch(metadata: MetadataPatch(["text": .text(Self.note)]))
        _ = try await sessions.update(patch, by: new.visitor.caller)
        mine.append((new.visitor, new.token))
        theirs.append(Self.draft(&chance))
        try await byHand.create(theirs[theirs.count - 1])
      }
      // In turns, so that whatever else the machine does slows both alike.
      var costs = ["create", "find-by-token", "update", "list-page"].map { Cost($0) }
      for round in 0..<Self.rounds {
        let new = Self.draft(&chance)
        try await costs[0].add {
          _ = try await sessions.create()
        } byHand: {
          try await byHand.create(new)
        }

        let pick = Int.random(in: 0..<Self.count, using: &chance)
        try await costs[1].add {
          try require(try await sessions.find(mine[pick].token).session.id == mine[pick].visitor.session.id)
        } byHand: {
          try require(try await byHand.find(theirs[pick].token).id == theirs[pick].id)
        }

        let patch = SessionPatch(discovery: DiscoveryPatch(timeframe: .set("\(round)")))
        try await costs[2].add {
          try require(try await sessions.update(patch, by: mine[pick].visitor.caller).discovery.timeframe == "\(round)")
        } byHand: {
          let session = try await byHand.setTimeframe("\(round)", of: theirs[pick].id, token: theirs[pick].token)
          try require(session.discovery.timeframe?.value == "\(round)")
        }

        // A page takes ten times as long.
        guard round % 10 == 0 else { continue }
        let start = pick % (Self.count - 50)
        let from = mine[start].visitor.session
        let place = Place(
          order: Int64((from.expiresAt.timeIntervalSince1970 * 1_000).rounded()), key: .session(from.id))
        try await costs[3].add {
          let page = try await store.sessions.sessions(expiringBy: .distantFuture, after: place, limit: 50)
          try require(page.values.count == 50)
        } byHand: {
          try require(try await byHand.page(after: (theirs[start].expiresAt, theirs[start].id), limit: 50).count == 50)
        }
      }
      for cost in costs { print(cost.line(sessions: Self.count)) }
    }

    // The macros of the test library would cost more than what is measured here.
    private func require(_ condition: Bool) throws {
      guard condition else { throw ByHand.Failure() }
    }

    private static func draft(_ chance: inout SeededGenerator) -> ByHand.Session {
      let token = (0..<64).map { _ in "0123456789abcdef".randomElement(using: &chance) ?? "0" }
      return ByHand.Session(id: UUID().uuidString, token: String(token), at: ByHand.now, metadata: ["text": note])
    }
  }

  /// What one operation cost on each side.
  private struct Cost {
    let operation: String
    private var library: [Duration] = []
    private var byHand: [Duration] = []

    init(_ operation: String) { self.operation = operation }

    mutating func add(_ library: () async throws -> Void, byHand: () async throws -> Void) async throws {
      self.library.append(try await ContinuousClock().measure(library))
      self.byHand.append(try await ContinuousClock().measure(byHand))
    }

    /// In the form of the package's benchmarks.
    func line(sessions: Int) -> String {
      let (median, bare) = (Self.median(library), Self.median(byHand))
      let ratio = (Double(median) / Double(bare) * 100).rounded() / 100
      return #"{"operation":"\#(operation)","store":"postgresql","sessions":\#(sessions),"threads":1,"#
        + #""median_ns":\#(median),"bare_ns":\#(bare),"ratio":\#(ratio)}"#
    }

    private static func median(_ times: [Duration]) -> Int { Int(times.sorted()[times.count / 2] / .nanoseconds(1)) }
  }
}
