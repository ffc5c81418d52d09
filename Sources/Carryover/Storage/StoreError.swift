/// How a store fails. The cases differ in what a caller may conclude, and nothing else.
public enum StoreError: Error, Hashable, Sendable {
  /// A record named by a change is not at the expected version. The commit was certainly not applied.
  case conflict([RecordKey])

  /// The store cannot serve right now. The commit was certainly not applied, and trying again later makes sense.
  case busy

  /// The answer was lost: the commit may have been applied, may be applied yet, or never. A lost connection, a time-out and
  /// a cancellation in the middle of a commit end here. Reporting any of them as `busy` applies things twice.
  case unknown

  /// More than the store can take at once. Nothing was applied.
  case tooLarge(StoreLimits.Excess)

  /// The feed position was trimmed, or never came from this feed.
  case gone

  /// The caller's task was cancelled before anything was sent. Nothing was applied.
  case cancelled

  /// Something that trying again cannot mend, such as a missing table or a body that cannot be read. Nothing was applied.
  case failed(String)
}

/// How much a store takes at once. Limits are numbers, never semantics: below them every store behaves alike. None may be lower than
/// ``least``.
public struct StoreLimits: Hashable, Sendable {
  /// The most keys in one load.
  public var keysPerLoad: Int

  /// The most changes in one commit, `keep` included. Events do not count.
  public var changesPerCommit: Int

  /// The longest body of a record, in bytes.
  public var bytesPerRecord: Int

  /// Sets the limits of a store; the defaults are wide.
  public init(keysPerLoad: Int = 1_000, changesPerCommit: Int = 1_000, bytesPerRecord: Int = .max) {
    self.keysPerLoad = keysPerLoad
    self.changesPerCommit = changesPerCommit
    self.bytesPerRecord = bytesPerRecord
  }

  /// The least that a store must take for every operation to fit under the library's default policies.
  ///
  /// What needs most is undoing a claim of a session with as many conversations as it can have: each is a key of one load and a change of
  /// one commit. A policy that allows more of them needs a store that takes more; see ``ConversationPolicy/conversationsPerSession``.
  public static let least = StoreLimits(keysPerLoad: 64, changesPerCommit: 64, bytesPerRecord: 256 * 1024)

  /// Which limit was exceeded, and the limit's number.
  public enum Excess: Hashable, Sendable {
    /// Too many keys in one load.
    case keysPerLoad(limit: Int)
    /// Too many changes in one commit.
    case changesPerCommit(limit: Int)
    /// A body that is too long.
    case bytesPerRecord(limit: Int)
  }
}

extension StoreLimits {
  /// The check that an adapter makes before a load.
  public func check(load keys: [RecordKey]) throws(StoreError) {
    guard keys.count <= keysPerLoad else { throw .tooLarge(.keysPerLoad(limit: keysPerLoad)) }
  }

  /// The check that an adapter makes before a commit.
  public func check(_ commit: Commit) throws(StoreError) {
    guard commit.changes.count <= changesPerCommit else {
      throw .tooLarge(.changesPerCommit(limit: changesPerCommit))
    }
    guard bytesPerRecord < .max else { return }
    for case let record? in commit.changes.lazy.map(\.record) {
      guard try record.body.utf8.count <= bytesPerRecord else {
        throw .tooLarge(.bytesPerRecord(limit: bytesPerRecord))
      }
    }
  }
}
