import CLibPQ

/// A connection for tests: what an operator, a host's report or a rival does to the same database.
final class SQL: @unchecked Sendable {  // Each is used by one test, never by two tasks at once.
  struct Failure: Error {
    let message: String
  }

  let handle: OpaquePointer?

  init(_ address: String) throws(Failure) {
    handle = PQconnectdb(address)
    guard PQstatus(handle) == CONNECTION_OK else { throw Failure(message: String(cString: PQerrorMessage(handle))) }
  }

  deinit { PQfinish(handle) }

  @discardableResult
  func run(_ text: String) throws(Failure) -> [[String?]] {
    let result = PQexec(handle, text)
    defer { PQclear(result) }
    guard [PGRES_TUPLES_OK, PGRES_COMMAND_OK].contains(PQresultStatus(result)) else {
      throw Failure(message: String(cString: PQresultErrorMessage(result)))
    }
    return (0..<PQntuples(result)).map { row in
      (0..<PQnfields(result)).map { column in
        PQgetisnull(result, row, column) == 1 ? nil : PQgetvalue(result, row, column).map { String(cString: $0) }
      }
    }
  }

  /// Runs a query until it answers so many rows, for a while.
  func until(_ count: Int, _ query: String) async throws {
    for _ in 0..<2_000 {
      guard try run(query).count < count else { return }
      try await Task.sleep(for: .milliseconds(1))
    }
  }

  /// Looks until so many others wait for locks. Not in `pg_stat_activity`, which stands still during a transaction.
  func untilWaiting(_ count: Int) async throws { try await until(count, "SELECT FROM pg_locks WHERE NOT granted") }
}
