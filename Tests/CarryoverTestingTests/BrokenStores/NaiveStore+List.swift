import Carryover
import CarryoverTesting

extension NaiveStore {
  func list(_ query: ShelfQuery, after place: Place?, limit: Int) async throws(StoreError) -> ShelfPage {
    let ahead = flaw == .greedyPages ? limit + 1 : flaw == .unlimitedPages ? .max : max(1, limit)
    let page = state.with { state in
      let standing = standing(query, in: state)
      let rest = standing[start(in: standing, after: place, query, state)...]
      let candidates = rest.prefix(ahead).map { ShelfPage.Candidate(place: $0.place, found: $0.row.found) }
      if let last = candidates.last?.place {
        state.offsets[last] = rest.startIndex + candidates.count
      }
      return ShelfPage(candidates: candidates, next: next(after: candidates, of: rest.count, place))
    }
    guard flaw == .lateCandidates else { return page }
    await window()
    return state.with { state in
      let candidates = page.candidates.compactMap { candidate in
        state.rows[column(candidate.place.key)].map { ShelfPage.Candidate(place: candidate.place, found: $0.found) }
      }
      return ShelfPage(candidates: candidates, next: page.next)
    }
  }

  private typealias Standing = (place: Place, row: Row)

  /// Everything on the query's shelves, in the query's order.
  private func standing(_ query: ShelfQuery, in state: State) -> [Standing] {
    let shelves = flaw == .firstShelfOnly ? Array(query.shelves.prefix(1)) : query.shelves
    var all: [Standing] = []
    for shelf in shelves {
      var found = onShelf(shelf, in: state).filter { isWithin(query, $0.place) }
      if flaw == .hidesExpiredFromLists { found.removeAll { $0.row.record.isPast } }
      if flaw == .shelvesOneByOne { found.sort { precedes($0.place, $1.place, query.direction) } }
      all += found
    }
    switch flaw {
    case .shelvesOneByOne: return all
    case .tiesByChance: all.shuffle()
    default: break
    }
    all.sort { precedes($0.place, $1.place, query.direction) }
    if flaw == .repeatedPlaces { return all }
    return all.reduce(into: []) { unique, next in
      let isRepeated =
        flaw == .recordOnce
        ? unique.contains { $0.place.key == next.place.key } : unique.last?.place == next.place
      if !isRepeated { unique.append(next) }
    }
  }

  private func onShelf(_ shelf: Shelf, in state: State) -> [Standing] {
    let column = column(shelf)
    guard flaw == .shelvesByPrefix else { return state.shelves[column, default: [:]].map { ($0, $1) } }
    return state.shelves.filter { $0.key.starts(with: column) }.flatMap { $0.value.map { ($0, $1) } }
  }

  private func isWithin(_ query: ShelfQuery, _ place: Place) -> Bool {
    guard let bound = query.through else { return true }
    if flaw == .exclusiveBound, place.order == bound { return false }
    switch query.direction {
    case .ascending: return place.order <= bound
    case .descending: return flaw == .boundlessDescent || place.order >= bound
    }
  }

  /// Whether a place comes before another one in the list's direction.
  private func precedes(_ a: Place, _ b: Place, _ direction: ShelfQuery.Direction) -> Bool {
    let (low, high) = direction == .ascending ? (a, b) : (b, a)
    switch flaw {
    case .tiesByChance: return low.order < high.order
    case .unsignedOrders where low.order != high.order:
      return UInt64(bitPattern: low.order) < UInt64(bitPattern: high.order)
    case .tiesBySpelling where low.order == high.order:
      let (one, other) = (low.key.description, high.key.description)
      return (one.lowercased(), one) < (other.lowercased(), other)
    case .tiesAlwaysAscend where low.order == high.order: return a.key < b.key
    case .ascentOnly: return a < b
    default: return low < high
    }
  }

  /// Where the rest of the list begins.
  private func start(
    in standing: [Standing], after place: Place?, _ query: ShelfQuery, _ state: State
  ) -> Int {
    guard let place else { return 0 }
    if flaw == .offsetCursor, let offset = state.offsets[place] { return min(offset, standing.count) }
    let isBehind: (Place) -> Bool = {
      switch self.flaw {
      case .inclusiveCursor: self.precedes($0, place, query.direction)
      case .cursorByOrder, .tiesByChance:
        $0.order == place.order || self.precedes($0, place, query.direction)
      default: !self.precedes(place, $0, query.direction)
      }
    }
    if flaw == .shelvesOneByOne { return (standing.firstIndex { $0.place == place } ?? -1) + 1 }
    return standing.firstIndex { !isBehind($0.place) } ?? standing.count
  }

  private func next(after candidates: [ShelfPage.Candidate], of count: Int, _ place: Place?) -> Place? {
    switch flaw {
    case .endless: candidates.last?.place ?? place
    case .endsEarly: count - candidates.count < candidates.count ? nil : candidates.last?.place
    default: candidates.count < count ? candidates.last?.place : nil
    }
  }
}
