internal import Carryover

/// The places of one shelf in order: a B-tree, so that a shelf of a million entries costs as little as one of a thousand
/// times two.
struct PlaceTree {
  private var root = Node(places: [])

  var isEmpty: Bool { root.isEmpty }

  mutating func insert(_ place: Place) {
    guard let sibling = root.insert(place) else { return }
    root = Node(children: [root, sibling.node], bounds: [sibling.bound])
  }

  mutating func remove(_ place: Place) {
    root.remove(place)
    while let only = root.onlyChild { root = only }
  }

  /// Up to `count` places beyond one, in a direction.
  func places(after place: Place?, _ direction: ShelfQuery.Direction, count: Int) -> [Place] {
    var found: [Place] = []
    switch direction {
    case .ascending: root.ascend(beyond: place, count, into: &found)
    case .descending: root.descend(beyond: place, count, into: &found)
    }
    return found
  }
}

extension PlaceTree {
  /// A leaf with places, or an inner node with children. `bounds[i]` is the lowest place that can be under `children[i + 1]`.
  private final class Node {
    static let capacity = 64

    var places: [Place]
    var children: [Node]
    var bounds: [Place]

    init(places: [Place]) {
      self.places = places
      children = []
      bounds = []
    }

    init(children: [Node], bounds: [Place]) {
      places = []
      self.children = children
      self.bounds = bounds
    }

    var isEmpty: Bool { places.isEmpty && children.isEmpty }

    var onlyChild: Node? { children.count == 1 ? children[0] : nil }

    /// Inserts a place; answers the new right sibling when the node had to split.
    func insert(_ place: Place) -> (node: Node, bound: Place)? {
      guard !children.isEmpty else { return insertIntoLeaf(place) }
      let index = bounds.partition { $0 <= place }
      guard let sibling = children[index].insert(place) else { return nil }
      children.insert(sibling.node, at: index + 1)
      bounds.insert(sibling.bound, at: index)
      guard children.count > Self.capacity else { return nil }
      let middle = children.count / 2
      let right = Node(children: Array(children[middle...]), bounds: Array(bounds[middle...]))
      let bound = bounds[middle - 1]
      children.removeSubrange(middle...)
      bounds.removeSubrange((middle - 1)...)
      return (right, bound)
    }

    private func insertIntoLeaf(_ place: Place) -> (node: Node, bound: Place)? {
      let index = places.partition { $0 < place }
      if index < places.count, places[index] == place { return nil }
      places.insert(place, at: index)
      guard places.count > Self.capacity else { return nil }
      // Most places arrive in order: then the left leaf stays full.
      let middle = index == places.count - 1 ? index : places.count / 2
      let right = Node(places: Array(places[middle...]))
      places.removeSubrange(middle...)
      return (right, right.places[0])
    }

    func remove(_ place: Place) {
      guard !children.isEmpty else {
        let index = places.partition { $0 < place }
        if index < places.count, places[index] == place { places.remove(at: index) }
        return
      }
      let index = bounds.partition { $0 <= place }
      children[index].remove(place)
      guard children[index].isEmpty else { return }
      children.remove(at: index)
      if !bounds.isEmpty { bounds.remove(at: max(0, index - 1)) }
    }

    func ascend(beyond place: Place?, _ count: Int, into found: inout [Place]) {
      guard !children.isEmpty else {
        let start = place.map { place in places.partition { $0 <= place } } ?? 0
        found.append(contentsOf: places[start...].prefix(count - found.count))
        return
      }
      var index = place.map { place in bounds.partition { $0 <= place } } ?? 0
      while index < children.count, found.count < count {
        children[index].ascend(beyond: place, count, into: &found)
        index += 1
      }
    }

    func descend(beyond place: Place?, _ count: Int, into found: inout [Place]) {
      guard !children.isEmpty else {
        let end = place.map { place in places.partition { $0 < place } } ?? places.count
        found.append(contentsOf: places[..<end].reversed().prefix(count - found.count))
        return
      }
      var index = place.map { place in bounds.partition { $0 < place } } ?? children.count - 1
      while index >= 0, found.count < count {
        children[index].descend(beyond: place, count, into: &found)
        index -= 1
      }
    }
  }
}

extension Array {
  /// The index of the first element that does not satisfy the condition, in an array where those that do come first.
  fileprivate func partition(_ holds: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
