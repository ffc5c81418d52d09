import Carryover
import CarryoverTesting

extension NaiveStore {
  func page(_ query: ShelfQuery, after place: Place?, limit: Int, in state: inout State) -> ShelfPage {
    let standing = standing(query, isFirstPage: place == nil, in: state)
    let start = start(in: standing, after: place, query, limit, state)
    let limit =
      switch flaw {
      case .greedyPages: limit + 1
      case .unlimitedPages: standing.count
      default: max(1, limit)
      }
    let page = standing[start...].prefix(limit)
    let candidates = page.map { ShelfPage.Candidate(place: $0.place, found: listed($0.row)) }
    if let last = page.last?.place {
      state.offsets[last] = page.endIndex
      state.pages[last] = (place.flatMap { state.pages[$0] } ?? 0) + 1
    }
    let left = standing.count - page.endIndex
    let next: Place? =
      switch flaw {
      case .endless: page.last?.place ?? place
      case .endsEarly: left < limit ? nil : page.last?.place
      default: left > 0 ? page.last?.place : nil
      }
    return ShelfPage(candidates: candidates, next: next)
  }

  /// Where the rest of a list begins.
  private func start(
    in standing: [Standing], after place: Place?, _ query: ShelfQuery, _ limit: Int, _ state: State
  ) -> Int {
    guard let place else { return 0 }
    var cursor = place
    switch flaw {
    case .offsetCursor: if let offset = state.offsets[place] { return min(offset, standing.count) }
    case .numberedPages: if let page = state.pages[place] { return min(page * limit, standing.count) }
    case .strayCursor, .shelvesOneByOne: return (standing.firstIndex { $0.place == place } ?? -1) + 1
    case .cursorOfRecord:
      guard let entry = state.rows[column(place.key)]?.record.entries.first else { return standing.count }
      cursor = self.place(of: place.key, entry)
    default: break
    }
    return standing.firstIndex { isBeyond(cursor, $0.place, query.direction) } ?? standing.count
  }

  private func isBeyond(_ cursor: Place, _ place: Place, _ direction: ShelfQuery.Direction) -> Bool {
    switch flaw {
    case .inclusiveCursor: !precedes(place, cursor, direction)
    case .cursorByOrder: place.order != cursor.order && precedes(cursor, place, direction)
    default: precedes(cursor, place, direction)
    }
  }

  private func listed(_ row: Row) -> Loaded.Found {
    let found = row.found
    return flaw == .listedVersions ? Loaded.Found(found.record, RecordVersion(row.version << 1)) : found
  }

  /// A page whose records are counted off one by one, each at a moment of its own.
  func tornPage(_ query: ShelfQuery, after place: Place?, limit: Int) async -> ShelfPage {
    var candidates: [ShelfPage.Candidate] = []
    var next: Place?
    let start = state.with { state in
      self.start(in: standing(query, isFirstPage: true, in: state), after: place, query, limit, state)
    }
    for index in start..<start + max(1, limit) {
      let (candidate, isLast) = state.with { state -> (ShelfPage.Candidate?, Bool) in
        let standing = standing(query, isFirstPage: true, in: state)
        guard index < standing.count else { return (nil, true) }
        let row = standing[index].row
        return (ShelfPage.Candidate(place: standing[index].place, found: row.found), index == standing.count - 1)
      }
      if let candidate { candidates.append(candidate) }
      next = isLast ? nil : candidate?.place
      if isLast { break }
      await window()
    }
    return ShelfPage(candidates: candidates, next: next)
  }
}
