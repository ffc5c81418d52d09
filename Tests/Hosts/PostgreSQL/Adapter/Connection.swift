internal import CLibPQ
internal import Carryover
internal import Dispatch
internal import Glibc

/// One connection with its statements prepared. It opens itself when it is needed, and anew after it broke.
///
/// The pool lends it to one caller at a time, who waits for its queue: hence unchecked.
final class Connection: @unchecked Sendable {
  private let address: String
  private var handle: OpaquePointer?

  /// Waiting blocks; here it blocks a thread of its own, and none of those that tasks run on.
  private let queue = DispatchQueue(label: "carryover.postgresql")

  init(_ address: String) { self.address = address }
  deinit { PQfinish(handle) }

  /// Runs a statement. Once it is sent it is waited for, whether or not the task is cancelled, so that no answer is lost.
  func run(_ statement: Statement, _ parameters: [String?]) async throws(StoreError) -> Rows {
    guard !Task.isCancelled else { throw .cancelled }
    if !isOpen { try await wait { () throws(StoreError) in try self.open() } }
    // Sent from here, it is with the server before the thread that waits for the answer has woken up.
    try send(statement, parameters)
    return try await wait { () throws(StoreError) in try self.receive(ifLost: statement.ifLost) }
  }

  private func wait<A: Sendable>(_ work: @escaping @Sendable () throws(StoreError) -> A) async throws(StoreError) -> A {
    try await withCheckedContinuation { turn in queue.async { turn.resume(returning: Result(catching: work)) } }.get()
  }

  private func send(_ statement: Statement, _ parameters: [String?]) throws(StoreError) {
    let copies = parameters.map { $0.flatMap { strdup($0) } }
    defer { for copy in copies { free(copy) } }
    let values = copies.map { $0.map { UnsafePointer($0) } }
    let isSent = PQsendQueryPrepared(handle, "\(statement)", Int32(values.count), values, nil, nil, 0) == 1
    // Otherwise some of it is still here, and the server runs nothing before it has seen the end.
    guard isSent else { throw lost(.busy) }
  }

  /// Whether there is a connection. One that broke while nobody used it has something to read: that it ended.
  private var isOpen: Bool {
    var socket = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
    return handle != nil && poll(&socket, 1, 0) == 0
  }

  private func open() throws(StoreError) {
    PQfinish(handle)
    handle = PQconnectdb(address)
    guard PQstatus(handle) == CONNECTION_OK else { throw lost(.busy) }
    PQsetNoticeProcessor(handle, { _, _ in }, nil)
    PQclear(PQexec(handle, Statement.settings))
    for statement in Statement.allCases {
      guard PQsendPrepare(handle, "\(statement)", statement.rawValue, 0, nil) == 1 else { throw lost(.busy) }
      do { _ = try receive(ifLost: .busy) } catch { throw lost(error) }
    }
    // From here on sending never blocks. What the socket does not take at once leaves while the answer is waited for.
    PQsetnonblocking(handle, 1)
  }

  private func lost(_ error: StoreError) -> StoreError {
    PQfinish(handle)
    handle = nil
    return error
  }

  /// Waits for everything that the server has to say. The commit happens at the very end, so only the last word counts.
  private func receive(ifLost: StoreError) throws(StoreError) -> Rows {
    var last: OpaquePointer?
    while let next = PQgetResult(handle) {
      PQclear(last)
      last = next
    }
    let rows = Rows(last)
    if [PGRES_TUPLES_OK, PGRES_COMMAND_OK].contains(PQresultStatus(last)) { return rows }
    // An ERROR is the server's word that the transaction was rolled back, unless it says that it cannot know: class 08 and
    // 40003. Anything else ends the connection, and may come after the commit as well as before it.
    guard rows.field("V") == "ERROR", let code = rows.field("C"), code.prefix(2) != "08", code != "40003"
    else { throw lost(ifLost) }
    switch code.prefix(2) {
    // Deadlock or serialization; too few resources; a lock not to be had; a time-out.
    case "40", "53", "55", "57": throw .busy
    // Read-only: this was the primary once. The address may lead to the new one.
    case "25" where code == "25006": throw lost(.busy)
    default: throw .failed("\(code): \(rows.field("M") ?? "")")
    }
  }
}
