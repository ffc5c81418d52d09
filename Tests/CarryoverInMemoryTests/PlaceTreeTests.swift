import Carryover
import CarryoverTesting
import Testing

@testable import CarryoverInMemory

@Suite("ST-3: the ordered index of the in-memory store")
struct PlaceTreeTests {
  @Test("ST-3: inserts, removals and ranges agree with a sorted array", arguments: 0..<8 as Range<UInt64>)
  func model(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var tree = PlaceTree()
    var model: [Place] = []
    let range: Int64 = seed.isMultiple(of: 2) ? 40 : 100_000
    for step in 0..<6_000 {
      // Grows, then shrinks to nothing.
      let isGrowing = Int.random(in: 0..<6_000, using: &generator) > step
      if isGrowing || model.isEmpty {
        let new = place(.random(in: 0..<range, using: &generator), &generator)
        tree.insert(new)
        tree.insert(new)
        model.insert(new, at: model.firstIndex { new < $0 } ?? model.count)
      } else {
        let old = model.remove(at: .random(in: 0..<model.count, using: &generator))
        tree.remove(old)
        tree.remove(old)
      }
      guard step.isMultiple(of: 50) else { continue }
      let pivot = place(.random(in: 0..<range, using: &generator), &generator)
      let after = Bool.random(using: &generator) ? pivot : model.randomElement(using: &generator)
      let count = Int.random(in: 1...200, using: &generator)
      let up = model.filter { place in after.map { $0 < place } ?? true }.prefix(count)
      #expect(tree.places(after: after, .ascending, count: count) == Array(up))
      let down = model.reversed().filter { place in after.map { place < $0 } ?? true }.prefix(count)
      #expect(tree.places(after: after, .descending, count: count) == Array(down))
    }
    for place in model { tree.remove(place) }
    #expect(tree.isEmpty)
    #expect(tree.places(after: nil, .ascending, count: 10).isEmpty)
  }

  @Test("ST-3: places that arrive in order, and go in order, keep the tree whole")
  func inOrder() {
    var tree = PlaceTree()
    var generator = SeededGenerator(seed: 1)
    let places = (0..<5_000).map { place(Int64($0), &generator) }
    for place in places { tree.insert(place) }
    #expect(tree.places(after: nil, .ascending, count: .max) == places)
    for place in places.prefix(4_999) { tree.remove(place) }
    #expect(tree.places(after: nil, .descending, count: .max) == [places[4_999]])
  }

  private func place(_ order: Int64, _ generator: inout SeededGenerator) -> Place {
    let text = "k\(UInt64.random(in: .min ... .max, using: &generator))"
    guard let key = RecordKey(.probe, identity: text) else { preconditionFailure("a probe's identity is any text") }
    return Place(order: order, key: key)
  }
}
