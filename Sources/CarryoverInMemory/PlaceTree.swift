internal import Carryover

/// The places of one shelf in order: a B-tree, so that a shelf of a million entries costs as little as one of a thousand
/// times two.
///
/// The highest places stand beside the tree. Most arrive in order, and appending one to an array costs a fifth of a walk through the
/// tree; when the array is as long as a leaf, it becomes one.
struct PlaceTree {
  private var root = Node(places: [])

  /// The highest places, in order, each above all those in the tree.
  private var highest: [Place] = []

  var isEmpty: Bool { highest.isEmpty && root.isEmpty }

  mutating func insert(_ place: Place) {
    guard highest.first.map({ $0 <= place }) ?? root.highest.map({ $0 < place }) ?? true else {
      if let sibling = root.insert(place) { grow(sibling) }
      return
    }
    guard highest.insert(inOrder: place), highest.count > Node.capacity else { return }
    let leaf = Node(places: Array(highest.dropLast()))
    highest.removeSubrange(..<Node.capacity)
    if root.isEmpty { root = leaf } else if let sibling = root.append(leaf) { grow(sibling) }
  }

  mutating func remove(_ place: Place) {
    if let first = highest.first, first <= place {
      highest.remove(inOrder: place)
    } else {
      root.remove(place)
      while let only = root.onlyChild { root = only }
    }
  }

  private mutating func grow(_ sibling: Node.Sibling) {
    root = Node(children: [root, sibling.node], bounds: [sibling.bound])
  }

  /// Up to `count` places beyond one, in a direction.
  func places(after place: Place?, _ direction: ShelfQuery.Direction, count: Int) -> [Place] {
    var found: [Place] = []
    switch direction {
    case .ascending:
      root.ascend(beyond: place, count, into: &found)
      highest.ascend(beyond: place, count, into: &found)
    case .descending:
      highest.descend(beyond: place, count, into: &found)
      root.descend(beyond: place, count, into: &found)
    }
    return found
  }
}

extension PlaceTree {
  /// A leaf with places, or an inner node with children. `bounds[i]` is the lowest place that can be under `children[i + 1]`.
  private final class Node {
    static let capacity = 64

    /// A node that has to stand to the right of another, and the lowest place that can be under it.
    typealias Sibling = (node: Node, bound: Place)

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

    var highest: Place? { children.last?.highest ?? places.last }

    /// Inserts a place; answers the new right sibling when the node had to split.
    func insert(_ place: Place) -> Sibling? {
      guard !children.isEmpty else { return insertIntoLeaf(place) }
      let index = bounds.partition { $0 <= place }
      return children[index].insert(place).flatMap { adopt($0, after: index) }
    }

    /// Appends a leaf above everything; answers the new right sibling when the node had to split, or is a leaf itself.
    func append(_ leaf: Node) -> Sibling? {
      guard let last = children.last else { return (leaf, leaf.places[0]) }
      return last.append(leaf).flatMap { adopt($0, after: children.count - 1) }
    }

    private func adopt(_ sibling: Sibling, after index: Int) -> Sibling? {
      children.insert(sibling.node, at: index + 1)
      bounds.insert(sibling.bound, at: index)
      guard children.count > Self.capacity else { return nil }
      // Most leaves arrive in order: then the left node stays full.
      let middle = index == children.count - 2 ? index : children.count / 2
      let right = Node(children: Array(children[middle...]), bounds: Array(bounds[middle...]))
      let bound = bounds[middle - 1]
      children.removeSubrange(middle...)
      bounds.removeSubrange((middle - 1)...)
      return (right, bound)
    }

    private func insertIntoLeaf(_ place: Place) -> Sibling? {
      guard places.insert(inOrder: place), places.count > Self.capacity else { return nil }
      let middle = places.count / 2
      let right = Node(places: Array(places[middle...]))
      places.removeSubrange(middle...)
      return (right, right.places[0])
    }

    func remove(_ place: Place) {
      guard !children.isEmpty else {
        places.remove(inOrder: place)
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
        places.ascend(beyond: place, count, into: &found)
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
        places.descend(beyond: place, count, into: &found)
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

/// Places in order, without doubles.
extension [Place] {
  /// Inserts a place, and answers whether it was new.
  fileprivate mutating func insert(inOrder place: Place) -> Bool {
    guard let last, place <= last else {
      append(place)
      return true
    }
    let index = partition { $0 < place }
    guard self[index] != place else { return false }
    insert(place, at: index)
    return true
  }

  fileprivate mutating func remove(inOrder place: Place) {
    let index = partition { $0 < place }
    if index < count, self[index] == place { remove(at: index) }
  }

  /// Adds those beyond a place to what was found, up to so many in all.
  fileprivate func ascend(beyond place: Place?, _ limit: Int, into found: inout [Place]) {
    let start = place.map { place in partition { $0 <= place } } ?? 0
    found.append(contentsOf: self[start...].prefix(limit - found.count))
  }

  fileprivate func descend(beyond place: Place?, _ limit: Int, into found: inout [Place]) {
    let end = place.map { place in partition { $0 < place } } ?? count
    found.append(contentsOf: self[..<end].reversed().prefix(limit - found.count))
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
