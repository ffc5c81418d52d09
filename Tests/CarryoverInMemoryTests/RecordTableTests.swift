import Carryover
import CarryoverTesting
import Testing

@testable import CarryoverInMemory

@Suite("ST-3: the hash table of the in-memory store")
struct RecordTableTests {
  @Test("ST-3: writes, look-ups and removals agree with a dictionary", arguments: 0..<6 as Range<UInt64>)
  func model(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var table = RecordTable()
    var model: [RecordKey: UInt64] = [:]
    let keys = try (0..<4_000).map { try #require(RecordKey(.probe, identity: "k\($0)")) }
    for step in 1...20_000 as ClosedRange<UInt64> {
      let key = keys[.random(in: 0..<keys.count, using: &generator)]
      switch Int.random(in: 0..<5, using: &generator) {
      case 0, 1:
        let old = table.write(Record(key: key, body: "\(step)"), RecordVersion(step), under: key)
        #expect(try old?.body == model.updateValue(step, forKey: key).map { "\($0)" })
      case 2, 3:
        #expect(try table.remove(key)?.body == model.removeValue(forKey: key).map { "\($0)" })
      default:
        #expect(table.version(of: key)?.number == model[key])
      }
    }
    for key in keys {
      #expect(table[key]?.version.number == model[key])
      #expect(try table[key]?.record.body == model[key].map { "\($0)" })
      #expect(table.version(of: key)?.number == model[key])
    }
  }
}
