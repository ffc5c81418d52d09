import Carryover
import Synchronization
import Testing

extension Database {
  /// How one of many tasks ended while connections were killed.
  enum Ending { case applied, refused, unknown }

  /// Runs many tasks while backends of the pool are killed one after the other, and answers how each ended.
  func whileKilling(
    _ count: Int, _ body: @escaping @Sendable (Int) async throws -> Ending
  ) async throws -> [Int: Ending] {
    let isOver = Atomic(false)
    let rival = try sql()
    async let kills = Self.kill(through: rival) { isOver.load(ordering: .acquiring) }
    let endings = try await withThrowingTaskGroup(of: (Int, Ending).self) { group in
      for number in 0..<count { group.addTask { (number, try await body(number)) } }
      return try await group.reduce(into: [Int: Ending]()) { $0[$1.0] = $1.1 }
    }
    isOver.store(true, ordering: .releasing)
    let killed = try await kills
    #expect(killed > 0)
    let unknown = endings.values.count { $0 == .unknown }
    print("\(count) commits, \(killed) connections killed: \(unknown) of unknown outcome")
    return endings
  }

  private static func kill(through rival: SQL, until isOver: @Sendable () -> Bool) async throws -> Int {
    var count = 0
    while !isOver(), count < 300 {
      count += try rival.run(
        """
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() ORDER BY state = 'active' DESC, random() LIMIT 1
        """
      ).count
      try await Task.sleep(for: .milliseconds(3))
    }
    return count
  }

  /// Reads until a connection lives long enough for it.
  static func patiently<Answer>(_ read: () async throws -> Answer) async throws -> Answer {
    while true {
      do { return try await read() } catch StoreError.busy { continue }
    }
  }
}
