internal import Carryover
internal import Synchronization

/// Lends connections, to one caller each. Who finds none waits for its turn without holding a thread.
final class Pool: Sendable {
  private struct State {
    var idle: [Connection]
    var waiting: [(ticket: UInt64, turn: CheckedContinuation<Connection?, Never>)] = []
    var tickets: UInt64 = 0
  }

  private let state: Mutex<State>

  init(_ address: String, size: Int) { state = Mutex(State(idle: (0..<size).map { _ in Connection(address) })) }

  /// Runs a statement on the connection used last, whose caches are warmest.
  func run(_ statement: Statement, _ parameters: String?...) async throws(StoreError) -> Rows {
    guard let connection = await borrow() else { throw .cancelled }
    defer { giveBack(connection) }
    return try await connection.run(statement, parameters)
  }

  /// A connection, or nil where the task is cancelled before there is one.
  private func borrow() async -> Connection? {
    let ticket = state.withLock { state in
      state.tickets += 1
      return state.tickets
    }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { turn in
        let outcome: Connection?? = state.withLock { state in
          // Cancelled later than here, the handler finds the ticket.
          if Task.isCancelled { return .some(nil) }
          if let connection = state.idle.popLast() { return connection }
          state.waiting.append((ticket, turn))
          return nil
        }
        if let outcome { turn.resume(returning: outcome) }
      }
    } onCancel: {
      let turn = state.withLock { state in
        state.waiting.firstIndex { $0.ticket == ticket }.map { state.waiting.remove(at: $0).turn }
      }
      turn?.resume(returning: nil)
    }
  }

  private func giveBack(_ connection: Connection) {
    let turn = state.withLock { state in
      guard state.waiting.isEmpty else { return Optional(state.waiting.removeFirst().turn) }
      state.idle.append(connection)
      return nil
    }
    turn?.resume(returning: connection)
  }
}
