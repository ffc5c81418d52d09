import Carryover
import CarryoverTesting

extension NaiveStore {
  /// How a change's expectation is checked.
  private enum Check {
    /// As promised: under the lock that applies the commit.
    case together
    /// Under an earlier lock, with time for others in between.
    case early
    /// Only whether there is a record at all.
    case existence
    /// Only if there is a record at all.
    case unlessAbsent
    /// Not at all.
    case never
  }

  private func check(of change: Change) -> Check {
    switch (flaw, change) {
    case (.unverifiedDelete, .delete), (.unverifiedInsert, .insert), (.unverifiedReplace, .replace): .never
    case (.unverifiedKeep, .keep), (.unverifiedAbsence, .keepAbsent), (.insertIfAbsent, .insert): .never
    case (.versionlessReplace, .replace), (.versionlessDelete, .delete), (.versionlessKeep, .keep): .existence
    case (.revivingReplace, .replace), (.idempotentDelete, .delete), (.keepOfNothing, .keep): .unlessAbsent
    case (.earlyReplace, .replace), (.earlyInsert, .insert), (.earlyDelete, .delete): .early
    case (.earlyKeep, .keep), (.earlyAbsence, .keepAbsent), (.pairwiseAbsence, .keepAbsent): .early
    default: .together
    }
  }

  /// Verifies what a flaw verifies before the lock is taken, and lets others in.
  func verifyEarly(_ writing: Writing) async throws(StoreError) {
    let early = writing.changes.filter { check(of: $0) == .early }
    guard !early.isEmpty else { return }
    let conflicts = state.with { state in early.filter { !holds($0, in: state) }.map(\.key) }
    guard conflicts.isEmpty else { throw .conflict(conflicts) }
    await window()
  }

  /// The keys whose records are not as expected.
  func conflicts(_ writing: Writing, in state: State) -> [RecordKey] {
    switch flaw {
    case .firstChangeOnly:
      return writing.changes.prefix(1).filter { !holds($0, in: state) }.map(\.key)
    case .pairwiseAbsence:
      let inserted = Set(writing.changes.compactMap(\.record).map { column($0.key) })
      let absent = writing.changes.filter { check(of: $0) == .early }.map(\.key)
      let mutual = absent.filter { !inserted.isDisjoint(with: state.keptAbsent[column($0), default: []]) }
      return mutual + writing.changes.filter { check(of: $0) != .early && !holds($0, in: state) }.map(\.key)
    default:
      return writing.changes.filter { check(of: $0) != .early && !holds($0, in: state) }.map(\.key)
    }
  }

  private func holds(_ change: Change, in state: State) -> Bool {
    let row = state.rows[column(change.key)]
    switch flaw {
    case .takenKeys where row == nil && state.deleted.contains(column(change.key)): return false
    case .lockedExpired where row?.record.isPast == true && change.record != nil: return false
    default: break
    }
    return switch check(of: change) {
    case .together, .early: row?.version == change.expected?.number
    case .existence: row != nil
    case .unlessAbsent: row == nil || row?.version == change.expected?.number
    case .never: true
    }
  }
}
