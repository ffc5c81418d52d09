import Carryover
import CarryoverTesting

extension NaiveStore {
  func list(_ query: ShelfQuery, after place: Place?, limit: Int) async throws(StoreError) -> ShelfPage {
    if flaw == .emptyQuery, query.shelves.isEmpty { throw .failed("no shelves") }
    guard flaw != .tornPages else { return await tornPage(query, after: place, limit: limit) }
    let page = state.with { self.page(query, after: place, limit: limit, in: &$0) }
    guard flaw == .lateCandidates else { return page }
    await window()
    return state.with { state in
      let candidates = page.candidates.compactMap { candidate in
        state.rows[column(candidate.place.key)].map { ShelfPage.Candidate(place: candidate.place, found: $0.found) }
      }
      return ShelfPage(candidates: candidates, next: page.next)
    }
  }

  /// A place with the copy of the record that stands there.
  struct Standing {
    var place: Place
    var row: Row
  }

  /// Everything on the query's shelves, in the query's order.
  func standing(_ query: ShelfQuery, isFirstPage: Bool, in state: State) -> [Standing] {
    let shelves = flaw == .firstShelfOnly ? Array(query.shelves.prefix(1)) : query.shelves
    var all: [Standing] = []
    for shelf in shelves {
      var found = onShelf(shelf, in: state)
      if flaw != .boundOnFirstPage || isFirstPage { found.removeAll { !isWithin(query, $0.place) } }
      if flaw == .shelvesOneByOne { found.sort { precedes($0.place, $1.place, query.direction) } }
      all += found
    }
    switch flaw {
    case .shelvesOneByOne: return all
    case .listsWithoutExpired: all.removeAll(where: \.row.record.isPast)
    case .tiesByChance: all.shuffle()
    default: break
    }
    all.sort { precedes($0.place, $1.place, query.direction) }
    switch flaw {
    case .repeatedPlaces: return all
    case .recordOnce:
      var seen: Set<RecordKey> = []
      return all.filter { seen.insert($0.place.key).inserted }
    case .cutShelf: all = Array(all.prefix(500))
    default: break
    }
    return all.reduce(into: []) { if $0.last?.place != $1.place { $0.append($1) } }
  }

  private func onShelf(_ shelf: Shelf, in state: State) -> [Standing] {
    let column = column(shelf)
    guard flaw == .shelvesByPrefix else {
      return state.shelves[column, default: [:]].map(Standing.init)
    }
    return state.shelves.filter { $0.key.starts(with: column) }.flatMap { $0.value.map(Standing.init) }
  }

  private func isWithin(_ query: ShelfQuery, _ place: Place) -> Bool {
    guard let bound = query.through else { return true }
    switch (flaw, query.direction) {
    case (.exclusiveBound, _) where place.order == bound: return false
    case (.boundlessAscent, .ascending), (.boundlessDescent, .descending): return true
    case (_, .ascending): return place.order <= bound
    case (_, .descending): return place.order >= bound
    }
  }

  /// Whether a place comes before another one in the list's direction.
  func precedes(_ a: Place, _ b: Place, _ direction: ShelfQuery.Direction) -> Bool {
    let (low, high) = direction == .ascending ? (a, b) : (b, a)
    switch flaw {
    case .ascentOnly: return a < b
    case .unsignedOrders where low.order != high.order:
      return UInt64(bitPattern: low.order) < UInt64(bitPattern: high.order)
    case .tiesByChance: return low.order < high.order
    case .ascendingTies where low.order == high.order: return a.key < b.key
    case .tiesBySpelling where low.order == high.order:
      let (one, other) = (low.key.description, high.key.description)
      return (one.lowercased(), one) < (other.lowercased(), other)
    default: return low < high
    }
  }
}
