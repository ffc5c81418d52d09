import Carryover
import CarryoverTesting

/// A store as simple as can be, and with at most one thing wrong with it.
///
/// Everything lives in one value behind one lock: rows by the bytes of their keys, shelves with a copy of each record, and the
/// events. A flaw changes one thing in one place.
final class NaiveStore: Store {
  let flaw: Flaw?
  let state = Locked(State())

  init(_ flaw: Flaw? = nil) {
    self.flaw = flaw
  }

  var limits: StoreLimits {
    StoreLimits(keysPerLoad: 100, changesPerCommit: flaw == .tinyLimits ? 63 : 100, bytesPerRecord: 400_000)
  }

  /// All that the store holds.
  struct State {
    var rows: [Column: Row] = [:]
    var shelves: [Column: [Place: Row]] = [:]
    var events: [Published] = []
    var sequence = 0
    var clock: UInt64 = 0

    /// Tells this store's feed from every other's.
    let epoch = UInt32.random(in: .min ... .max)

    /// What ``Flaw/staleLoad`` reads.
    var replica: [Column: Row] = [:]

    /// What ``Flaw/takenKeys`` still counts as there.
    var deleted: Set<Column> = []

    /// What ``Flaw/pairwiseAbsence`` remembers: what the commits that wrote the records kept absent.
    var keptAbsent: [Column: Set<Column>] = [:]

    /// What ``Flaw/abortedTransaction`` remembers.
    var isAborted = false

    /// What ``Flaw/lateMoves`` has still to move.
    var moves: [(old: Row?, new: Row)] = []

    /// What ``Flaw/offsetCursor`` remembers.
    var offsets: [Place: Int] = [:]

    /// What ``Flaw/numberedPages`` remembers.
    var pages: [Place: Int] = [:]
  }

  /// A text as a database compares it: byte by byte.
  typealias Column = [UInt8]

  /// A record as a table holds it.
  struct Row {
    var record: Record
    var version: UInt64

    /// The text in the column of bodies.
    var body: String { (try? record.body) ?? "" }

    /// What a load answers: the body under its key and no more, as most databases give it.
    var found: Loaded.Found { Loaded.Found(Record(key: record.key, body: body), RecordVersion(version)) }
  }

  /// An event with its number in the feed.
  struct Published {
    var number: Int
    var body: String
  }

  /// Gives every other task its turn, many times over, and not always equally many: else all might move in step.
  func window() async {
    for _ in 0..<Int.random(in: 12...36) { await Task.yield() }
  }
}
