import Carryover
import Synchronization

/// What no design can avoid: a dictionary of the same values behind one mutex.
final class BareSessions: Sendable {
  private let sessions = Mutex<[TokenDigest: Session]>([:])

  func find(_ digest: TokenDigest) -> Session? {
    sessions.withLock { $0[digest] }
  }

  func write(_ session: Session, under digest: TokenDigest) {
    sessions.withLock { $0[digest] = session }
  }

  func delete(_ digest: TokenDigest) {
    sessions.withLock { $0[digest] = nil }
  }
}
