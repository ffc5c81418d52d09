internal import Carryover

/// What a store should hold, kept in the plainest way: a dictionary and a list. It knows nothing of how stores are built.
struct NaiveModel {
  struct Cell {
    var record: Record
    var version: RecordVersion
  }

  private(set) var cells: [RecordKey: Cell] = [:]
  private(set) var events: [DomainEvent] = []

  /// Every version that a record ever had.
  private(set) var spent: [RecordKey: [RecordVersion]] = [:]

  /// The records that are not as a commit expects.
  func culprits(of commit: Commit) -> [RecordKey] {
    commit.changes.filter { cells[$0.key]?.version != $0.expected }.map(\.key)
  }

  /// Applies a commit. The store says what versions it gave.
  mutating func apply(_ commit: Commit, versions: [RecordKey: RecordVersion]) {
    for change in commit.changes where !change.isKeep {
      guard let record = change.record, let version = versions[change.key] else {
        cells[change.key] = nil
        continue
      }
      cells[change.key] = Cell(record: record, version: version)
      spent[change.key, default: []].append(version)
    }
    events += commit.events
  }

  /// What a list from a place on should give: everything, sorted out and sorted.
  func places(_ query: ShelfQuery, after place: Place?) -> [Place] {
    var places: Set<Place> = []
    for (key, cell) in cells {
      for entry in cell.record.entries where query.shelves.contains(entry.shelf) {
        places.insert(Place(order: entry.order, key: key))
      }
    }
    switch query.direction {
    case .ascending:
      return places.sorted(by: <).filter { candidate in
        place.map { $0 < candidate } ?? true && query.through.map { candidate.order <= $0 } ?? true
      }
    case .descending:
      return places.sorted(by: >).filter { candidate in
        place.map { candidate < $0 } ?? true && query.through.map { candidate.order >= $0 } ?? true
      }
    }
  }
}
